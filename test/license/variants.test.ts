/**
 * What the matcher says of texts on both sides of each of its limits, as `answers.txt` has it. A change there is a change of what
 * people are told: read the difference, then write it with UPDATE=1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { read } from './index-fixture.ts';
import { traps } from './traps.ts';
import { type Variant, variants } from './variants.ts';

const FILE = path.join(import.meta.dirname, 'answers.txt');

/** Expression, then each match with its place and how sure it is, then what is said about the rest. */
function answer({ text, fileName, level }: Variant): string {
  const { expression = '-', matches, coverage, uncovered, evidence, note } = read(text, fileName);
  const round = (share: number) => `${Math.round(share * 1000)}`;
  const shown = level !== undefined && fileName !== undefined ? [] : matches;
  const parts = [
    ...shown.map((m) => `${m.id} ${m.kind} ${m.start}-${m.end} ${round(m.confidence)}/${round(m.coverage)}`),
    ...(shown.length > 0 ? evidence.map((e) => `${e.operator} ${e.start}-${e.end}`) : []),
    ...(shown.some((m) => m.kind === 'text')
      ? [`${round(coverage)} of it, not ${uncovered.map((u) => `${u.start}+${u.words}`).join(' ')}`]
      : []),
    ...(note === undefined ? [] : [level === undefined ? note.replaceAll('\n', ' ') : 'note']),
  ];
  return [expression, ...parts].join(' | ');
}

const all: readonly Variant[] = [
  ...variants(),
  ...traps.map(({ text }) => ({ name: text.replaceAll('\n', ' / '), text })),
];

/** A line for each text; one for all levels in a row with the same answer. */
function lines(): string[] {
  const found: { name: string; answer: string; levels: (number | undefined)[] }[] = [];
  for (const variant of all) {
    const { name, level } = variant;
    const last = found.at(-1);
    const now = answer(variant);
    if (last?.name === name && last.answer === now) last.levels.push(level);
    else found.push({ name, answer: now, levels: [level] });
  }
  return found.map(({ name, answer, levels }) =>
    levels[0] === undefined
      ? `${name} → ${answer}`
      : `${name}: ${[...new Set([levels[0], levels.at(-1)])].join(' to ')} → ${answer}`,
  );
}

it('answers as before on both sides of each limit', () => {
  const now = lines();
  if (process.env.UPDATE) writeFileSync(FILE, `${now.join('\n')}\n`);
  const before = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const known = new Set(before);
  expect(now.filter((line) => !known.has(line))).toEqual([]);
  expect(now.length).toBe(before.length);
});

it('has texts on both sides', () => {
  const expressions = all.map((variant) => read(variant.text, variant.fileName).expression);
  expect(expressions.filter((e) => e === undefined).length).toBeGreaterThan(500);
  expect(expressions.filter((e) => e !== undefined).length).toBeGreaterThan(500);
});
