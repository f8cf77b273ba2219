import {
  type Answer,
  type Ask,
  builtOf,
  defineRule,
  type Facts,
  type ModuleVersion,
  modulesInUse,
  type Repo,
  type Scope,
  scopeOption,
  type Unknown,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'freshness/unavailable',
  title: 'Version no longer available',
  why: 'No server provides this version any more: the repository was deleted, renamed or made private, or the tag is gone. Builds work only while a cache still has it.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'facts',
  workspaces: 'all',
  presets: ['strict'],
  options: (v) => v.strictObject({ scope: scopeOption(v, 'all') }),
  needs: (repo, { options, facts }) => askedFor(repo, options.scope, facts),
  *check(repo, { options, facts }) {
    for (const { module, use, found } of modulesInUse(repo, options.scope)) {
      const built = builtOf(use);
      if (built.version === '') continue;
      const why = whyGone(built, facts);
      if (why?.why === 'private') yield unchecked(module, `${built.path}@${built.version}`, why);
      if (why?.why !== 'missing') continue;
      yield {
        ...found,
        message: `${built.path} ${built.version} is no longer available: ${why.detail}`,
        hint: 'move to an available version, or keep a copy in your own proxy',
        data: { kind: 'unavailable', direct: use.direct },
      };
    }
  },
});

function* askedFor(repo: Repo, scope: Scope, facts: Facts): Generator<Ask> {
  for (const { use } of modulesInUse(repo, scope)) {
    const built = builtOf(use);
    if (built.version === '') continue;
    const info: Ask<'info'> = { kind: 'info', module: built, probe: true };
    yield info;
    if (!facts.asked(info) || !isKept(built, facts)) continue;
    const [versions, latest] = ofPath(built);
    yield versions;
    if (facts.asked(versions) && isMissing(facts.get('versions', versions.module)) !== undefined) yield latest;
  }
}

/** A cache goes on telling what is long gone, so the lists that it keeps only for a while are asked too: of a module that is gone they are gone. */
function whyGone(built: ModuleVersion, facts: Facts): Unknown | undefined {
  const info = facts.get('info', built);
  if (!isKept(built, facts)) return isMissing(info);
  const [versions, latest] = ofPath(built);
  const gone = isMissing(facts.get('versions', versions.module));
  return gone && isMissing(facts.get('latest', latest.module));
}

function isKept(built: ModuleVersion, facts: Facts): boolean {
  const info = facts.get('info', built);
  return info.known && (info.source === 'module cache' || info.source === 'fact cache') && info.recent !== true;
}

/** A module without a tag may have no list, but it has a latest commit. */
function ofPath({ path }: ModuleVersion): readonly [Ask<'versions'>, Ask<'latest'>] {
  const module = { path, version: '' };
  return [
    { kind: 'versions', module, probe: true },
    { kind: 'latest', module, probe: true },
  ];
}

/** Where no proxy has it, but its origin may (`direct`), that is not known: `why` is `private` then. */
function isMissing(answer: Answer<unknown>): Unknown | undefined {
  return !answer.known && (answer.why === 'missing' || answer.notFound === true) ? answer : undefined;
}
