import { expect, it } from 'vitest';
import { attention } from '../../../src/commands/diff/attention.ts';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import type { About, AboutModule } from '../../../src/commands/diff/facts.ts';
import type { ModuleInUse } from '../../../src/model/repo.ts';
import { inUse } from './uses.ts';

const SAME: About = { published: '2026-01-01', license: 'MIT' };

function points(
  before: readonly ModuleInUse[],
  after: readonly ModuleInUse[],
  of: (version: string) => About = () => SAME,
  vulnerabilities: AboutModule['vulnerabilities'] = () => undefined,
) {
  const changes = changesBetween(
    [inUse('h.example/o/base', 'v1.0.0'), ...before],
    [inUse('h.example/o/base', 'v1.0.0'), ...after],
  );
  const module = { file: 'go.mod', state: 'both', go: undefined, changes, declaredOnly: false, sums: [] } as const;
  return attention(module, { of: ({ version }) => of(version), vulnerabilities }, '2026-06-01');
}

const x = (version: string, more?: Partial<ModuleInUse>) => [inUse('h.example/o/x', version, more)];

it('says nothing of an update as it should be', () => {
  expect(points(x('v1.0.0'), x('v1.1.0'))).toEqual([]);
  expect(points(x('v1.0.0'), [])).toEqual([]);
});

it.each<[string, readonly string[], string]>([
  [
    'a license that changes',
    points(x('v1.0.0'), x('v1.1.0'), (v) => ({ ...SAME, license: v === 'v1.0.0' ? 'MIT' : 'GPL-3.0-only' })),
    'the license of h.example/o/x changes from MIT to GPL-3.0-only',
  ],
  [
    'a license that is no longer known',
    points(x('v1.0.0'), x('v1.1.0'), (v) => ({ ...SAME, license: v === 'v1.0.0' ? 'MIT' : undefined })),
    'the license of h.example/o/x changes from MIT to an unknown one',
  ],
  ['a new owner', points([], [inUse('h.example/p/y', 'v1.0.0')]), 'h.example/p/y comes from a new owner: h.example/p'],
  ['a lower version', points(x('v1.1.0'), x('v1.0.0')), 'h.example/o/x goes down from v1.1.0 to v1.0.0'],
  [
    'a folder',
    points(x('v1.1.0'), x('v1.1.0', { replace: { path: './x', version: '' } })),
    'h.example/o/x is built from the folder ./x',
  ],
  [
    'a version of today',
    points(x('v1.0.0'), x('v1.1.0'), (v) => ({ ...SAME, published: v === 'v1.0.0' ? '2026-01-01' : '2026-06-01' })),
    'h.example/o/x v1.1.0 was published today',
  ],
  [
    'malicious code',
    points([], x('v1.0.0'), undefined, () => ({ added: ['MAL-1'], ended: [] })),
    'h.example/o/x v1.0.0 is known as malicious: MAL-1',
  ],
])('names %s', (_, found, point) => {
  expect(found).toEqual([point]);
});

it('is cut where there is much', () => {
  const many = Array.from({ length: 30 }, (_, i) => inUse(`h${i}.example/a`, 'v1.0.0'));
  const found = points([], many);
  expect(found).toHaveLength(21);
  expect(found.at(-1)).toBe('and 10 more, which the table shows');
});
