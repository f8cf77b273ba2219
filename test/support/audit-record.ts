/** What `modwarden audit` would record of a repository, if the world of world.ts were served by a proxy. */
import { audit } from '../../src/commands/audit/audit.ts';
import { licensesOf } from '../../src/commands/license-list.ts';
import { readArguments } from '../../src/commands/shared/args.ts';
import { scopeOf, withinScope } from '../../src/commands/shared/scope.ts';
import { openSession } from '../../src/commands/shared/session.ts';
import { formatRecord, recorder } from '../../src/gather/facts/record.ts';
import { chain } from '../../src/gather/facts/sources.ts';
import { vendorSource } from '../../src/gather/facts/vendor.ts';
import { loaders } from '../../src/gather/loaders.ts';
import { lintRun } from '../../src/lint/lint-run.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { terminalIn } from './terminal.ts';
import { WORLD_TIME, worldSource } from './world.ts';

/** The text of facts.json. `argv`: of the command, without its verb. */
export async function auditRecordOf(argv: readonly string[], cwd: string): Promise<string> {
  const args = readArguments([...argv, '--offline'], audit.options, audit.positionals);
  const terminal = terminalIn(cwd, () => {});
  const session = await openSession(args, terminal);
  const { tree, paths, repo } = session;
  const kept = recorder();
  const source = kept.wrap(chain([vendorSource(tree, paths), worldSource()]));
  const answerAll = async (asks: readonly Ask[]) =>
    (await Promise.all(asks.map((ask) => source.answer(ask)))) as readonly Answer<unknown>[];
  const world = {
    ...session,
    facts: { ...session.facts!, answerAll },
    loaders: loaders(tree, paths, repo, answerAll),
  };
  await lintRun(world);
  const { modules } = await licensesOf(world, terminal);
  await withinScope(world, modules, scopeOf(args), terminal);
  session.close();
  return formatRecord(kept.recording(WORLD_TIME));
}
