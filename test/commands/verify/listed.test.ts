import { expect, it } from 'vitest';
import { listed } from '../../../src/commands/verify/listed.ts';
import { safe } from '../../../src/text/printable.ts';

it('shows fifty items, and counts the rest', () => {
  const text = (count: number) =>
    listed(
      Array.from({ length: count }, (_, i) => i),
      (i) => safe`item ${i}\n`,
    );
  expect(text(50).split('\n').length).toBe(51);
  expect(text(53)).toMatch(/item 49\n… and 3 more \(see --format json\)\n$/);
  expect(text(0)).toBe('');
});
