import {
  type Conditioned,
  checkPath,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  explanationsOf,
  type Facts,
  type Holds,
  type KnownDepth,
  MAX_LIST,
  type MainModule,
  type ModuleVersion,
  modulePattern,
  modulePatterns,
  patternTable,
  type Replace,
  type Repo,
  replacedVersions,
  semver,
  targetSpan,
  type Unchecked,
  type Valibot,
  versionRange,
  type When,
  type WhenContext,
  whenAsks,
  whenGaps,
  whenHolds,
  whenOption,
  whenUses,
} from '../../../src/rule.ts';
import { proposalsFor } from './proposals.ts';

type Patterns = string | readonly string[];

interface Pair {
  readonly old?: Patterns | undefined;
  readonly new?: Patterns | undefined;
  readonly versions?: string | undefined;
  readonly reason?: string | undefined;
  readonly when?: When | undefined;
}

interface Options {
  readonly allow: readonly Pair[];
  readonly deny: readonly Pair[];
  readonly 'same-path': 'allow' | 'report';
  readonly explained: 'allow' | 'report';
}

export const rule = defineRule<Options>({
  id: 'replace/target',
  title: 'Replacement not allowed',
  why: 'With a replacement, Go builds other code than the import path says. The policy decides which module may be replaced, and with what. Users of this module do not get the replacement.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v, checks) => {
    const pairs = (description: string, kind: 'allow' | 'deny') =>
      v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              old: v.optional(
                v.pipe(
                  oneOrMore(v),
                  v.description('The replaced module: a path, or a whole family such as `k8s.io/*`. Default: any'),
                ),
              ),
              new: v.optional(
                v.pipe(
                  oneOrMore(v),
                  v.description('The replacement: a host, an owner (`github.com/acme/*`) or a path. Default: any'),
                ),
              ),
              versions: v.optional(
                v.pipe(
                  versionRange(v),
                  v.description('Versions of the replacement, as an npm range: `>=1.2.0 <2`. Default: all'),
                ),
              ),
              reason: v.optional(v.pipe(v.string(), v.description('The reason, shown in the finding'))),
              when: whenOption(v, checks, kind),
            }),
          ),
          v.maxLength(MAX_LIST),
          v.description(description),
        ),
        [],
      );
    return v.strictObject({
      allow: pairs('Allowed pairs of old and new module', 'allow'),
      deny: pairs('Denied pairs. Takes precedence over `allow`', 'deny'),
      'same-path': v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description('What to do with a module that is replaced with another version of itself'),
        ),
        'report',
      ),
      explained: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description(
            'What to do with replacements that have a comment: on the line, above it, or above their group',
          ),
        ),
        'report',
      ),
    });
  },
  uses: ({ allow, deny }) => [
    ...([...allow, ...deny].some((pair) => pair.versions !== undefined) ? (['ranges'] as const) : []),
    ...whenUses([...allow, ...deny]),
  ],
  graphFor: ({ allow, deny }) => [...allow, ...deny].some(({ when }) => when?.depth !== undefined),
  *needs(repo, context) {
    const { allow, deny } = context.options;
    if ([...allow, ...deny].every(({ when }) => when === undefined)) return;
    const tables = [pairTable(deny, context), pairTable(allow, context)];
    for (const file of directiveFiles(repo)) {
      for (const line of file.replace) {
        if (line.new.version === '') continue;
        for (const pairsFor of tables)
          for (const { when } of pairsFor(line)) yield* whenAsks(when, targetIn(repo, file, line), context);
      }
    }
  },
  *check(repo, context) {
    const findings: Found[] = [];
    for (const found of findingsOf(repo, context.options, context)) {
      if ('unchecked' in found) yield found;
      else findings.push(found);
    }
    const proposals = proposalsFor(findings.flatMap(({ line, draft }) => (isOpen(draft) ? [line] : [])));
    for (const { line, draft } of findings) {
      const proposal = isOpen(draft) ? proposals.get(line) : undefined;
      yield proposal === undefined ? draft : { ...draft, hint: proposal };
    }
  },
});

/** A list of patterns, or the one of them by itself. */
function oneOrMore(v: Valibot) {
  return v.union([modulePattern(v), modulePatterns(v)]);
}

function listOf(patterns: Patterns | undefined): readonly string[] {
  return typeof patterns === 'string' ? [patterns] : (patterns ?? []);
}

interface Found {
  readonly line: Replace;
  readonly draft: Draft;
}

/** What an entry under `allow` would accept. */
function isOpen({ data }: Draft): boolean {
  return data?.kind === 'fork' || data?.kind === 'pin';
}

type CheckContext = WhenContext & { readonly facts: Facts } & Required<Pick<WhenContext, 'licenses'>>;

function* findingsOf(repo: Repo, options: Options, context: CheckContext): Generator<Found | Unchecked> {
  const denying = pairTable(options.deny, context);
  const allowing = pairTable(options.allow, context);
  for (const file of directiveFiles(repo)) {
    if (file.replace.length === 0) continue;
    const explanations = explanationsOf(file.syntax);
    const replacedBy = replacedVersions(repo, file);
    for (const line of file.replace) {
      if (line.new.version === '') continue;
      const found = {
        at: targetSpan(file.syntax, line),
        subject: line.old.path,
        version: line.new.version,
        ...(file.module && { module: file.module }),
      };
      const explained = explanations.has(line.line);
      const data = { explained, allVersions: line.old.version === '' };
      const broken = brokenTarget(line.new);
      const module = () => targetIn(repo, file, line);
      const denied = decided(denying(line), module, context, 'deny');
      const allowed = decided(allowing(line), module, context, 'allow');
      const as = (kind: string, verdict: Verdict): Found => ({
        line,
        draft: { ...found, ...verdict, data: { kind, ...data } },
      });
      if (broken !== undefined) yield as('no-module', broken);
      else if (denied.pair !== undefined)
        yield as('denied', {
          message: `${fact(line)}, which the policy denies${factsOf(denied.holds)}${because(denied.pair)}`,
        });
      else if (denied.open.length > 0) yield* gaps(file.module, line, denied.open);
      else if (allowed.pair !== undefined || (explained && options.explained === 'allow')) continue;
      else if (line.old.path === line.new.path && options['same-path'] === 'allow') continue;
      else if (allowed.open.length > 0) yield* gaps(file.module, line, allowed.open);
      else if (line.old.path !== line.new.path) yield as('fork', fork(line));
      else {
        const replaced = replacedBy(line);
        // A lower version is replace/downgrade's.
        if (replaced === undefined || semver.compare(line.new.version, replaced.version) >= 0)
          yield as('pin', pin(line, replaced?.version, file.module));
      }
    }
  }
}

/** Gives the pairs that a replacement falls under, in their order; conditions aside. */
function pairTable(
  pairs: readonly Pair[],
  { inRange }: Pick<WhenContext, 'inRange'>,
): (line: Replace) => readonly Pair[] {
  const byOld = patternTable(pairs.map((pair) => listOf(pair.old)));
  const byNew = patternTable(pairs.map((pair) => listOf(pair.new)));
  const naming = pairs.map(({ old, new: target }) => Number(old !== undefined) + Number(target !== undefined));
  const anyPaths = pairs.flatMap((_, i) => (naming[i] === 0 ? [i] : []));
  return ({ old, new: target }) => {
    // A pair that names both sides must be found by both.
    const hits = new Map<number, number>(anyPaths.map((i) => [i, 0]));
    for (const i of [...byOld(old.path), ...byNew(target.path)]) hits.set(i, (hits.get(i) ?? 0) + 1);
    return [...hits.keys()]
      .sort((a, b) => a - b)
      .filter((i) => {
        const { versions } = pairs[i]!;
        return hits.get(i) === naming[i] && (versions === undefined || inRange(target.version, versions));
      })
      .map((i) => pairs[i]!);
  };
}

interface Decided {
  /** The first pair that applies. */
  readonly pair?: Pair;
  readonly holds?: Holds;
  /** Where none does: those of which it is not known. */
  readonly open: readonly Holds[];
}

function decided(
  pairs: readonly Pair[],
  module: () => Conditioned,
  context: CheckContext,
  kind: 'allow' | 'deny',
): Decided {
  const open: Holds[] = [];
  for (const pair of pairs) {
    const holds = pair.when === undefined ? NO_CONDITION : whenHolds(pair.when, module(), context, kind);
    if (holds.state === 'yes') return { pair, holds, open: [] };
    if (holds.state === 'unknown') open.push(holds);
  }
  return { open };
}

const NO_CONDITION: Holds = { state: 'yes', facts: [] };

/** The replacement, at the place of the replaced module in the builds that the file decides. */
function targetIn(repo: Repo, { source, module }: DirectiveFile, { old, new: target }: Replace): Conditioned {
  const users = module ? [module] : repo.modules.filter(({ workspace }) => workspace?.source.path === source.path);
  const uses = users.flatMap((user) =>
    user.uses.filter(({ path, version }) => path === old.path && (old.version === '' || old.version === version)),
  );
  const isWhole = users.every(({ graph: { state } }) => state === 'loaded' || state === 'workspace');
  const direct = uses.some((use) => use.direct)
    ? true
    : users.some(({ errors }) => errors.length > 0)
      ? undefined
      : false;
  return { built: target, direct, depth: depthOf(uses, isWhole) };
}

function depthOf(uses: MainModule['uses'], isWhole: boolean): KnownDepth {
  const depths = uses.flatMap(({ depth }) => depth ?? []);
  if (depths.length > 0 && (isWhole || Math.min(...depths) === 1)) return Math.min(...depths);
  if (uses.length === 0 && isWhole) return 'none';
  return { least: uses.length === 0 ? 1 : 2, detail: 'the depth of the replaced module is unknown' };
}

function* gaps(module: MainModule | undefined, { new: target }: Replace, open: readonly Holds[]) {
  for (const holds of open) yield* whenGaps(module, target.path, holds);
}

/** What a pair with conditions found. */
function factsOf(holds: Holds | undefined): string {
  return holds?.state === 'yes' && holds.facts.length > 0 ? ` (${holds.facts.join(', ')})` : '';
}

function because({ reason }: Pair): string {
  return reason === undefined ? '' : `: ${reason}`;
}

function fact({ old, new: target }: Replace): string {
  return `${old.path} is replaced with ${target.path} ${target.version}`;
}

type Verdict = Pick<Draft, 'message' | 'hint'>;

/** Parses as a replacement, but no go command can fetch it (x/mod/module.CheckPath): `git@host:org/name.git`. */
function brokenTarget({ path }: ModuleVersion): Verdict | undefined {
  const fault = checkPath(path);
  if (fault === undefined) return undefined;
  const meant = path
    .replace(/^[a-z+]+:\/\/?/, '')
    .replace(/^[^/@]*@/, '')
    // A port is no part of a module path; what follows another colon is git's way to write a path.
    .replace(/^([^/:]+):[0-9]+(?=\/)/, '$1')
    .replace(':', '/')
    .replace(/\.git$/, '');
  const hint =
    meant !== path && checkPath(meant) === undefined
      ? `use the module path ${meant}; configure its URL in git (url.<base>.insteadOf)`
      : 'use a module path: it begins with a host name that has a dot';
  return { message: `${path} is not a valid module path: ${fault}`, hint };
}

function fork(line: Replace): Verdict {
  return {
    message: `${fact(line)}, a different module`,
    hint: 'remove the replacement, or add the pair to "allow" (old, new) in the policy',
  };
}

/** `used`: the version in use that the line replaces, not above the target; undefined where it replaces none that is known. */
function pin({ old, new: target }: Replace, used: string | undefined, module: MainModule | undefined): Verdict {
  const drop = `${module === undefined ? 'go work edit' : 'go mod edit'} -dropreplace=${old.path}${old.version === '' ? '' : `@${old.version}`}`;
  const is = `${old.path} is replaced with ${target.version}`;
  if (used === undefined) {
    const hint = `if no dependency needs another version, remove the line: ${drop}`;
    return { message: `${is}, but not required in this file`, hint };
  }
  if (used === target.version)
    return { message: is, hint: `the version is already required, remove the line: ${drop}` };
  // An excluded version cannot be required, and go.work has no requirements.
  const isExcluded = module?.mod.exclude.some((e) => e.path === target.path && e.version === target.version);
  const require = `go get ${target.path}@${target.version}`;
  return {
    message: `${is}, above the required version ${used}`,
    hint:
      module === undefined || isExcluded
        ? 'require the version in the modules instead, where Go can select it'
        : `require the version instead: ${require}, then ${drop}`,
  };
}
