import {
  builtOf,
  cut,
  type Draft,
  decidingSpan,
  defineRule,
  type Facts,
  type InUse,
  isPseudoVersion,
  type ModuleVersion,
  modulesInUse,
  type NeedsContext,
  previousVersion,
  type Repo,
  type Scope,
  scopeOption,
  type Unchecked,
  unchecked,
  type VersionOrigin,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly 'without-origin': 'gap' | 'allow';
}

export const rule = defineRule<Options>({
  id: 'sum/retagged',
  title: 'Moved version tag',
  why: 'Module proxies keep what a tag pointed to when somebody first asked. If the tag moves later, everyone who reads the repository sees other code than Go builds. Attackers have hidden malicious code behind a tag in this way.',
  since: '0.1.0',
  level: 'error',
  security: 7.5,
  precision: 'high',
  reach: 'facts',
  built: true,
  presets: [],
  audit: { scope: 'all' },
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'required'),
      'without-origin': v.optional(
        v.pipe(
          v.picklist(['gap', 'allow']),
          v.description('What a version is whose proxy does not say where it comes from'),
        ),
        'gap',
      ),
    }),
  *needs(repo, context) {
    const { facts } = context;
    for (const item of judged(repo, context)) {
      const module = builtOf(item.use);
      const before = previousVersion(item.module, module);
      for (const one of before ? [module, before] : [module]) yield { kind: 'origin', module: one, probe: true };
      if (facts.asked({ kind: 'origin', module }) && taggedOrigin(module, facts)) yield { kind: 'tag', module };
    }
  },
  *check(repo, context) {
    for (const item of judged(repo, context)) yield* findings(item, context);
  },
});

/** A pseudo-version names its commit itself, and private repositories are not asked. */
function* judged(repo: Repo, { options, isPrivate }: Pick<NeedsContext<Options>, 'options' | 'isPrivate'>) {
  for (const item of modulesInUse(repo, options.scope)) {
    const { path, version } = builtOf(item.use);
    if (version !== '' && !isPseudoVersion(version) && !isPrivate(path)) yield item;
  }
}

type Tagged = Required<VersionOrigin>;

function originOf(module: ModuleVersion, facts: Facts): VersionOrigin | undefined {
  const origin = facts.get('origin', module);
  return origin.known ? origin.value : undefined;
}

/** undefined where the origin is no tag of a git repository, or has no commit to compare with. */
function taggedOrigin(module: ModuleVersion, facts: Facts): Tagged | undefined {
  const { vcs, url, ref, hash } = originOf(module, facts) ?? {};
  if (vcs !== 'git' || url === undefined || hash === undefined || !ref?.startsWith('refs/tags/')) return undefined;
  return { vcs, url, ref, hash };
}

function* findings(item: InUse, { options, facts }: NeedsContext<Options>): Generator<Draft | Unchecked> {
  const module = builtOf(item.use);
  const origin = taggedOrigin(module, facts);
  if (origin === undefined) yield* withoutTag(item, module, options, facts);
  else {
    const tag = facts.get('tag', module);
    if (tag.known && tag.value.hash !== origin.hash) yield moved(item, module, origin, tag.value.hash, tag.asOf);
  }
  const before = previousVersion(item.module, module);
  const old = before && originOf(before, facts)?.url;
  const now = originOf(module, facts)?.url;
  if (before && old !== undefined && now !== undefined && old !== now) yield elsewhere(item, before, old, now);
}

/** What is not answered is a gap already, but for what no proxy has. */
function* withoutTag(item: InUse, module: ModuleVersion, options: Options, facts: Facts): Generator<Unchecked> {
  const origin = facts.get('origin', module);
  const isMissing = origin.known || origin.why === 'missing' || origin.notFound === true;
  if (!isMissing || options['without-origin'] === 'allow') return;
  const { vcs } = originOf(module, facts) ?? {};
  const detail =
    vcs === undefined || vcs === 'git'
      ? `no proxy says which tag ${module.version} was made of`
      : `the module comes from ${cut(vcs, MAX_TEXT)}, which modwarden does not ask`;
  yield unchecked(item.module, `${module.path}@${module.version}`, { why: 'missing', detail });
}

/** Characters of a text of a proxy, such as a URL or a commit. */
const MAX_TEXT = 200;

function about({ found, ...item }: InUse, { version }: ModuleVersion) {
  return { ...found, at: decidingSpan({ found, ...item }), version };
}

function moved(item: InUse, module: ModuleVersion, origin: Tagged, now: string | null, asOf?: string): Draft {
  const [url, was] = [cut(origin.url, MAX_TEXT), cut(origin.hash, MAX_TEXT)];
  const tag = cut(origin.ref.slice('refs/tags/'.length), MAX_TEXT);
  const data = { kind: now === null ? 'gone' : 'moved', url, tag, built: was, now };
  const common = { ...about(item, module), ...(asOf !== undefined && { asOf }) };
  if (now === null) {
    return {
      ...common,
      atMost: 'warning',
      message: `the tag of ${module.path} ${module.version} is gone from its repository`,
      hint: `ask the author why: Go builds commit ${was} of ${url}, which had the tag ${tag}`,
      data,
    };
  }
  return {
    ...common,
    message: `the tag of ${module.path} ${module.version} moved after the proxy read it`,
    hint: `compare both commits of ${url} before you build: Go builds ${was}, and the tag ${tag} now points to ${now}`,
    data,
  };
}

function elsewhere(item: InUse, before: ModuleVersion, old: string, now: string): Draft {
  const [from, to] = [cut(old, MAX_TEXT), cut(now, MAX_TEXT)];
  return {
    ...about(item, builtOf(item.use)),
    atMost: 'warning',
    message: `${before.path} comes from another repository than ${before.version} did`,
    hint: `find out whether its authors moved it (was: ${from}, now: ${to})`,
    data: { kind: 'repository', previous: before.version, from, to },
  };
}
