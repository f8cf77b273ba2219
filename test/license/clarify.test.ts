import { expect, it } from 'vitest';
import { type Clarification, clarify } from '../../src/license/clarify.ts';

const said = (file: string, sha256: string, module = 'a.example', expression = 'MIT'): Clarification => ({
  module,
  file,
  sha256,
  expression,
});
const hashOf = (file: string) => ({ LICENSE: 'abc', COPYING: 'def' })[file];

it('holds as long as the file has the hash, whatever its letters', () => {
  expect(clarify('a.example', hashOf, [said('LICENSE', 'ABC')])).toMatchObject({
    holds: { file: 'LICENSE' },
    stale: [],
  });
  expect(clarify('a.example', hashOf, [said('LICENSE', 'abd')])).toMatchObject({
    holds: undefined,
    stale: [{ why: 'file has changed' }],
  });
  expect(clarify('a.example', hashOf, [said('GONE', 'abc')])).toMatchObject({ stale: [{ why: 'file is missing' }] });
});

it('takes the first that holds, of this module alone', () => {
  const all = [
    said('LICENSE', 'old'),
    said('LICENSE', 'abc', 'b.example', 'ISC'),
    said('LICENSE', 'abc', 'a.example', 'BSD-2-Clause'),
    said('COPYING', 'def', 'a.example', 'Zlib'),
  ];
  const { holds, stale } = clarify('a.example', hashOf, all);
  expect(holds?.expression).toBe('BSD-2-Clause');
  expect(stale.map(({ clarification }) => clarification)).toEqual([all[0]]);
  expect(clarify('c.example', hashOf, all)).toEqual({ holds: undefined, stale: [] });
});
