import { expect, it } from 'vitest';
import { progressLine } from '../../../src/commands/shared/progress.ts';
import { safe } from '../../../src/text/printable.ts';

it('is rewritten now and then, and gone at the end', () => {
  const shown: string[] = [];
  const progress = progressLine({ err: (text) => void shown.push(text) }, safe`asking`, safe`facts`);
  for (let i = 1; i <= 40; i++) progress(i, 40);
  expect(shown).toContain('\r\u001b[Kasking: 1 of 40 facts');
  expect(shown).toContain('\r\u001b[Kasking: 30 of 40 facts');
  expect(shown.length).toBeLessThan(20);
  expect(shown.at(-1)).toBe('\r\u001b[K');
});
