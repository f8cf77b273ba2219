/** What `init` can tell of a repository without asking anybody: depth, licenses, remotes and settings. */
import type { Run } from '../../gather/open-run.ts';
import { gitRemotes } from '../../gather/tree/git-remotes.ts';
import { leavesOf, parseExpression } from '../../license/spdx/expression.ts';
import { loadJudge } from '../../license/spdx/judge.ts';
import type { MainModule, Repo } from '../../model/repo.ts';
import { environments } from '../../model/settings/environments.ts';
import { readSettingFiles } from '../../model/settings/setting-files.ts';
import { modulePatternFault } from '../../policy/patterns/patterns.ts';
import type { LicensesInUse, Observed } from '../../policy/propose/observed.ts';
import { placeOf } from '../../text/source.ts';
import { licensesOf } from '../license-list.ts';
import { loadedModules } from '../modules.ts';
import type { Terminal } from '../shared/command.ts';

/** `root`: the repository's. The run asks nobody; what it does not know is told nobody either. */
export async function observe(run: Run, root: string, terminal: Terminal): Promise<Observed> {
  const silent: Terminal = Object.create(terminal, { err: { value: () => {} } });
  const { modules } = await loadedModules(run, silent);
  const { licenses } = await licensesOf(run, silent);
  const settingFiles = await readSettingFiles(run.repo.settingFiles, run.tree);
  return {
    depth: deepest(modules),
    licenses: await licensesInUse(licenses),
    remotes: gitRemotes(root, terminal.env),
    goPrivate: goPrivateOf({ ...run.repo, settingFiles }),
  };
}

export function deepest(modules: readonly Pick<MainModule, 'graph' | 'uses'>[]): Observed['depth'] {
  let max = 0;
  let module = '';
  for (const { path, depth = 0 } of modules.flatMap(({ uses }) => uses)) {
    if (depth <= max) continue;
    max = depth;
    module = path;
  }
  if (max === 0) return undefined;
  const isWhole = ({ graph, uses }: Pick<MainModule, 'graph' | 'uses'>) =>
    graph.state === 'loaded' && uses.every(({ depthState }) => depthState !== 'unknown');
  return { max, module, complete: modules.every(isWhole) };
}

/** Ids that an allow list takes, and that YAML takes without quotes. */
const PLAIN_ID = /^[A-Za-z0-9][\w.+ -]*$/;

/** The shortest list that is sure to allow what is in use: every license that an expression names. */
export async function licensesInUse(
  licenses: readonly { readonly path: string; readonly expression: string | undefined }[],
): Promise<LicensesInUse | undefined> {
  const { judge, checkPolicyId } = await loadJudge();
  const named = licenses.flatMap(({ expression }) =>
    expression === undefined ? [] : leavesOf(parseExpression(expression)),
  );
  const ids = [...new Set(named)].filter((id) => PLAIN_ID.test(id) && checkPolicyId(id).ok).sort();
  if (ids.length === 0) return undefined;
  const policy = { allow: ids };
  const isAllowed = (expression: string | undefined) =>
    expression !== undefined && judge(expression, policy).verdict === 'allowed';
  const paths = (allowed: boolean) =>
    [...new Set(licenses.filter((one) => isAllowed(one.expression) === allowed).map(({ path }) => path))].sort();
  return { ids, recognized: paths(true).length, others: paths(false) };
}

/** A pattern that a policy takes. */
function isSound(pattern: string): boolean {
  return /^[\w.~/*?-]+$/.test(pattern) && modulePatternFault(pattern) === undefined;
}

export function goPrivateOf(repo: Repo): Observed['goPrivate'] {
  const found = new Map<string, string>();
  for (const env of environments(repo)) {
    const setting = env.setting('GOPRIVATE');
    if (setting === undefined) continue;
    const { path, start } = placeOf(setting.at);
    for (const pattern of setting.value.split(',').filter(isSound))
      if (!found.has(pattern)) found.set(pattern, `${path}:${start.line}`);
  }
  return [...found].map(([pattern, at]) => ({ pattern, at }));
}
