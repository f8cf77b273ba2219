/** Checks one target of a fleet, as `modwarden check` would, and saves its report and entry. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { rules } from '../../../rules/index.ts';
import { checkedEntry, type ExitCode, type FleetEntry, type FleetSetting, failedEntry } from '../../fleet/entry.ts';
import type { RunFolder, RunInfo } from '../../fleet/run-folder.ts';
import type { Target } from '../../fleet/target.ts';
import type { SharedFacts } from '../../gather/facts/shared-source.ts';
import type { Run } from '../../gather/open-run.ts';
import { gitState } from '../../gather/provenance/git-state.ts';
import { headCommit } from '../../gather/tree/head-commit.ts';
import { lintRun } from '../../lint/lint-run.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import { readSettingFiles } from '../../model/settings/setting-files.ts';
import { renderJson } from '../../report/json.ts';
import { verdict } from '../../report/verdict.ts';
import type { FileText } from '../../text/printable.ts';
import { pointAt } from '../../text/source.ts';
import { quietLicenses } from '../audit/details.ts';
import { inventoryOf } from '../audit/inventory.ts';
import type { Arguments } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { openSession } from '../shared/session.ts';

export interface CheckInput {
  /** Options of the command line that say how targets are checked; no paths. */
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly info: RunInfo;
  readonly shared: SharedFacts;
}

export interface Checked {
  readonly entry: FleetEntry;
  readonly report: FileText | undefined;
}

/** What cannot be checked gives an entry that says why; only a fault of modwarden itself is named as one. */
export async function checkTarget(target: Target, input: CheckInput): Promise<Checked> {
  try {
    return await checked(target, input);
  } catch (error) {
    const { name, message } = error as Error;
    const isOwn = name === 'Error' || name === 'UsageError' || name === 'GitError' || name === 'ModwardenError';
    const reason = maskDeep(message.replaceAll(/\s*\n\s*/g, ' '));
    const told = isOwn || name === 'UserFileError' ? reason : `internal error (${name}: ${reason})`;
    return { entry: failedEntry(target, keyOf(target, undefined, input.info), told), report: undefined };
  }
}

/** Checks it and saves what came of it. */
export async function checkAndSave(target: Target, input: CheckInput, run: RunFolder): Promise<void> {
  const { entry, report } = await checkTarget(target, input);
  run.save(entry, report);
}

async function checked(target: Target, { args, terminal, info, shared }: CheckInput): Promise<Checked> {
  const values = new Map(args.values).set('as-of', info.today);
  if (target.rev !== undefined) values.set('rev', target.rev);
  const session = await openSession({ ...args, values, positionals: [target.path] }, terminal, { shared });
  try {
    const report = await lintRun(session);
    const inventory = inventoryOf(session, report, await quietLicenses(session, terminal));
    const commit = commitOf(session, terminal);
    const entry = checkedEntry(
      {
        target,
        key: keyOf(target, commit, info),
        exit: verdict(report) satisfies ExitCode,
        ...(commit !== undefined && { commit }),
        inventory,
        settings: await settingsOf(session),
      },
      report,
    );
    return { entry: { ...entry, problems: maskDeep(entry.problems) }, report: renderJson(report) };
  } finally {
    session.close();
  }
}

/** Equal for the same target, revision, policy and day. */
export function keyOf(target: Target, commit: string | undefined, { today, policy, tool }: RunInfo): string {
  const parts = [target.id, commit ?? '', policy, today, tool, String(rules.length)];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/** A work tree that git does not know has none. */
function commitOf({ origin }: Run, { env }: Terminal): string | undefined {
  if (origin === undefined) return undefined;
  if (origin.gitFolder === undefined) return origin.kind === 'archive' ? origin.revision : undefined;
  try {
    if (origin.kind === 'folder') return headCommit(join(origin.gitFolder, '.git')) || undefined;
  } catch {
    // Only git can tell.
  }
  return gitState(origin.gitFolder, origin.revision ?? 'HEAD', new Map(), env)?.commit;
}

async function settingsOf({ repo, tree }: Run): Promise<FleetSetting[]> {
  const files = await readSettingFiles(repo.settingFiles, tree);
  return files.flatMap(({ source, read }) =>
    (read?.settings ?? []).map(({ variable, value, nameAt, reach }) =>
      maskDeep({
        variable,
        ...(value !== undefined && { value }),
        path: source.path,
        line: pointAt(nameAt.file, nameAt.start).line,
        reach: reach.kind,
      }),
    ),
  );
}
