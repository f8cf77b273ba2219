import { defineRule, type Published, publishedInUse, type Scope, scopeOption, unchecked } from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'freshness/retracted',
  title: 'Retracted version',
  why: 'The author withdrew this version: it is broken, leaks something, or was published by mistake. Go still builds with it and warns only in `go list -m -u` and `go get`.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'world',
  survey: true,
  presets: ['recommended'],
  options: (v) => v.strictObject({ scope: scopeOption(v, 'all') }),
  *check(repo, { options }) {
    for (const { module, use, found, survey, built } of publishedInUse(repo, options.scope)) {
      const { newest } = survey;
      if (newest !== undefined && !newest.known) yield unchecked(module, `${built.path}@${built.version}`, newest);
      const { updates } = survey.replace ?? survey;
      if (updates === undefined || updates.retracted.length === 0) continue;
      yield {
        ...found,
        message: `${built.path} ${built.version} is retracted${reasons(updates.retracted)}`,
        hint: adviceOf(built.path, updates),
        data: { kind: 'retracted', update: updates.update?.version ?? null, direct: use.direct },
      };
    }
  },
});

/** What Go puts in place of a reason. */
const NO_REASON = 'retracted by module author';

function reasons(rationales: readonly string[]): string {
  const given = rationales.filter((text) => text !== NO_REASON);
  if (given.length === 0) return ' (no reason given)';
  return `: ${given.map((text) => `"${text.replaceAll(/\s+/g, ' ').trim()}"`).join(', ')}`;
}

function adviceOf(path: string, { update, missing }: NonNullable<Published['survey']['updates']>): string {
  if (update !== undefined) return `go get ${path}@${update.version}`;
  return missing.length > 0
    ? 'move to a version that is not retracted'
    : 'no newer version is available that is not retracted: look for a replacement module';
}
