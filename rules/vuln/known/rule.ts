import {
  type AliasGroup,
  ageInDays,
  type Context,
  cut,
  type DatabaseInfo,
  type Draft,
  decidingSpan,
  defineRule,
  describeAge,
  duration,
  durationDays,
  entriesFrom,
  environments,
  type InUse,
  type Known,
  lineSpan,
  type MainModule,
  majorOf,
  modulesInUse,
  pathsToLookUp,
  type Repo,
  reportAsk,
  reportsFrom,
  type Scope,
  type Span,
  STANDARD_LIBRARY,
  scopeOption,
  semver,
  type Unchecked,
  VULNERABILITY_DATABASE,
  type VulnerabilityReach,
  vulnerabilityAsks,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly reviewed: 'any' | 'reviewed' | 'mark';
  readonly fixable: boolean;
  readonly go: string;
  readonly forks: 'ignore' | 'note';
  readonly since?: string | undefined;
  readonly 'max-age'?: string | undefined;
}

export const rule = defineRule<Options>({
  id: 'vuln/known',
  title: 'Known vulnerability',
  why: 'A published vulnerability of the version in use is known to attackers too. The rule reports each module and vulnerability of the build list as `govulncheck` matches them. Only `govulncheck` can tell whether your code calls the vulnerable function.',
  since: '0.1.0',
  level: 'error',
  security: 7,
  precision: 'high',
  reach: 'facts',
  built: true,
  given: 'vulnerabilities',
  presets: ['recommended'],
  uses: () => ['vulnerabilities'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'all'),
      reviewed: v.optional(
        v.pipe(
          v.picklist(['any', 'reviewed', 'mark']),
          v.description(
            'Entries that nobody has reviewed yet: `any` treats them like others, `reviewed` leaves them out, `mark` makes them notes with low confidence',
          ),
        ),
        'mark',
      ),
      fixable: v.optional(v.pipe(v.boolean(), v.description('Only what has a fixed version')), false),
      go: v.optional(
        v.pipe(
          v.string(),
          v.regex(/^(?:env|toolchain|off|(?:go)?1\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)$/),
          v.description(
            'The standard library: `env` takes GOVERSION from a captured `go env`, `toolchain` the toolchain or go line (a minimum, so with low confidence), a version such as `1.22.3` is taken as it is, `off` leaves it out',
          ),
        ),
        'env',
      ),
      forks: v.optional(
        v.pipe(
          v.picklist(['ignore', 'note']),
          v.description(
            'Replaced modules whose required version is vulnerable, while nothing is known of what replaces them',
          ),
        ),
        'note',
      ),
      since: v.optional(
        v.pipe(duration(v), v.description('Entries published within this time are warnings. Left out: none are')),
      ),
      'max-age': v.optional(
        v.pipe(
          duration(v),
          v.description(
            'How long ago the database may have been changed last. Left out: any time. Count in days: a fresh copy may have had no change for a week',
          ),
        ),
      ),
    }),
  *needs(repo, { options, facts }) {
    yield* vulnerabilityAsks(facts, function* () {
      yield* pathsToLookUp(repo, options.scope);
      if (options.go !== 'off') yield STANDARD_LIBRARY;
    });
    if (facts.asked({ kind: 'vulndb', module: VULNERABILITY_DATABASE })) yield reportAsk();
  },
  *check(repo, given) {
    const context: RuleContext = { ...given, products: repo.modules.map(({ path }) => path) };
    const { options, facts, today } = context;
    const opened = facts.get('vulndb', VULNERABILITY_DATABASE);
    // That there is none is a gap already.
    if (!opened.known) return;
    for (const database of opened.value.databases) yield* tooOld(database, options, today);
    const entriesOf = entriesFrom(facts);
    for (const item of modulesInUse(repo, options.scope)) {
      const known = context.vulnerabilities().knownOf(item.use, entriesOf, today);
      for (const group of known.groups) yield* drafts(ofModule(item), group, known, context);
      if (options.forks === 'note') yield* forkNotes(item, known, context);
    }
    yield* standardLibrary(repo, context);
  },
});

/** With the module paths of what the repository builds. */
type RuleContext = Context<Options> & { readonly products: readonly string[] };

/** Something that a finding is about: a module in use, or the standard library. */
interface Subject {
  readonly at: Span;
  /** What policies and go.mod call it. */
  readonly path: string;
  readonly module?: MainModule;
  readonly trail?: Draft['trail'];
  readonly isReplaced: boolean;
  readonly isDirect: boolean;
  readonly isMinimum: boolean;
}

function ofModule(item: InUse): Subject {
  const { module, use, found } = item;
  return {
    at: decidingSpan(item),
    path: use.path,
    module,
    ...(found.trail && { trail: found.trail }),
    isReplaced: use.replace !== undefined,
    isDirect: use.direct,
    isMinimum: false,
  };
}

/** Characters of a summary, so that a headline fits on a line. */
const MAX_HEADLINE = 100;

function* drafts(
  subject: Subject,
  { ids, found }: AliasGroup,
  known: Known,
  { options, facts, today, products, vulnerabilities }: RuleContext,
): Generator<Draft> {
  const [first] = found;
  const { entry, module: built } = first;
  const fixed = found.map((one) => one.fixed).find((version) => version !== '') ?? '';
  const reviewed = found.some((one) => one.entry.reviewed);
  if ((options.fixable && fixed === '') || (options.reviewed === 'reviewed' && !reviewed)) return;
  const reach = vulnerabilities().reachOf(
    { ids, module: built.path, version: built.version },
    reportsFrom(facts),
    products,
  );
  const isMarked = options.reviewed === 'mark' && !reviewed && reach !== 'called';
  const { published } = entry;
  const isNew =
    options.since !== undefined && published !== undefined && ageInDays(published, today) < durationDays(options.since);
  const atMost = isMarked ? 'note' : levelOf(reach, isNew);
  const head = `${built.path} ${built.version}: `;
  const tail = ` (${shown(ids)})`;
  const summary = cut(entry.summary || 'known vulnerability', Math.max(MAX_HEADLINE - head.length - tail.length, 30));
  yield {
    at: subject.at,
    subject: `${subject.path} ${ids[0]}`,
    version: built.version,
    ...(subject.module && { module: subject.module }),
    ...(subject.trail && { trail: subject.trail }),
    message: `${head}${summary}${tail}`,
    hint: hintFor(subject, { ids, found }, fixed, known),
    ...((isMarked || subject.isMinimum) && { confidence: 'low' }),
    ...(atMost && { atMost }),
    vulnerability: {
      ids,
      summary: entry.summary,
      module: built.path,
      version: built.version,
      fixed,
      reviewed,
      ...(published !== undefined && { published }),
      ...(entry.url !== undefined && { url: entry.url }),
      ...(reach !== undefined && { reach }),
    },
    data: { kind: 'known', direct: subject.isDirect, fixAll: known.fix },
  };
}

/** What only some package imports is a warning, what only a module requires a note; never nothing. */
function levelOf(reach: VulnerabilityReach | undefined, isNew: boolean): 'note' | 'warning' | undefined {
  if (reach === 'called') return undefined;
  if (reach === 'required') return 'note';
  return reach === 'imported' || isNew ? 'warning' : undefined;
}

/** The ID it is reported by, and the CVE that others know it by. */
function shown(ids: readonly string[]): string {
  const cve = ids.find((id) => id.startsWith('CVE-'));
  return cve === undefined || cve === ids[0] ? ids[0]! : `${ids[0]}, ${cve}`;
}

function hintFor(subject: Subject, { found }: AliasGroup, fixed: string, known: Known): string {
  const { path } = found[0].module;
  const fix = known.fix || fixed;
  const fixable =
    known.fix === '' ? 0 : known.groups.filter((group) => group.found.some((one) => one.fixed !== '')).length;
  const reach = `${path === STANDARD_LIBRARY ? 'Go' : path} ${goVersion(path, fix)}`;
  if (fixed === '') {
    const custom = [...new Set(found.flatMap(({ affected }) => affected.flatMap((part) => part.custom ?? [])))];
    const beside = custom.length === 0 ? '' : `; in a numbering that is not Go's, the entry names ${custom.join(', ')}`;
    return `no fixed version is known${beside}`;
  }
  const all = fixable > 1 ? `, which fixes all ${fixable} known vulnerabilities that have a fix` : '';
  if (path === STANDARD_LIBRARY) return `build with ${reach}${all}`;
  if (subject.isReplaced) return `replace it by ${reach}${all}`;
  const major = Number(semver.major(fix).slice(1));
  if (major > 1 && majorOf(path) !== major && !found[0].module.version.endsWith('+incompatible'))
    return `the fix, which may have another module path, is ${fix}${all}`;
  return `go get ${path}@${fix}${all}`;
}

function goVersion(path: string, fix: string): string {
  return path === STANDARD_LIBRARY ? fix.slice(1) : fix;
}

/** The original is vulnerable, and whether the fork has the fix nobody says. */
function* forkNotes(item: InUse, known: Known, context: RuleContext): Generator<Draft> {
  const { module, use } = item;
  const { replace } = use;
  if (replace === undefined || replace.version === '' || replace.path === use.path) return;
  const own = new Set(known.groups.flatMap(({ ids }) => ids));
  const { path, version } = use;
  const original = context.vulnerabilities().knownOf({ path, version }, entriesFrom(context.facts), context.today);
  for (const { ids, found } of original.groups) {
    if (ids.some((id) => own.has(id))) continue;
    const { entry, fixed } = found[0];
    if (context.options.reviewed === 'reviewed' && !found.some((one) => one.entry.reviewed)) continue;
    if (context.options.fixable && fixed === '') continue;
    yield {
      at: decidingSpan(item),
      subject: `${path} ${ids[0]}`,
      version: replace.version,
      module,
      message: `${replace.path} ${replace.version} replaces ${path} ${version}, which has ${shown(ids)}`,
      hint: 'see whether the fork has the fix: no database says so; waive this where it does',
      confidence: 'low',
      atMost: 'note',
      vulnerability: {
        ids,
        summary: entry.summary,
        module: replace.path,
        version: replace.version,
        fixed: '',
        reviewed: entry.reviewed,
        ...(entry.url !== undefined && { url: entry.url }),
      },
      data: { kind: 'fork', direct: use.direct },
    };
  }
}

/** The version of the go command decides, not the go line, which is only the least that will do. */
function* standardLibrary(repo: Repo, context: RuleContext): Generator<Draft | Unchecked> {
  const { go } = context.options;
  const { knownOf, standardLibraryVersion } = context.vulnerabilities();
  if (go === 'off') return;
  const subjects = go === 'env' ? [...captured(repo)] : [...ofLines(repo, go)];
  if (subjects.length === 0 && go === 'env' && repo.modules.length > 0 && !isCapturedElsewhere(repo, context))
    yield noVersion('no captured GOVERSION');
  for (const { written, ...subject } of subjects) {
    const version = standardLibraryVersion(written);
    if (version === undefined) {
      yield noVersion(`no entry says anything about the Go version "${cut(written, 40)}"`, subject.module);
      continue;
    }
    const known = knownOf({ path: STANDARD_LIBRARY, version }, entriesFrom(context.facts), context.today);
    for (const group of known.groups) yield* drafts(subject, group, known, context);
  }
}

/** What builds the program is judged once, by the settings of the folder that its capture belongs to. */
function isCapturedElsewhere(repo: Repo, { elsewhere }: Context<Options>): boolean {
  return elsewhere.some(({ options, env }) => {
    const settings = [...environments({ ...repo, env, settingFiles: [] })];
    return options.go === 'env' && settings.some((one) => one.setting('GOVERSION') !== undefined);
  });
}

type GoSubject = Subject & { readonly written: string };

const OF_GO = { path: STANDARD_LIBRARY, isReplaced: false, isDirect: true } as const;

function* captured(repo: Repo): Generator<GoSubject> {
  for (const env of environments(repo)) {
    const setting = env.setting('GOVERSION');
    if (setting !== undefined) yield { ...OF_GO, at: setting.at, isMinimum: false, written: setting.value };
  }
}

function* ofLines(repo: Repo, go: string): Generator<GoSubject> {
  for (const module of repo.modules) {
    const { mod } = module;
    const line = (go === 'toolchain' ? (mod.toolchain ?? mod.go) : mod.go)?.line ?? mod.module?.line;
    if (line === undefined) continue;
    const at = lineSpan(mod.syntax, line);
    if (go !== 'toolchain') yield { ...OF_GO, at, module, isMinimum: false, written: `go${go.replace(/^go/, '')}` };
    else yield { ...OF_GO, at, module, isMinimum: true, written: mod.toolchain?.name ?? `go${mod.go?.version ?? ''}` };
  }
}

function noVersion(detail: string, module?: MainModule): Unchecked {
  return {
    unchecked: {
      subject: 'standard library',
      ...(module && { module }),
      why: 'missing',
      detail,
      hint: 'give the output of "go env" of what builds your program (--go-env FILE), or set the option go of vuln/known',
    },
  };
}

/** A date in the future is a mistake, or a lie. */
function* tooOld({ name, modified }: DatabaseInfo, options: Options, today: string): Generator<Unchecked> {
  const limit = options['max-age'];
  const hint = 'bring a new copy of the database: modwarden vulndb fetch';
  const gap = (detail: string): Unchecked => ({ unchecked: { subject: name, why: 'failed', detail, hint } });
  if (modified === undefined) {
    if (limit !== undefined) yield gap('the database does not say when it was changed last, and max-age is set');
    return;
  }
  const age = ageInDays(modified, today);
  if (age < 0) yield gap(`the database was changed on ${modified.slice(0, 10)}, which is after the day of the check`);
  else if (limit !== undefined && age > durationDays(limit))
    yield gap(`the database was changed last ${describeAge(age)} ago (${modified.slice(0, 10)}; max-age: ${limit})`);
}
