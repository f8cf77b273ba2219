import { expect, it } from 'vitest';
import { goMod, linesOf } from '../run.ts';

/** Modules that come in behind one whose go.mod is not there, as many as given. */
async function gapOf(count: number): Promise<string> {
  const names = Array.from({ length: count }, (_, i) => `m${i}`);
  const lines = await linesOf('graph/max-depth', {
    options: 'max: 9',
    'go.mod': goMod('a v1.0.0', ...names.map((name) => `${name} v1.0.0 // indirect`)),
    facts: [
      'example.com/a@v1.0.0: { mod: "module example.com/a\\ngo 1.25\\nrequire example.com/b v1.0.0\\n" }',
      'example.com/b@v1.0.0: { mod: { why: offline, detail: not requested } }',
      ...names.map((name) => `example.com/${name}@v1.0.0: { mod: "module example.com/${name}\\ngo 1.25\\n" }`),
    ].join('\n'),
  });
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

it.each([
  [1, ['m0'], undefined],
  [3, ['m0', 'm1', 'm2'], undefined],
  [4, ['m0', 'm1', 'm2'], '1 more'],
  [7, ['m0', 'm1', 'm2'], '4 more'],
])('a gap over %d modules names at most three', async (count, named, more) => {
  const gap = await gapOf(count);
  expect(gap.match(/example\.com\/m\d/g)).toEqual(named.map((name) => `example.com/${name}`));
  expect(/\d+ more/.exec(gap)?.[0]).toBe(more);
  expect(gap).toMatch(new RegExp(`of ${count} modules? is`));
});
