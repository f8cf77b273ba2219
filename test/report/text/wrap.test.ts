import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textColumns } from '../../../src/report/text/columns.ts';
import { wrap } from '../../../src/report/text/wrap.ts';
import { printable } from '../../../src/text/printable.ts';

describe('wrap', () => {
  it.each<[string, number, number | undefined, string[]]>([
    ['', 10, undefined, ['']],
    ['aaa bbb ccc', 11, undefined, ['aaa bbb ccc']],
    ['aaa bbb ccc', 10, undefined, ['aaa bbb', 'ccc']],
    ['aaa bbb ccc', 7, undefined, ['aaa bbb', 'ccc']],
    ['aaa bbb ccc', 6, undefined, ['aaa', 'bbb', 'ccc']],
    ['aaa bbb ccc', 7, 3, ['aaa', 'bbb ccc']],
    ['aaa bbb ccc', 3, 7, ['aaa bbb', 'ccc']],
    ['aaa bbb ccc ddd', 11, 4, ['aaa', 'bbb ccc ddd']],
    ['a-long-word b', 5, undefined, ['a-long-word', 'b']],
    ['b a-long-word', 5, undefined, ['b', 'a-long-word']],
    ['支付 支付', 8, undefined, ['支付', '支付']],
    ['支付 支付', 9, undefined, ['支付 支付']],
    ['aaa  bbb', 8, undefined, ['aaa  bbb']],
    ['aaa  bbb', 7, undefined, ['aaa bbb']],
    ['aaaaa (line 12)', 13, undefined, ['aaaaa', '(line 12)']],
    ['aaaaa line 12', 10, undefined, ['aaaaa line', '12']],
  ])('%j in %i columns, first line %s', (text, width, first, lines) => {
    expect(wrap(printable(text), width, first)).toEqual(lines);
  });

  it('loses no word, and breaks no earlier than it must', () => {
    const words = fc.array(fc.stringMatching(/^[a-z支付]{1,12}$/u), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1, max: 40 }), (all, width, first) => {
        const lines = wrap(printable(all.join(' ')), width, first);
        expect(lines.join(' ')).toBe(all.join(' '));
        for (const [i, line] of lines.entries()) {
          const room = i === 0 ? first : width;
          if (line.includes(' ')) expect(textColumns(line)).toBeLessThanOrEqual(room);
          const next = lines[i + 1]?.split(' ')[0];
          if (next !== undefined) expect(textColumns(`${line} ${next}`)).toBeGreaterThan(room);
        }
      }),
    );
  });
});
