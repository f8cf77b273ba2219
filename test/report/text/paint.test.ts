import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { paint, type Style } from '../../../src/report/text/paint.ts';
import { safe } from '../../../src/text/printable.ts';

const STYLES = ['error', 'warning', 'note', 'good', 'strong', 'frame', 'faint'] as const satisfies readonly Style[];

it('paints each style in its own way, and ends it', () => {
  const painted = STYLES.map((style) => paint(true)(style, safe`x`));
  expect(new Set(painted).size).toBe(STYLES.length);
  for (const text of painted) {
    expect(stripVTControlCharacters(text)).toBe('x');
    expect(text.endsWith('x\u001b[0m')).toBe(true);
  }
});

it('has red errors, green passes, magenta warnings, cyan notes and blue frames: SGR of ECMA-48', () => {
  const codes = STYLES.map((style) => /\[([\d;]+)m/.exec(paint(true)(style, safe`x`))?.[1]);
  expect(codes).toEqual(['1;31', '1;35', '1;36', '1;32', '1', '1;34', '2']);
});

it('paints nothing that is not there, and nothing where there are no colors', () => {
  expect(paint(true)('error', safe``)).toBe('');
  expect(STYLES.map((style) => paint(false)(style, safe`x`))).toEqual(STYLES.map(() => 'x'));
});
