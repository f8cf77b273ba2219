/** The policies of a run: given on the command line, or the nearest file upwards from each module, or the recommended preset. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { prefixMatcher } from '../go/pattern.ts';
import type { Judge, JudgeOf } from '../lint/settings.ts';
import { discover, folderOf, inFolder, upwards } from '../model/discover.ts';
import type { Repo } from '../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import type { Tree } from '../model/tree.ts';
import { type Loaded, loadPolicy, presetPolicy } from '../policy/load.ts';
import { hasPackageKey, PACKAGE_FILE, POLICY_FILES } from '../policy/places.ts';
import { DEFAULT_PRESET, isPreset, PRESETS } from '../policy/presets.ts';
import type { Policy } from '../policy/types.ts';
import { decode } from '../text/bytes.ts';
import { type Source, source } from '../text/source.ts';
import { type Arguments, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

export interface Policies {
  readonly judgeOf: JudgeOf;
  readonly problems: readonly PolicyProblem[];
  readonly private: readonly string[];
  readonly include: (path: string) => boolean;
  readonly exclude: (path: string) => boolean;
  used(repo: Repo): PolicyUsed[];
}

export interface PolicyInput {
  readonly tree: Tree;
  readonly paths: readonly string[];
  readonly root: string;
  readonly onDisk: boolean;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly rules: readonly Rule[];
}

export async function openPolicies(input: PolicyInput): Promise<Policies> {
  const problems: PolicyProblem[] = [];
  const byFolder = new Map<string, Judge>();
  const fallback = await judgeBy(await presetPolicy(DEFAULT_PRESET, input.rules));
  const given = await policyGiven(input, problems);
  const files = new Map<string, Judge>();
  const set = new Set(input.paths);
  const judgeIn = async (folder: string): Promise<Judge> => {
    for (const at of upwards(folder)) {
      for (const name of POLICY_FILES) {
        const path = inFolder(at, name);
        if (!set.has(path)) continue;
        const known = files.get(path);
        if (known) return known;
        const text = decode((await input.tree.read(path)) ?? new Uint8Array());
        if (name === PACKAGE_FILE && !hasPackageKey(text)) continue;
        const loaded = await loadPolicy({
          source: source(path, text),
          rules: input.rules,
          readFile: (p) => readIn(input.tree, p),
        });
        problems.push(...loaded.problems);
        const judge = await judgeBy(loaded.policy);
        files.set(path, judge);
        return judge;
      }
    }
    return fallback;
  };
  for (const file of [
    ...discover(input.paths, { include: () => true }).modules.map((m) => m.file),
    ...input.paths.filter((p) => p.endsWith('go.work')),
    '',
  ]) {
    const folder = folderOf(file);
    if (!byFolder.has(folder)) byFolder.set(folder, given ?? (await judgeIn(folder)));
  }
  const judgeOf: JudgeOf = (folder) => byFolder.get(folder) ?? byFolder.get('')!;
  const all = [...new Set(byFolder.values())];
  const include = await globs(all.flatMap((j) => j.policy.modules.include));
  const exclude = await globs(all.flatMap((j) => j.policy.modules.exclude));
  return {
    judgeOf,
    problems,
    private: [...new Set(all.flatMap((j) => j.policy.private))],
    include,
    exclude,
    used: (repo) => usedBy(repo, judgeOf),
  };
}

async function policyGiven(
  { args, terminal, rules, tree }: PolicyInput,
  problems: PolicyProblem[],
): Promise<Judge | undefined> {
  const preset = args.values.get('preset');
  const file = args.values.get('policy');
  if (preset !== undefined && file !== undefined) throw new UsageError('--policy and --preset exclude each other');
  if (preset !== undefined) {
    if (!isPreset(preset)) throw new UsageError(`--preset ${quoted(preset)}: write ${PRESETS.join(' or ')}`);
    return judgeBy(await presetPolicy(preset, rules));
  }
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = decode(readFileSync(resolve(terminal.cwd, file)));
  } catch {
    throw new UsageError(`--policy ${quoted(file)} cannot be read`);
  }
  const loaded: Loaded = await loadPolicy({
    source: source(file, text),
    rules,
    readFile: (p) => readIn(tree, p),
    outside: true,
  });
  problems.push(...loaded.problems);
  return judgeBy(loaded.policy);
}

async function readIn(tree: Tree, path: string): Promise<Source | undefined> {
  const bytes = await tree.read(path);
  return bytes && source(path, decode(bytes));
}

async function judgeBy(policy: Policy): Promise<Judge> {
  const overrides = await Promise.all(
    policy.overrides.map(async (o) => ({ matches: await globs(o.files), rules: o.rules })),
  );
  const known = new Map<string, Policy['rules']>();
  return {
    policy,
    isPrivate: prefixMatcher(policy.private.join(',')),
    settings: (path) => {
      const hits = overrides.filter((o) => o.matches(path));
      if (hits.length === 0) return policy.rules;
      const key = hits.map((h) => overrides.indexOf(h)).join(',');
      const merged = known.get(key) ?? Object.assign({}, policy.rules, ...hits.map((h) => h.rules));
      known.set(key, merged);
      return merged;
    },
  };
}

async function globs(patterns: readonly string[]): Promise<(path: string) => boolean> {
  if (patterns.length === 0) return () => false;
  const { Minimatch } = await import('minimatch');
  const all = patterns.map((p) => new Minimatch(p, { dot: true, nocomment: true, nonegate: true }));
  return (path) => all.some((m) => m.match(path));
}

function usedBy(repo: Repo, judgeOf: JudgeOf): PolicyUsed[] {
  const used = new Map<Policy, string[]>();
  for (const { dir } of repo.modules) {
    const { policy } = judgeOf(dir);
    used.set(policy, [...(used.get(policy) ?? []), dir]);
  }
  return [...used].map(([policy, modules]) => ({ path: policy.path, extends: policy.extends, modules }));
}
