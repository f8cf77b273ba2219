import { type Ask, builtOf, defineRule, modulesInUse, type Repo, type Scope, scopeOption } from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'freshness/unavailable',
  title: 'Version that can no longer be had',
  why: 'Nobody serves this version any more: the repository was removed, renamed or made private, or the tag is gone. A build works only as long as some cache still has it.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'world',
  presets: ['strict'],
  options: (v) => v.strictObject({ scope: scopeOption(v, 'all') }),
  needs: (repo, { options }) => askedFor(repo, options.scope),
  *check(repo, { options, facts }) {
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const built = builtOf(use);
      if (built.version === '') continue;
      const answer = facts.get('info', built);
      if (answer.known || answer.why !== 'missing') continue;
      yield {
        ...found,
        message: `${built.path} ${built.version} can no longer be had: ${answer.detail}`,
        hint: 'move to a version that is served, or keep a copy in a proxy of your own',
        data: { kind: 'unavailable', direct: use.direct },
      };
    }
  },
});

function* askedFor(repo: Repo, scope: Scope): Generator<Ask> {
  for (const { use } of modulesInUse(repo, scope)) {
    const built = builtOf(use);
    if (built.version !== '') yield { kind: 'info', module: built, probe: true };
  }
}
