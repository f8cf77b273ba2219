/**
 * What each format makes of one thing more or less, as lines that it adds to (+) or takes from (-) the clean report, or the whole one where
 * an option is looked at. `golden/variations.golden` has them; write it with UPDATE=1 after reading the difference.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { FORMATS, type FormatOptions } from '../../src/report/index.ts';
import { clean, report } from './fixture.ts';
import { VARIATIONS } from './variations.ts';

const FILE = path.join(import.meta.dirname, 'golden/variations.golden');

/** Lines for people; more of one thing are a digest. */
const MOST_LINES = 12;

/** Tags begin lines, so that a difference shows where it is; the page's own style and script have tests of their own. */
function linesOf(text: string): string[] {
  const own = text.replace(/<style>.*?<\/style>|<script>.*?<\/script>|sha256-[\w+/=]+/gs, '');
  return own
    .replaceAll(/(?<!^)(<(?:li|tr|td|p|section|details|script|a )\b)/gm, '\n$1')
    .split('\n')
    .filter((line) => line !== '');
}

function difference(before: string, after: string): string[] {
  const counts = new Map<string, number>();
  for (const line of linesOf(before)) counts.set(line, (counts.get(line) ?? 0) - 1);
  for (const line of linesOf(after)) counts.set(line, (counts.get(line) ?? 0) + 1);
  const lines = [...counts].flatMap(([line, n]) => (n === 0 ? [] : [`${n > 0 ? '+' : '-'} ${line}`]));
  // The order of lines says something, too.
  const digest = createHash('sha256').update(after).digest('hex').slice(0, 12);
  if (lines.length <= MOST_LINES && lines.join().length < 2000) return [...lines, digest];
  return [`${lines.length} lines differ`, digest];
}

it('is the same as before in every format', async () => {
  const out: string[] = [];
  for (const [name, format] of FORMATS) {
    const render = await format.load();
    const shown = (one: Report, options: Partial<FormatOptions>) => render(one, { color: false, ...options });
    const bases = new Map([clean, report].map((base) => [base, shown(base, {})]));
    for (const variation of VARIATIONS) {
      const after = shown(variation.report, variation.options);
      const base = bases.get(variation.report === report ? report : clean)!;
      if (after === base) continue;
      out.push(`${name}: ${variation.name}`, ...difference(base, after).map((line) => `  ${line}`));
    }
  }
  const text = `${out.join('\n')}\n`.replaceAll('\x1b', '\\x1b').replaceAll('\t', '\\t');
  if (process.env.UPDATE) writeFileSync(FILE, text);
  expect(text).toBe(readFileSync(FILE, 'utf8'));
});
