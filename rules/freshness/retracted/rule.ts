import { defineRule, publishedInUse, type Scope, scopeOption, unchecked } from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'freshness/retracted',
  title: 'Retracted version in use',
  why: 'Its author took the version back: it is broken, leaked something, or was never meant to be. Go keeps building with it and says so only to those who ask with `go list -m -u`.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'world',
  survey: true,
  presets: ['recommended'],
  options: (v) => v.strictObject({ scope: scopeOption(v, 'all') }),
  *check(repo, { options }) {
    for (const { module, use, found, survey, built } of publishedInUse(repo, options.scope)) {
      const updates = (survey.replace ?? survey).updates;
      for (const { reply } of updates?.missing.slice(0, 1) ?? [])
        yield unchecked(module, `${built.path}@${built.version}`, reply);
      if (updates === undefined || updates.retracted.length === 0) continue;
      const reasons = updates.retracted.map((r) => `"${r.replaceAll(/\s+/g, ' ').trim()}"`).join(', ');
      yield {
        ...found,
        message: `${built.path} ${built.version} is retracted by its author: ${reasons}`,
        hint: updates.update
          ? `go get ${built.path}@${updates.update.version}`
          : 'there is no newer version that is not retracted: look for a successor',
        data: { kind: 'retracted', update: updates.update?.version ?? null, direct: use.direct },
      };
    }
  },
});
