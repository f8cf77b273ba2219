import { describe, expect, test } from 'vitest';
import { seal, unseal } from '../../../src/gather/cache/sealed.ts';

const CONTENTS = ['', 'x', 'a policy: é\n', 'ab'.repeat(3000)];

describe('sealed content', () => {
  test.each(CONTENTS)('%# comes back as it was', (content) => {
    expect(unseal(seal(content))?.toString()).toBe(content);
    expect(unseal(seal(Buffer.from(content)))?.toString()).toBe(content);
  });

  test('is aligned as V8 wants it', () => {
    expect(seal('x').indexOf('x') % 8).toBe(0);
  });

  test.each(CONTENTS)('%# is refused when it is cut at any byte, or longer', (content) => {
    const whole = seal(content);
    const step = whole.length > 1000 ? 7 : 1;
    for (let length = 0; length < whole.length; length += step)
      expect([length, unseal(whole.subarray(0, length))]).toEqual([length, undefined]);
    for (const more of ['x', 'xx', whole]) expect(unseal(Buffer.concat([whole, Buffer.from(more)]))).toBeUndefined();
  });

  test.each(CONTENTS)('%# is refused when any byte is changed, or zero from there on', (content) => {
    const whole = seal(content);
    const step = whole.length > 1000 ? 7 : 1;
    for (let at = 0; at < whole.length; at += step) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << (at % 8);
      expect([at, unseal(changed)]).toEqual([at, undefined]);
      const torn = Buffer.from(whole).fill(0, at);
      if (!torn.equals(whole)) expect([at, unseal(torn)]).toEqual([at, undefined]);
    }
  });

  test('of another kind or version is refused', () => {
    for (const other of ['', 'x'.repeat(100), seal('x').toString('latin1').replace('sealed 1', 'sealed 2')])
      expect(unseal(Buffer.from(other, 'latin1'))).toBeUndefined();
  });
});
