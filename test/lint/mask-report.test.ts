import { expect, it } from 'vitest';
import { maskDeep, maskReport } from '../../src/lint/mask-report.ts';
import { report } from '../report/fixture.ts';

const URL = 'https://user:hunter2hunter2@a.example/x';

it('masks every text of plain data, and leaves the rest', () => {
  const data = { a: URL, b: [URL, { c: URL }], n: 1, t: true, u: undefined, x: null, snippet: `x ${URL} y` };
  const out = maskDeep(data);
  expect(JSON.stringify(out)).not.toContain('hunter2');
  expect(out).toMatchObject({ n: 1, t: true, u: undefined, x: null });
  expect(out.snippet.length).toBe(data.snippet.length);
  expect(out.a.length).not.toBe(URL.length);
  // A key is data, too.
  const own = JSON.parse(`{ "__proto__": "${URL}" }`) as object;
  expect(Object.keys(maskDeep(own))).toEqual(['__proto__']);
  expect(JSON.stringify(maskDeep(own))).not.toContain('hunter2');
});

it('gives data without secrets as it is', () => {
  const sound = { b: ['x', { c: 'y' }], n: 1 };
  expect(maskDeep(sound)).toBe(sound);
  const { sound: same, a } = maskDeep({ a: [URL], sound });
  expect([same === sound, a[0] === URL]).toEqual([true, false]);
});

it('leaves what the catalogue of rules says', () => {
  const rules = report.rules.map((rule) => ({ ...rule, why: URL }));
  const masked = maskReport({ ...report, tree: URL, rules });
  expect(masked.rules).toEqual(rules);
  expect(masked.tree).not.toContain('hunter2');
});
