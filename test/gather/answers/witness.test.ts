import { expect, it } from 'vitest';
import { couldNotRead, said, sawNoFile, watch } from '../../../src/gather/answers/witness.ts';

it('notes what is said and what is missing, from when it is asked to', () => {
  said(1, 'before');
  sawNoFile('/before');
  const seen = watch();
  expect(seen).toEqual({ out: '', complained: false, missing: new Set() });
  said(1, 'a');
  said(1, 'b');
  sawNoFile('/x');
  sawNoFile('/x');
  expect(seen).toEqual({ out: 'ab', complained: false, missing: new Set(['/x']) });
  said(2, 'c');
  expect(seen.complained).toBe(true);
  expect(watch()).toEqual({ out: '', complained: false, missing: new Set() });
});

it('notes that something could not be read', () => {
  const seen = watch();
  couldNotRead();
  expect(seen.complained).toBe(true);
});
