import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pluginPage } from '../../../src/commands/plugin/rule-page.ts';
import type { LoadedPlugin } from '../../../src/gather/plugins/load-plugins.ts';
import type { Rule, Valibot } from '../../../src/model/rule.ts';
import { put } from '../../support/cli.ts';

const rule = {
  id: 'own/x',
  title: 'Unwanted',
  why: 'Because.',
  since: '1.0.0',
  level: 'error',
  security: 5,
  reach: 'graph',
  declared: true,
  presets: ['strict'],
  options: (v: Valibot) =>
    v.strictObject({
      max: v.pipe(v.number(), v.description('At most | so many')),
      kind: v.optional(v.picklist(['a', 'b']), 'a'),
      list: v.optional(v.array(v.string()), []),
    }),
  check: () => [],
} as unknown as Rule;

const pluginIn = (folder: string, one: Rule = rule): LoadedPlugin => ({
  plugin: {
    named: { name: folder, from: '/', by: '--plugin' },
    file: join(folder, 'index.js'),
    folder,
    title: 'rules 1.0.0',
  },
  rules: [one],
});

it('heads a page by the definition', async () => {
  expect(await pluginPage('own/x', [pluginIn('/nowhere')])).toBe(`<!-- head -->
# own/x

Unwanted.

**Level** error · **security severity** 5 · **input** module graph (in the hook: only go.mod) · **presets** strict · **plug-in** rules 1.0.0 · **since** 1.0.0

Because.

| option | value | default | meaning |
|---|---|---|---|
| \`max\` |  | required | At most \\| so many |
| \`kind\` | \`a\`, \`b\` | \`"a"\` |  |
| \`list\` |  |  |  |
<!-- /head -->

`);
});

it('adds what the plug-in says itself, without its own head', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    const plain = { ...rule, presets: [], options: undefined } as unknown as Rule;
    put(folder, { 'rules/own/x/README.md': '# own/x\nWords.\n' });
    expect(await pluginPage('own/x', [pluginIn(folder, plain)])).toMatch(
      /\*\*presets\*\* none[^|]*<!-- \/head -->\n\nWords\.\n$/,
    );
    put(folder, { 'rules/own/x/README.md': '<!-- head -->\nold\n<!-- /head -->\n\nWords.\n' });
    expect(await pluginPage('own/x', [pluginIn(folder)])).not.toContain('old');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('knows no page of other rules', async () => {
  expect(await pluginPage('gomod/syntax', [pluginIn('/nowhere')])).toBeUndefined();
});
