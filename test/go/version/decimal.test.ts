import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDecimal, decrement, increment } from '../../../src/go/version/decimal.ts';

it('counts in decimal text of any size', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.bigInt({ min: 0n, max: 10n ** 40n }), (n, m) => {
      expect(increment(String(n))).toBe(String(n + 1n));
      expect(decrement(String(n))).toBe(n === 0n ? '' : String(n - 1n));
      expect(compareDecimal(String(n), String(m))).toBe(n < m ? -1 : n > m ? 1 : 0);
    }),
  );
  expect([increment('999'), decrement('1000'), decrement('10'), decrement('0')]).toEqual(['1000', '999', '9', '']);
});
