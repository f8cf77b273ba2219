import {
  type Context,
  checkPath,
  type Draft,
  defineRule,
  directiveFiles,
  explanationsOf,
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
  type Valibot,
  versionRange,
} from '../../../src/rule.ts';
import { proposalsFor } from './proposals.ts';

type Patterns = string | readonly string[];

interface Pair {
  readonly old?: Patterns | undefined;
  readonly new?: Patterns | undefined;
  readonly versions?: string | undefined;
  readonly reason?: string | undefined;
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
  options: (v) => {
    const pairs = (description: string) =>
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
            }),
          ),
          v.maxLength(MAX_LIST),
          v.description(description),
        ),
        [],
      );
    return v.strictObject({
      allow: pairs('Allowed pairs of old and new module'),
      deny: pairs('Denied pairs. Takes precedence over `allow`'),
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
  uses: ({ allow, deny }) => ([...allow, ...deny].some((pair) => pair.versions !== undefined) ? ['ranges'] : []),
  *check(repo, { options, inRange }) {
    const findings = [...findingsOf(repo, options, inRange)];
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

function* findingsOf(repo: Repo, options: Options, inRange: Context<unknown>['inRange']): Generator<Found> {
  const isDenied = pairTable(options.deny, inRange);
  const isAllowed = pairTable(options.allow, inRange);
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
      const denied = isDenied(line);
      const as = (kind: string, verdict: Verdict): Found => ({
        line,
        draft: { ...found, ...verdict, data: { kind, ...data } },
      });
      if (broken !== undefined) yield as('no-module', broken);
      else if (denied !== undefined)
        yield as('denied', { message: `${fact(line)}, which the policy denies${because(denied)}` });
      else if (isAllowed(line) !== undefined || (explained && options.explained === 'allow')) continue;
      else if (line.old.path !== line.new.path) yield as('fork', fork(line));
      else if (options['same-path'] === 'report') {
        const replaced = replacedBy(line);
        // A lower version is replace/downgrade's.
        if (replaced === undefined || semver.compare(line.new.version, replaced.version) >= 0)
          yield as('pin', pin(line, replaced?.version, file.module));
      }
    }
  }
}

/** Gives the first pair that a replacement falls under. */
function pairTable(pairs: readonly Pair[], inRange: Context<unknown>['inRange']): (line: Replace) => Pair | undefined {
  const byOld = patternTable(pairs.map((pair) => listOf(pair.old)));
  const byNew = patternTable(pairs.map((pair) => listOf(pair.new)));
  const naming = pairs.map(({ old, new: target }) => Number(old !== undefined) + Number(target !== undefined));
  const anyPaths = pairs.flatMap((_, i) => (naming[i] === 0 ? [i] : []));
  return ({ old, new: target }) => {
    // A pair that names both sides must be found by both.
    const hits = new Map<number, number>(anyPaths.map((i) => [i, 0]));
    for (const i of [...byOld(old.path), ...byNew(target.path)]) hits.set(i, (hits.get(i) ?? 0) + 1);
    const index = [...hits.keys()]
      .sort((a, b) => a - b)
      .find((i) => {
        const { versions } = pairs[i]!;
        return hits.get(i) === naming[i] && (versions === undefined || inRange(target.version, versions));
      });
    return index === undefined ? undefined : pairs[index];
  };
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
