import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../../src/model/report.ts';
import { type FitOptions, fitBlocks } from '../../../src/report/text/fit-blocks.ts';
import { paint } from '../../../src/report/text/paint.ts';
import { clean } from '../fixture.ts';

let number = 0;
function finding(subject: string, more: Partial<Finding> = {}): Finding {
  number++;
  return {
    rule: 'graph/banned',
    level: 'warning',
    id: `mw1:${String(number).padStart(32, '0')}`,
    state: 'new',
    place: { path: 'go.mod', start: { line: number, column: 1 }, end: { line: number, column: 2 } },
    snippet: subject,
    subject,
    module: '',
    message: `sentence ${'abcdefghij'[number % 10]}${'abcdefghij'[Math.floor(number / 10) % 10]}${'abcdefghij'[Math.floor(number / 100)]}`,
    related: [],
    trail: [],
    ...more,
  };
}

const different = (count: number, more: Partial<Finding> = {}) =>
  Array.from({ length: count }, (_, i) => finding(`subject-${i}`, more));
const alike = (count: number, path = (_: number) => 'go.mod') =>
  Array.from({ length: count }, (_, i) =>
    finding(`s${i}`, {
      message: 'the same sentence',
      place: { path: path(i), start: { line: i + 1, column: 1 }, end: { line: i + 1, column: 2 } },
    }),
  );
const fit = (findings: readonly Finding[], more: Partial<FitOptions> = {}, report: Report = clean) =>
  fitBlocks(findings, report, { width: 100, paint: paint(false), verbose: false, lines: 1000, most: 1000, ...more });

/** A headline, the place, a bar, the line, the carets. */
const BLOCK = 5;

describe('blocks that fit', () => {
  it('are all there, in the order of the findings, in full', () => {
    const findings = [...different(2, { level: 'note' }), ...different(2, { level: 'error' })];
    const { blocks, short, hidden } = fit(findings);
    expect(blocks.map((block) => block.split('\n')[0])).toEqual(
      findings.map(({ level, message }) => `${level}[graph/banned]: ${message}`),
    );
    expect(blocks.every((block) => block.split('\n').length === BLOCK)).toBe(true);
    expect([short, hidden.size]).toEqual([0, 0]);
  });

  it('are none for no findings', () => {
    expect(fit([])).toEqual({ blocks: [], short: 0, hidden: new Set() });
  });

  it('tell of families of six in one file, and of no smaller ones', () => {
    expect(fit(alike(6)).blocks).toHaveLength(1);
    expect(fit(alike(5)).blocks).toHaveLength(5);
    expect(fit(alike(6, (i) => `m${i}/go.mod`)).blocks).toHaveLength(6);
  });
});

describe('blocks that do not fit', () => {
  // Lines with the blank one behind each.
  const full = BLOCK + 1;

  it('fold across files first', () => {
    const findings = alike(12, (i) => `m${i}/go.mod`);
    expect(fit(findings, { lines: 12 * full }).blocks).toHaveLength(12);
    expect(fit(findings, { lines: 12 * full - 1 }).blocks).toHaveLength(1);
  });

  it('are short next, the most severe in full as long as there is room for the others', () => {
    const findings = [...different(10, { level: 'note' }), ...different(2, { level: 'error' })];
    expect(fit(findings, { lines: 12 * full }).short).toBe(0);
    const { blocks, short, hidden } = fit(findings, { lines: 12 * full - 1 });
    expect([blocks.length, short, hidden.size]).toEqual([12, 1, 0]);
    const isFull = blocks.map((block) => block.includes('|'));
    expect(isFull.slice(10)).toEqual([true, true]);
    expect(isFull.filter(Boolean)).toHaveLength(11);
    const narrow = fit(findings, { lines: 60 });
    expect([narrow.blocks.length, narrow.short, narrow.hidden.size]).toEqual([12, 4, 0]);
    expect(narrow.blocks.join('\n\n').split('\n').length + 1).toBe(60);
  });

  it('are families of two then, in full if they can', () => {
    // Forty blocks, the first of them in full, are 123 lines; eight families have a note and a blank line each.
    const findings = [...'abcdefgh'].flatMap((name) =>
      Array.from({ length: 5 }, (_, i) => finding(`${name}${i}`, { message: `sentence ${name}`, rule: `r/${name}` })),
    );
    const result = (lines: number) => {
      const { blocks, short, hidden } = fit(findings, { lines });
      return [blocks.length, short, hidden.size];
    };
    expect(result(40 * full)).toEqual([40, 0, 0]);
    expect(result(123)[0]).toBe(40);
    expect(result(122)).toEqual([8, 0, 0]);
    expect(result(8 * (full + 1))).toEqual([8, 0, 0]);
    expect(result(8 * (full + 1) - 1)).toEqual([8, 1, 0]);
  });

  it('have forty lines, whatever else there is to say; the least severe are left out', () => {
    const findings = [...different(30, { level: 'note' }), ...different(1, { level: 'error' })];
    const { blocks, short, hidden } = fit(findings, { lines: 0 });
    expect(blocks.join('\n\n').split('\n').length + 1).toBeLessThanOrEqual(40);
    expect(blocks.at(-1)).toMatch(/^error/);
    expect(blocks.at(-1)).toContain('|');
    expect(short).toBe(blocks.length - 1);
    expect(hidden).toEqual(new Set(findings.slice(blocks.length - 1, 30)));
    expect(fit(findings, { lines: 40 })).toEqual({ blocks, short, hidden });
    expect(fit(findings, { lines: 43 }).blocks.length).toBe(blocks.length + 1);
  });
});

describe('where all is asked for', () => {
  it('nothing is folded or short, and what is beyond the most is hidden', () => {
    const findings = alike(20);
    expect(fit(findings, { verbose: true, lines: 0 }).blocks).toHaveLength(20);
    const { blocks, short, hidden } = fit(findings, { verbose: true, lines: 0, most: 15 });
    expect([blocks.length, short]).toEqual([15, 0]);
    expect(hidden).toEqual(new Set(findings.slice(15)));
  });

  it('every related place is shown', () => {
    const related = Array.from({ length: 9 }, () => ({ place: finding('x').place, message: 'x' }));
    expect(fit([finding('a', { related })], { verbose: true }).blocks[0]!.match(/= see/g)).toHaveLength(9);
    expect(fit([finding('a', { related })]).blocks[0]!.match(/= see/g)).toHaveLength(6);
  });
});
