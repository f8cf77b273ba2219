/** Patterns of a policy that match nothing here, as findings at the place that has them. */
import { hasWildcard, prefixMatcher } from '../go/path/pattern.ts';
import { folderOf, inFolder, isUnder } from '../model/discover.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import { NO_CHECKS } from '../model/rule.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { optionPatterns } from '../policy/options/option-patterns.ts';
import { fileTest } from '../policy/patterns/globs.ts';
import { impossible } from '../policy/patterns/impossible.ts';
import type { PolicyPlace, RuleSetting } from '../policy/types.ts';
import { nearest } from '../text/nearest.ts';
import type { FindingsInput, PendingFinding } from './pending-finding.ts';
import { policyFinding } from './policy-finding.ts';

export const UNMATCHED = 'policy/unmatched';

interface Told {
  readonly judge: CompiledPolicy;
  readonly at: PolicyPlace;
  readonly subject: string;
  readonly message: string;
  readonly hint: string;
}

/**
 * A run that checks only a part reports nothing. Neither does a policy above the checked folder, or one from outside the
 * repository, which others may share. What several policies extend is told once.
 */
export async function unmatched(input: FindingsInput): Promise<PendingFinding[]> {
  if (input.partial || input.repo.modules.length === 0 || !input.ran.has(UNMATCHED)) return [];
  const told = new Map<string, Told>();
  for (const judge of judgesOf(input)) {
    for (const one of [...(await ofOverrides(judge, input.repo)), ...(await ofOptions(judge, input))]) {
      if (isUnder(one.at.place.path, input.under) && input.repo.hasFile(one.at.place.path))
        told.set(JSON.stringify([one.at.place, one.subject]), one);
    }
  }
  const found: PendingFinding[] = [];
  for (const { judge, at, ...said } of told.values()) found.push(...(await policyFinding(UNMATCHED, judge, at, said)));
  return found;
}

function judgesOf({ repo, policyFor }: FindingsInput): Set<CompiledPolicy> {
  return new Set([...repo.modules, ...repo.workspaces].map(({ dir }) => policyFor(dir)));
}

/** Files that findings are about: what an override may be for. */
function checkedFiles(repo: Repo): Set<string> {
  const ofGo = [...repo.modules, ...repo.workspaces].flatMap(({ source, sum, vendor }) => [
    source,
    sum?.source,
    vendor?.source,
  ]);
  const files = [...ofGo, ...repo.env.map(({ source }) => source)];
  return new Set(files.flatMap((file) => file?.path ?? []));
}

async function ofOverrides(judge: CompiledPolicy, repo: Repo): Promise<Told[]> {
  const files = [...checkedFiles(repo)];
  const told: Told[] = [];
  for (const { files: globs, at } of judge.policy.overrides) {
    for (const glob of globs) {
      const matches = await fileTest([glob]);
      // Policy files are checked by their own settings too.
      if (files.some(matches) || matches(at.place.path)) continue;
      const message = `the override for ${glob} matches no checked file`;
      told.push({ judge, at, subject: `overrides ${glob}`, message, hint: overrideHint(glob, repo, files) });
    }
  }
  return told;
}

const REMOVE = 'correct it, or remove it';

function overrideHint(glob: string, repo: Repo, files: readonly string[]): string {
  const module = repo.modules.find(({ path }) => path === glob);
  if (module) return `overrides name files: use ${inFolder(module.dir, '**')}`;
  // The folders before the first wildcard, without the marks of a regular expression.
  const plain = glob.replace(/^\^|\$$/g, '').replace(/\/?[.*?[{(].*$/, '');
  const below = plain !== '' && files.some((file) => isUnder(file, plain));
  if (below) return `use ${plain}/** for all files below`;
  const meant = nearest(glob, new Set(files.flatMap((file) => [file, inFolder(folderOf(file), '**')])));
  return meant === undefined ? REMOVE : `did you mean ${meant}?`;
}

async function ofOptions(judge: CompiledPolicy, { repo, rules }: FindingsInput): Promise<Told[]> {
  const v = await import('valibot');
  const { policy } = judge;
  const settings = [policy.rules, ...policy.overrides.map((override) => override.rules)];
  const names = namesIn(repo);
  const told: Told[] = [];
  for (const rule of rules) {
    const schema = rule.options?.(v, NO_CHECKS);
    for (const of of schema === undefined ? [] : settings) {
      const setting: RuleSetting | undefined = Object.hasOwn(of, rule.id) ? of[rule.id] : undefined;
      // What a preset says is nobody's slip.
      if (setting?.at === undefined || setting.level === 'off') continue;
      for (const { keys, pattern } of optionPatterns(schema, setting.options)) {
        if (setting.names && !setting.names.options.includes(keys[0]!)) continue;
        const fault = impossible(pattern) ?? unused(rule.id, keys, pattern, names);
        if (fault === undefined) continue;
        const message = `${rule.id}: the pattern ${pattern} of ${keys.join('.')} ${fault.message}`;
        told.push({
          judge,
          at: setting.at,
          subject: `${rule.id} ${keys.join('.')} ${pattern}`,
          message,
          hint: fault.hint,
        });
      }
    }
  }
  return told;
}

interface Paths {
  readonly all: ReadonlySet<string>;
  /** Those and all above them: what a plain pattern has to be to match one. */
  readonly prefixes: ReadonlySet<string>;
}

function pathsOf(paths: readonly string[]): Paths {
  const all = new Set(paths);
  const prefixes = new Set<string>();
  for (const path of all) {
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
      const prefix = path.slice(0, at);
      if (prefixes.has(prefix)) break;
      prefixes.add(prefix);
    }
  }
  return { all, prefixes };
}

interface Names {
  /** Paths of the modules in use and of what replaces them; undefined where a graph is missing. */
  readonly modules: Paths | undefined;
  /** Left and right sides of replacements; undefined where a file has errors. */
  readonly replaced: Paths | undefined;
  readonly targets: Paths | undefined;
}

function namesIn({ modules, workspaces, built = [] }: Repo): Names {
  const isSound = [...modules, ...workspaces].every(({ errors }) => errors.length === 0);
  const replaces = [...modules.map(({ mod }) => mod), ...workspaces.map(({ work }) => work)].flatMap((f) => f.replace);
  return {
    modules: isSound && modules.every(isWhole) ? pathsOf([...modules, ...built].flatMap(pathsIn)) : undefined,
    replaced: isSound ? pathsOf(replaces.map((line) => line.old.path)) : undefined,
    targets: isSound ? pathsOf(replaces.map((line) => line.new.path)) : undefined,
  };
}

function isWhole({ kind, graph }: MainModule): boolean {
  return kind === 'modfile' || graph.state === 'loaded';
}

function pathsIn({ uses, path }: MainModule): string[] {
  return [path, ...uses.flatMap((use) => (use.replace ? [use.path, use.replace.path] : [use.path]))];
}

interface Fault {
  readonly message: string;
  readonly hint: string;
}

/** Exemptions that nothing needs. A list of what is allowed or banned may well name what is not here. */
function unused(ruleId: string, keys: readonly string[], pattern: string, names: Names): Fault | undefined {
  const [key, side] = keys;
  if (ruleId.startsWith('replace/') && key === 'allow') {
    const of = side === 'new' ? names.targets : names.replaced;
    return of && missing(pattern, of, side === 'new' ? 'matches no replacement' : 'matches no replaced module');
  }
  if (names.modules === undefined) return undefined;
  if (key === 'exceptions') return missing(pattern, names.modules, 'matches no module in use');
  return key === 'allow' && ruleId !== 'gomod/tool' ? inPackage(pattern, names.modules) : undefined;
}

function missing(pattern: string, paths: Paths, what: string): Fault | undefined {
  if (matchesAny(pattern, paths)) return undefined;
  const above = inPackage(pattern, paths);
  if (above) return above;
  const meant = paths.all.size <= MAX_COMPARED ? nearest(pattern, paths.all) : undefined;
  return { message: what, hint: meant === undefined ? REMOVE : `did you mean ${meant}? Otherwise remove it` };
}

/** Paths among which a slip is looked for. */
const MAX_COMPARED = 2_000;

/** A plain path below a module in use, and no module: a package, which no module pattern names. */
function inPackage(pattern: string, paths: Paths): Fault | undefined {
  if (hasWildcard(pattern) || matchesAny(pattern, paths)) return undefined;
  for (let at = pattern.lastIndexOf('/'); at > 0; at = pattern.lastIndexOf('/', at - 1)) {
    const module = pattern.slice(0, at);
    if (paths.all.has(module))
      return { message: `names a package below the module ${module}`, hint: `patterns name modules: write ${module}` };
  }
  return undefined;
}

function matchesAny(pattern: string, { all, prefixes }: Paths): boolean {
  if (!hasWildcard(pattern)) return prefixes.has(pattern.replace(/\/$/, ''));
  const matches = prefixMatcher(pattern);
  for (const path of all) if (matches(path)) return true;
  return false;
}
