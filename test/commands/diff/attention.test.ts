import { expect, it } from 'vitest';
import { attention } from '../../../src/commands/diff/attention.ts';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import type { About, AboutModule } from '../../../src/commands/diff/facts.ts';
import type { ModuleDiff } from '../../../src/commands/diff/rows.ts';
import type { ModuleInUse } from '../../../src/model/repo.ts';
import { source } from '../../../src/text/source.ts';
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

it.each([
  ['2026-06-02', undefined],
  ['2026-06-01', 'today'],
  ['2026-05-31', 'yesterday'],
  ['2026-05-30', '2 days ago'],
  ['2026-05-26', '6 days ago'],
  ['2026-05-25', undefined],
])('names a version of %s as fresh: %s', (published, age) => {
  const found = points(x('v1.0.0'), x('v1.1.0'), (v) => ({
    ...SAME,
    published: v === 'v1.0.0' ? '2026-01-01' : published,
  }));
  expect(found).toEqual(age === undefined ? [] : [`h.example/o/x v1.1.0 was published ${age}`]);
});

it('has in order: checksums, vulnerabilities, licenses, origins, what goes down or is replaced, and what is fresh', () => {
  const file = source('sub/go.sum', 'one\ntwo\n');
  const [old, now] = [
    [inUse('h.example/o/x', 'v1.1.0'), inUse('h.example/o/y', 'v1.0.0'), inUse('h.example/o/z', 'v1.0.0')],
    [
      inUse('h.example/o/x', 'v1.0.0'),
      inUse('h.example/o/y', 'v1.0.0', { replace: { path: 'f.example/y', version: 'v1.2.0' } }),
      inUse('h.example/o/z', 'v1.0.1'),
    ],
  ];
  const entry = { path: 'h.example/o/x', version: 'v1.0.0', goMod: false, hash: 'h1:b', start: 4 };
  const module = {
    file: 'go.mod',
    state: 'both',
    go: undefined,
    changes: changesBetween(old, now),
    declaredOnly: false,
    sums: [{ sum: { source: file }, entry, was: 'h1:a' }],
  } as unknown as ModuleDiff;
  const about: AboutModule = {
    of: ({ version }) => ({
      published: version === 'v1.0.1' ? '2026-06-01' : '2026-01-01',
      license: version === 'v1.2.0' ? 'ISC' : 'MIT',
    }),
    vulnerabilities: ({ path }) =>
      path === 'h.example/o/x' ? { added: ['GO-1', 'GO-2'], ended: ['GO-3'] } : undefined,
  };
  expect(attention(module, about, '2026-06-01')).toEqual([
    'the checksum of h.example/o/x@v1.0.0 changed (sub/go.sum:2)',
    'h.example/o/x v1.0.0 has the vulnerability GO-1, and v1.1.0 has not',
    'h.example/o/x v1.0.0 has the vulnerability GO-2, and v1.1.0 has not',
    'the license of h.example/o/y changes from MIT to ISC',
    'h.example/o/y comes from a new host: f.example',
    'h.example/o/x goes down from v1.1.0 to v1.0.0',
    'h.example/o/y is built from f.example/y v1.2.0',
    'h.example/o/z v1.0.1 was published today',
  ]);
});

it('says nothing of a license that was unknown, or of a module that is replaced no more', () => {
  expect(points(x('v1.0.0'), x('v1.1.0'), (v) => ({ ...SAME, license: v === 'v1.0.0' ? undefined : 'MIT' }))).toEqual(
    [],
  );
  const folder = { replace: { path: './x', version: '' } };
  expect(points(x('v1.0.0', folder), x('v1.0.0'))).toEqual([]);
  expect(points(x('v1.0.0', folder), x('v1.0.0'), undefined, () => ({ added: ['GO-1'], ended: [] }))).toEqual([
    'h.example/o/x v1.0.0 has the vulnerability GO-1, and a folder has not',
  ]);
  expect(points([], x('v1.0.0'), undefined, () => ({ added: ['GO-1'], ended: [] }))).toEqual([
    'h.example/o/x v1.0.0 has the vulnerability GO-1',
  ]);
});

it.each([
  [20, 20, undefined],
  [21, 21, 'and 1 more, which the table shows'],
  [30, 21, 'and 10 more, which the table shows'],
])('of %i points has %i lines', (count, lines, last) => {
  const many = Array.from({ length: count }, (_, i) => inUse(`h${i}.example/a`, 'v1.0.0'));
  const found = points([], many);
  expect(found).toHaveLength(lines);
  expect(found[19]).toMatch(/comes from a new host/);
  expect(found[20]).toBe(last);
});
