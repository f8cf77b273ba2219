import { expect, it } from 'vitest';
import { renderLint } from '../../../src/commands/policy-lint/render.ts';

const at = (line: number) => ({
  place: { path: 'p.yaml', start: { line, column: 1 }, end: { line, column: 4 } },
  snippet: 'abc',
});

it('counts entries, and names what decides instead', () => {
  const one = { kind: 'shadowed', at: at(3), message: 'b has no effect', hint: 'remove it', other: at(2) } as const;
  const text = String(renderLint(['p.yaml'], [one]));
  expect(text).toContain('shadowed: b has no effect');
  expect(text).toContain('p.yaml:3:1');
  expect(text).toContain('see: p.yaml:2:1');
  expect(text).toMatch(/\nfail: 1 entry without effect or in contradiction \(p\.yaml\)\n$/);
  expect(String(renderLint(['p.yaml'], [one, one]))).toContain('fail: 2 entries');
  expect(String(renderLint([], []))).toBe('pass: every entry has an effect (no policy file)\n');
});

it('is a block for each entry, and the verdict', () => {
  const one = { kind: 'shadowed', at: at(3), message: 'b has no effect', hint: 'remove it' } as const;
  expect(String(renderLint(['p.yaml', 'q.yaml'], [one]))).toBe(
    `shadowed: b has no effect
 --> p.yaml:3:1
  |
3 | abc
  | ^^^
  = help: remove it

fail: 1 entry without effect or in contradiction (p.yaml, q.yaml)
`,
  );
});
