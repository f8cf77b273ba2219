import { expect, it } from 'vitest';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { originText, withOverrides } from '../../../src/policy/layers/origins.ts';
import { source } from '../../../src/text/source.ts';
import { RULES } from '../rules.ts';

it('lets the last override that matches decide, value by value', async () => {
  const text = `extends: [recommended]
overrides:
  - { files: ["**"], rules: { graph/max-depth: { level: note, max: 7 }, gomod/tool: off } }
  - files: [a/go.mod]
    rules:
      graph/max-depth: { max: 8 }
  - { files: [b/go.mod], rules: { graph/max-depth: off } }
`;
  const { policy, origins, problems } = await loadPolicy({
    source: source('p.yaml', text),
    rules: RULES,
    readFile: async () => undefined,
  });
  expect(problems).toEqual([]);
  const rows = await withOverrides(origins(), policy, 'a/go.mod');
  const shown = rows.map(({ setting, value, from }) => `${setting} ${JSON.stringify(value)} ${originText(from)}`);
  expect(shown).toContain('rules.graph/max-depth "note" p.yaml:3');
  expect(shown).toContain('rules.graph/max-depth.max 8 p.yaml:6');
  expect(shown).toContain('rules.graph/max-depth.exempt [] default');
  expect(shown).toContain('rules.gomod/tool "off" p.yaml:3');
});
