/** Lines and words that nobody reads to their end are cut, and the caret still stands at the place. */
import { describe, expect, it } from 'vitest';
import { newBox } from '../support/box.ts';
import { cli } from '../support/cli.ts';

async function check(goMod: string, ...args: string[]) {
  const box = newBox('off', { 'go.mod': goMod });
  try {
    return await cli(['check', '--offline', ...args], { cwd: box.repo, env: box.env });
  } finally {
    box.remove();
  }
}

const long = 'a'.repeat(1_000_000);

describe('a word of a megabyte', () => {
  it.each([
    ['as a directive', `module example.com/m\n\n${long} x\n`],
    ['as a block', `module example.com/m\n\n${long} (\n)\n`],
    ['as a version', `module example.com/m\n\nrequire example.com/x ${long}\n`],
    ['of go.work\u2019s language', `module example.com/m\n\ngo ${long}\n`],
  ])('%s is quoted in part', async (_, goMod) => {
    const { code, out } = await check(goMod, '--format', 'json');
    expect(code).toBe(1);
    const finding = JSON.parse(out).findings.find((f: { rule: string }) => f.rule === 'gomod/syntax');
    expect(finding.message).toMatch(/a{50,99}…/);
    expect(finding.message).not.toMatch(/a{101}/);
    expect(out.length).toBeLessThan(40_000);
  });
});

it('a path of a megabyte is quoted in part', async () => {
  const { code, out } = await check(`module example.com/${long.slice(0, 900_000)}@x\n`, '--format', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out).findings[0].message).toMatch(/^.{100,1000}$/s);
});

describe('a line of more than a thousand characters', () => {
  it('is cut around the caret', async () => {
    const goMod = `module example.com/m\n\nretract [${' '.repeat(3000)}v1.0.0 , v0.1.0] // why\n${'exclude'.padEnd(2500)}example.com/x bad\n`;
    const { out } = await check(goMod, '--format', 'json');
    const far = JSON.parse(out).findings.filter(
      (f: { place: { start: { column: number } } }) => f.place.start.column > 1000,
    );
    for (const { place, snippet, snippetColumn } of far) {
      expect(snippet).toHaveLength(1000);
      expect(place.start.column).toBeGreaterThanOrEqual(snippetColumn);
      expect(place.start.column).toBeLessThan(snippetColumn + snippet.length);
    }
    const text = await check(`module example.com/m ${' '.repeat(2000)}\u0001\n`);
    expect(text.out).toMatch(/\| ….*\\u\{1\}\n +\| +\^/);
  });
});
