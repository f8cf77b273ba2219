import {
  type Context,
  checkPath,
  type Draft,
  defineRule,
  directiveFiles,
  explanationsOf,
  MAX_LIST,
  type ModuleVersion,
  modulePatterns,
  patternTable,
  type Replace,
  requiredVersions,
  semver,
  targetSpan,
  versionRange,
} from '../../../src/rule.ts';

interface Pair {
  readonly old?: readonly string[] | undefined;
  readonly new?: readonly string[] | undefined;
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
              old: v.optional(v.pipe(modulePatterns(v), v.description('The replaced module. Default: any'))),
              new: v.optional(
                v.pipe(
                  modulePatterns(v),
                  v.description('The replacement: a host, an organization or a path. Default: any'),
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
    const isDenied = pairTable(options.deny, inRange);
    const isAllowed = pairTable(options.allow, inRange);
    for (const file of directiveFiles(repo)) {
      const explanations = explanationsOf(file.syntax);
      const required = requiredVersions(file);
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
        if (broken !== undefined) yield { ...found, ...broken, data: { kind: 'no-module', ...data } };
        else if (denied !== undefined)
          yield {
            ...found,
            message: `${fact(line)}, which is denied${because(denied)}`,
            data: { kind: 'denied', ...data },
          };
        else if (isAllowed(line) !== undefined || (explained && options.explained === 'allow')) continue;
        else if (line.old.path !== line.new.path) yield { ...found, ...fork(line), data: { kind: 'fork', ...data } };
        else if (options['same-path'] === 'report')
          yield { ...found, ...pin(line, required.get(line.old.path)), data: { kind: 'pin', ...data } };
      }
    }
  },
});

/** Gives the first pair that a replacement falls under. */
function pairTable(pairs: readonly Pair[], inRange: Context<unknown>['inRange']): (line: Replace) => Pair | undefined {
  const byOld = patternTable(pairs.map((pair) => pair.old ?? []));
  const byNew = patternTable(pairs.map((pair) => pair.new ?? []));
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
    .replace(/^[a-z+]+:\/\/?|^git@/, '')
    .replace(':', '/')
    .replace(/\.git$/, '');
  const hint =
    meant !== path && checkPath(meant) === undefined
      ? `use the module path ${meant}; configure its URL in git (url.<base>.insteadOf)`
      : 'use a module path';
  return { message: `${path} is not a valid module path: ${fault}`, hint };
}

function fork(line: Replace): Verdict {
  return {
    message: `${fact(line)}, a different module`,
    hint: 'remove the replacement, or add the pair to "allow" (old, new) in the policy',
  };
}

function pin({ old, new: target }: Replace, required: string | undefined): Verdict {
  const order = required === undefined ? 0 : semver.compare(target.version, required);
  const than =
    required === undefined
      ? ' but not required in this file'
      : order === 0
        ? ''
        : `, ${order < 0 ? 'below' : 'above'} the required version ${required}`;
  const hint =
    order < 0
      ? 'remove the line, or add a comment that explains why a newer version does not work'
      : `require the version instead: go get ${target.path}@${target.version}`;
  return { message: `${old.path} is replaced with ${target.version}${than}`, hint };
}
