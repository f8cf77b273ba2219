import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const A1 = 'require example.com/a v1.4.0';
const A2 = 'require example.com/a/v2 v2.0.0';
const A3 = 'require example.com/a/v3 v3.1.0';

async function found(lines: readonly string[], options: object = {}) {
  const mod = `module example.com/shop\n\ngo 1.25\n\n${lines.join('\n')}\n`;
  const findings = await findingsIn('graph/duplicate-majors', { 'go.mod': mod, options: JSON.stringify(options) });
  return findings.map(({ place, subject, data, hint, related }) => ({
    at: place.start.line,
    subject,
    kind: data!.kind,
    hint,
    related: related.map((r) => `${r.place.start.line} ${r.message}`),
  }));
}

const indirect = (line: string) => `${line} // indirect`;
const change = (from: string, to: string) => `change imports of example.com/${from} to example.com/${to}`;

it('reports the oldest direct version, and advises the newest', async () => {
  const [one, ...more] = await found([A3, A1, A2], { scope: 'required' });
  expect(more).toEqual([]);
  expect(one).toMatchObject({ at: 6, subject: 'example.com/a', kind: 'direct', hint: change('a', 'a/v3') });
  expect(one!.related.map((text) => text.split(' ')[0])).toEqual(['7', '5']);
});

it.each<[string, string[], { at: number; kind: string; hint: string | undefined }]>([
  ['the older one is direct', [A1, indirect(A2)], { at: 5, kind: 'indirect', hint: change('a', 'a/v2') }],
  ['the newer one is direct', [indirect(A1), A2], { at: 6, kind: 'indirect', hint: undefined }],
  ['none is direct', [indirect(A1), indirect(A2)], { at: 5, kind: 'indirect', hint: undefined }],
  ['two of three are direct', [indirect(A1), A2, A3], { at: 6, kind: 'direct', hint: change('a/v2', 'a/v3') }],
])('looks at whose imports it can change: %s', async (_, lines, expected) => {
  expect(await found(lines)).toMatchObject([expected]);
});

it('leaves alone what is there once, what is of others, and what is allowed', async () => {
  expect(await found([A1, 'require example.com/b/v2 v2.0.0'])).toEqual([]);
  expect(await found([A1, A2], { allow: ['example.com/a'] })).toEqual([]);
  expect(await found([A1, A2], { allow: ['example.com/b'] })).toHaveLength(1);
  expect(await found([A1, indirect(A2)], { scope: 'direct' })).toEqual([]);
});
