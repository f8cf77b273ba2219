import { expect, it } from 'vitest';
import { waiverTarget } from '../../../src/policy/edit/waiver-target.ts';

it('names a module as a pattern, and anything else by its exact name', () => {
  expect(waiverTarget('example.com/a', { version: 'v1.0.0' })).toEqual({ module: 'example.com/a' });
  expect(waiverTarget('example.com/a', undefined)).toEqual({ module: 'example.com/a' });
  expect(waiverTarget('example.com/a', {})).toEqual({ subject: 'example.com/a' });
  expect(waiverTarget('GOFLAGS', undefined)).toEqual({ subject: 'GOFLAGS' });
  expect(waiverTarget('example.com/[a', { version: 'v1.0.0' })).toEqual({ subject: 'example.com/[a' });
});
