/** `verify --cache`: what the user's module cache has of the modules that a repository uses, against its go.sum. */
import { isAbsolute } from 'node:path';
import { checkCache } from '../../gather/modcache/check-cache.ts';
import type { CacheProblem, CacheTask } from '../../gather/modcache/check-module.ts';
import { userEnv } from '../../gather/user-env.ts';
import { EMPTY_GO_MOD } from '../../go/sum/parse.ts';
import type { Repo } from '../../model/repo.ts';
import { sumFiles } from '../../model/sums.ts';
import { replacementOf } from '../../model/uses.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';
import { masked } from '../../text/secrets.ts';
import { UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { progressLine } from '../shared/progress.ts';
import { listed } from './listed.ts';
import { outcomeOf, type VerifiedPart } from './summary.ts';

export async function verifyCache(repo: Repo, terminal: Terminal): Promise<VerifiedPart> {
  const cache = userEnv(terminal.env).GOMODCACHE;
  if (!isAbsolute(cache)) throw new UsageError('there is no module cache: GOMODCACHE must be an absolute path');
  const tasks = cacheTasks(repo);
  const progress = terminal.isTerminal.err ? progressLine(terminal, safe`verifying`, safe`modules`) : undefined;
  const results = await checkCache(cache, tasks, progress);
  const problems = results.flatMap((result) => result.problems);
  const cached = results.filter((result) => result.cached).length;
  const unreadable = problems.filter(({ kind }) => kind === 'unreadable').length;
  const outcome = outcomeOf(problems.length - unreadable, unreadable);
  const wrong = new Set(problems.map(({ path, version }) => `${path}@${version}`)).size;
  const counts = { modules: tasks.length, cached, verified: cached - wrong };
  return {
    name: 'cache',
    outcome,
    text: safe`${listed(problems, problemText)}${outcome}: ${counts.verified} of ${cached} modules verified; ${tasks.length - cached} more are not in the cache (${printable(cache)})\n`,
    json: { outcome, folder: cache, counts, problems },
  };
}

/** Every version that go.sum lists or go.mod requires, with its hashes. What is replaced by a folder is in no cache. */
export function cacheTasks(repo: Repo): CacheTask[] {
  const tasks = new Map<string, { path: string; version: string; zip: string[]; mod: string[] }>();
  const taskOf = (path: string, version: string) => {
    const key = `${path}@${version}`;
    const task = tasks.get(key) ?? { path, version, zip: [], mod: [] };
    tasks.set(key, task);
    return task;
  };
  for (const { sum } of sumFiles(repo)) {
    for (const { path, version, goMod, hash } of sum.entries) {
      if (!hash.startsWith('h1:') || hash === EMPTY_GO_MOD) continue;
      const task = taskOf(path, version);
      const hashes = goMod ? task.mod : task.zip;
      if (!hashes.includes(hash)) hashes.push(hash);
    }
  }
  for (const { mod } of repo.modules) {
    for (const { path, version } of mod.require) {
      const actual = replacementOf(mod.replace, path, version) ?? { path, version };
      if (actual.version !== '') taskOf(actual.path, actual.version);
    }
  }
  return [...tasks.values()];
}

function problemText({ kind, path, version, file, detail, expected, found }: CacheProblem): Printable {
  const at = safe`${shown(path)} ${shown(version)}`;
  const hashes =
    expected === undefined || found === undefined
      ? safe``
      : safe`    expected: ${shown(expected)}\n    found:    ${shown(found)}\n`;
  return safe`${at}: ${WORDS[kind]}${detail === undefined ? safe`` : safe`: ${shown(detail)}`} (${printable(file)})\n${hashes}`;
}

const WORDS = {
  zip: safe`zip has been modified`,
  folder: safe`dir has been modified`,
  ziphash: safe`the hash beside the zip is wrong`,
  mod: safe`go.mod has been modified`,
  unreadable: safe`cannot be verified`,
} as const;

function shown(text: string): Printable {
  return printable(masked(text));
}
