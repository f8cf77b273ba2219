import { defineRule, publishedInUse, type Scope, scopeOption, unchecked } from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'freshness/deprecated',
  title: 'Deprecated module',
  why: 'The newest go.mod of the module contains `// Deprecated:`, usually with the path of its successor. The module gets no more fixes.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'world',
  survey: true,
  presets: ['recommended'],
  options: (v) => v.strictObject({ scope: scopeOption(v, 'direct') }),
  strict: { scope: 'all' },
  *check(repo, { options }) {
    for (const { module, use, found, survey, built } of publishedInUse(repo, options.scope)) {
      const { newest } = survey;
      if (newest !== undefined && !newest.known) yield unchecked(module, built.path, newest);
      const { updates } = survey.replace ?? survey;
      if (updates === undefined || updates.deprecated === '') continue;
      const text = updates.deprecated.replaceAll(/\s+/g, ' ').trim();
      const successor = successorIn(text, built.path);
      yield {
        ...found,
        message: `${built.path} is deprecated: "${text}"`,
        hint: successor !== undefined ? `move to ${successor}` : "follow the author's deprecation notice",
        data: { kind: 'deprecated', successor: successor ?? null, direct: use.direct },
      };
    }
  },
});

/** The first module path that the message names beside the module itself: a host with a dot, then at least one more element. */
function successorIn(text: string, path: string): string | undefined {
  for (const word of text.split(/[\s"'`()<>,;]+/)) {
    const candidate = word.replace(/^https?:\/\//, '').replace(/[.:!?]+$/, '');
    if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[A-Za-z0-9._~/-]+$/.test(candidate) && candidate !== path) return candidate;
  }
  return undefined;
}
