/** What `modwarden fetch` would record of a repository, if the world of world.ts were served by a proxy. */

import { fetchFacts } from '../../src/commands/fetch.ts';
import { readArguments } from '../../src/commands/shared/args.ts';
import type { Terminal } from '../../src/commands/shared/command.ts';
import { openSession } from '../../src/commands/shared/session.ts';
import { formatRecord, recorder } from '../../src/gather/facts/record.ts';
import { chain } from '../../src/gather/facts/sources.ts';
import { vendorSource } from '../../src/gather/facts/vendor.ts';
import { loaders } from '../../src/gather/loaders.ts';
import { lintInput } from '../../src/lint/lint-run.ts';
import { lint } from '../../src/lint/run.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { WORLD_TIME, worldSource } from './world.ts';

/** The text of the facts file. `folder`: from `cwd`. */
export async function recordOf(folder: string, cwd: string): Promise<string> {
  const args = readArguments(['--offline', folder], fetchFacts.options, fetchFacts.positionals);
  const session = await openSession(args, terminalIn(cwd));
  const { tree, paths, repo } = session;
  const kept = recorder();
  const source = kept.wrap(chain([vendorSource(tree, paths), worldSource()]));
  const answerAll = async (asks: readonly Ask[]) =>
    (await Promise.all(asks.map((ask) => source.answer(ask)))) as readonly Answer<unknown>[];
  await lint({ ...lintInput(session), ...loaders(tree, paths, repo, answerAll) });
  return formatRecord(kept.recording(WORLD_TIME));
}

function terminalIn(cwd: string): Terminal {
  const silent = () => {};
  return {
    out: silent,
    err: silent,
    build: undefined,
    env: {},
    cwd,
    isTerminal: { in: false, out: false, err: false },
    input: () => new Uint8Array(),
    columns: undefined,
    today: () => WORLD_TIME.slice(0, 10),
    now: () => new Date(WORLD_TIME),
    save: silent,
    remove: silent,
  };
}
