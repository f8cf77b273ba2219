import {
  defineRule,
  isRequired,
  listing,
  publishedInUse,
  type Scope,
  scopeOption,
  unchecked,
} from '../../../src/rule.ts';
import { successorIn } from './successor.ts';

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
  reach: 'facts',
  workspaces: 'paths',
  survey: true,
  presets: ['recommended'],
  options: (v) => v.strictObject({ scope: scopeOption(v, 'required') }),
  audit: { scope: 'all' },
  *check(repo, { options }) {
    for (const { module, use, found, survey, built, updates } of publishedInUse(repo, options.scope)) {
      const { newest } = survey;
      if (newest !== undefined && !newest.known) yield unchecked(module, built.path, newest);
      if (updates === undefined || updates.deprecated === '') continue;
      const text = updates.deprecated.replaceAll(/\s+/g, ' ').trim();
      const successor = successorIn(text, built.path);
      yield {
        ...found,
        message: `${built.path} is deprecated: "${text}" (${listing(use)})`,
        hint: successor !== undefined ? `move to ${successor}` : "follow the author's deprecation notice",
        data: {
          kind: 'deprecated',
          successor: successor ?? null,
          direct: use.direct,
          required: isRequired(use),
        },
      };
    }
  },
});
