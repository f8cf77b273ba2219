import { expect, it } from 'vitest';
import { publicCoverage } from '../../../../src/go/env/faults/pattern-coverage.ts';

it('tells patterns that cover whole public hosts from those of one owner', () => {
  expect(publicCoverage('*')).toBe('all');
  expect(publicCoverage('*.*')).toBe('all');
  expect(publicCoverage('*.com')).toEqual(['github.com', 'gitlab.com']);
  expect(publicCoverage('github.com/*')).toEqual(['github.com']);
  expect(publicCoverage('github.com/acme')).toEqual([]);
  expect(publicCoverage('*.corp.example')).toEqual([]);
});
