import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import { type Diff, renderDiff } from '../../../src/commands/diff/render.ts';
import type { ModuleDiff } from '../../../src/commands/diff/rows.ts';
import { source } from '../../../src/text/source.ts';
import { inUse, through } from './uses.ts';

const module: ModuleDiff = {
  file: 'go.mod',
  state: 'both',
  go: ['', '1.25'],
  changes: changesBetween([], [inUse('example.com/x', 'v1.0.0')]),
  declaredOnly: false,
  sums: [],
};
const diff = (more: Partial<ModuleDiff> = {}): Diff => ({
  base: { rev: 'main', commit: 'c0ffee' },
  head: 'work tree',
  today: '2026-06-01',
  modules: [{ ...module, ...more }],
  about: { of: () => undefined, vulnerabilities: () => undefined },
});

describe('renderDiff', () => {
  it('begins with what changes in a module', () => {
    expect(renderDiff(diff(), 'text')).toMatch(
      /^go\.mod: 1 added; go none → 1\.25\n\nlook at: example\.com\/x comes from a new host: example\.com\n\nadded {2}example\.com\/x/,
    );
    expect(renderDiff(diff({ state: 'removed', go: undefined }), 'text')).toMatch(
      /^go\.mod: module removed; 1 added\n/,
    );
    expect(renderDiff(diff({ declaredOnly: true }), 'markdown')).toContain(
      'only the requirements of go.mod are compared',
    );
  });

  const FILE = source('go.sum', 'one\ntwo\n');
  const entry = { path: 'h.example/o/x', version: 'v1.0.0', hash: 'h1:b', start: 4 };
  const all: Diff = {
    ...diff({
      changes: changesBetween(
        [
          inUse('h.example/o/x', 'v1.0.0'),
          inUse('h.example/o/z', 'v1.0.0', { replace: { path: './z', version: '' } }),
          inUse('h.example/o/gone', 'v1.0.0', { depth: undefined }),
        ],
        [
          inUse('h.example/o/x', 'v1.1.0'),
          through('h.example/o/x', 'h.example/o/y', 'v0.1.0'),
          inUse('h.example/o/z', 'v1.0.0', { replace: { path: 'f.example/z', version: 'v1.0.1' } }),
        ],
      ),
      sums: [
        { sum: { source: FILE }, entry: { ...entry, goMod: false }, was: 'h1:a' },
        { sum: { source: FILE }, entry: { ...entry, goMod: true }, was: 'h1:c' },
      ] as unknown as ModuleDiff['sums'],
      go: ['1.24', ''],
    }),
    about: {
      of: ({ version }) => (version === '' ? undefined : { published: '2026-01-01', license: 'MIT' }),
      vulnerabilities: ({ path }) => (path.endsWith('/y') ? { added: ['GO-1'], ended: ['GO-2'] } : undefined),
    },
  };

  const POINTS = [
    'the checksum of h.example/o/x@v1.0.0 changed (go.sum:2)',
    'the checksum of h.example/o/x@v1.0.0/go.mod changed (go.sum:2)',
    'h.example/o/y v0.1.0 has the vulnerability GO-1',
    'h.example/o/z comes from a new host: f.example',
    'h.example/o/z is built from f.example/z v1.0.1',
  ];

  it('is text', () => {
    expect(renderDiff({ ...all, modules: [...all.modules, module] }, 'text')).toBe(
      `go.mod: 1 replaced, 1 up, 1 added, 1 removed; go 1.24 → none

${POINTS.map((point) => `look at: ${point}\n`).join('')}
removed   h.example/o/gone  v1.0.0
up        h.example/o/x     v1.0.0    v1.1.0              2026-01-01 (4 months old)  MIT
added       h.example/o/y             v0.1.0              2026-01-01 (4 months old)  MIT  vulnerable: GO-1; fixes GO-2; depth 2
replaced  h.example/o/z     a folder  f.example/z v1.0.1  2026-01-01 (4 months old)  MIT  new host f.example; built from f.example/z v1.0.1

go.mod: 1 added; go none → 1.25

look at: example.com/x comes from a new host: example.com

added  example.com/x    v1.0.0  2026-01-01 (4 months old)  MIT  new host example.com
`,
    );
  });

  it('is Markdown', () => {
    expect(renderDiff(all, 'markdown')).toBe(
      `### \`go.mod\`

1 replaced, 1 up, 1 added, 1 removed; go 1.24 → none

**Look at**

${POINTS.map((point) => `- ${point}\n`).join('')}
| change | module | from | to | published | license | notes |
|---|---|---|---|---|---|---|
| removed | h.example/o/gone | v1.0.0 |  |  |  |  |
| up | h.example/o/x | v1.0.0 | v1.1.0 | 2026-01-01 (4 months old) | MIT |  |
| added | ↳ h.example/o/y |  | v0.1.0 | 2026-01-01 (4 months old) | MIT | vulnerable: GO-1; fixes GO-2; depth 2 |
| replaced | h.example/o/z | a folder | f.example/z v1.0.1 | 2026-01-01 (4 months old) | MIT | new host f.example; built from f.example/z v1.0.1 |
`,
    );
  });

  it('is Markdown without a table or points where there are none', () => {
    expect(renderDiff(diff({ changes: [], state: 'added' }), 'markdown')).toBe(
      '### `go.mod`\n\nnew module; no module changes; go none → 1.25\n\n',
    );
  });

  it('is JSON', () => {
    const side = (version: string, more: object = {}) => ({
      version,
      direct: true,
      depth: 1,
      replacedBy: null,
      published: '2026-01-01',
      license: 'MIT',
      ...more,
    });
    const change = (kind: string, path: string, before: object | null, after: object | null, more: object = {}) => ({
      change: kind,
      path,
      by: null,
      origin: null,
      vulnerabilities: null,
      before,
      after,
      ...more,
    });
    const checksum = { file: 'go.sum', line: 2, path: 'h.example/o/x', version: 'v1.0.0', after: 'h1:b' };
    const added: ModuleDiff = { ...module, go: undefined, state: 'added', declaredOnly: true };
    expect(JSON.parse(renderDiff({ ...all, modules: [...all.modules, added] }, 'json'))).toEqual({
      version: 1,
      base: { rev: 'main', commit: 'c0ffee' },
      head: 'work tree',
      modules: [
        {
          file: 'go.mod',
          state: 'both',
          go: { before: '1.24', after: null },
          declaredOnly: false,
          attention: POINTS,
          changes: [
            change('removed', 'h.example/o/gone', side('v1.0.0', { depth: null }), null),
            change('up', 'h.example/o/x', side('v1.0.0'), side('v1.1.0')),
            change('added', 'h.example/o/y', null, side('v0.1.0', { direct: false, depth: 2 }), {
              by: 'h.example/o/x',
              vulnerabilities: { added: ['GO-1'], ended: ['GO-2'] },
            }),
            change(
              'replaced',
              'h.example/o/z',
              side('v1.0.0', { replacedBy: './z', published: null, license: null }),
              side('v1.0.0', { replacedBy: 'f.example/z@v1.0.1' }),
              { origin: 'new host' },
            ),
          ],
          checksums: [
            { ...checksum, kind: 'zip', before: 'h1:a' },
            { ...checksum, kind: 'go.mod', before: 'h1:c' },
          ],
        },
        {
          file: 'go.mod',
          state: 'added',
          go: null,
          declaredOnly: true,
          attention: ['example.com/x comes from a new host: example.com'],
          changes: [change('added', 'example.com/x', null, side('v1.0.0'), { origin: 'new host' })],
          checksums: [],
        },
      ],
    });
  });

  it('puts what does not fit a terminal on lines of its own', () => {
    const long = 'v2.0.0-20230729083705-37449abec8cc';
    const path = 'github.com/somebody/some-long-name/v2';
    const changes = changesBetween([inUse(path, long)], [inUse(path, 'v2.1.0')]);
    const about = { of: () => ({ published: '2026-05-01', license: 'MIT' }), vulnerabilities: () => undefined };
    const text = renderDiff({ ...diff({ changes }), about }, 'text', 80);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain(
      `up       ${path}\n         ${long} → v2.1.0; 2026-05-01 (31 days old);\n         license MIT`,
    );
    const wide = renderDiff({ ...diff({ changes }), about }, 'text', 200);
    expect(wide).toBe(renderDiff({ ...diff({ changes }), about }, 'text'));
    expect(wide).toMatch(/^up {2}github\S+ {2}v2\S+ {2}v2\.1\.0 {2}2026-05-01/m);
  });

  it('says that nothing differs, and gives JSON an empty list', () => {
    const none = { ...diff(), modules: [] };
    expect(renderDiff(none, 'text')).toBe('no build list differs between main and work tree\n');
    expect(JSON.parse(renderDiff(none, 'json'))).toMatchObject({ modules: [] });
  });

  it('lets no text of a repository out of its cell or code span', () => {
    const file = 'a`\n# b\u001b[31m/go.mod';
    const changes = changesBetween([], [inUse('x|y\n| z', 'v1.0.0')]);
    const text = renderDiff(diff({ file, changes }), 'markdown');
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
    expect(text).not.toMatch(/^# b/m);
    expect(text).not.toContain('\u001b');
  });
});
