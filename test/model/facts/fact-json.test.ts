import { describe, expect, it } from 'vitest';
import { answerFromJson, answerToJson, INLINE, isChanging, isFactKind } from '../../../src/model/facts/fact-json.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';

const ask = (kind: Ask['kind']): Ask => ({ kind, module: { path: 'a.example', version: 'v1.0.0' } });
const known = (value: unknown, asOf?: string): Answer<unknown> => ({
  known: true,
  value,
  source: 'proxy',
  ...(asOf !== undefined && { asOf }),
});

const HASH = 'a'.repeat(64);
const TIME = '2026-01-31T12:00:00Z';

describe('an answer as JSON', () => {
  it.each<[Ask['kind'], Answer<unknown>]>([
    ['mod', known('module a.example\n')],
    ['mod', known('')],
    ['versions', known(['v1.0.0', 'v1.1.0'], '2026-01-31T12:00:00Z')],
    ['versions', known([])],
    ['info', known({ version: 'v1.0.0', time: '2026-01-31T12:00:00Z' })],
    ['latest', known({ version: 'v1.0.0' }, '2026-01-31T12:00:00Z')],
    ['license', known({ files: [{ path: 'LICENSE', text: 'MIT' }] })],
    ['content', known({ hash: 'h1:x', of: 'folder' })],
    ['cached', known({})],
    ['cached', known({ zip: 'h1:x', ziphash: 'h1:x', unreadable: [{ part: 'folder', detail: 'EACCES' }] })],
    ['origin', known({ vcs: 'git', url: 'https://git.example/a', ref: 'refs/tags/v1.0.0', hash: 'abc' })],
    ['tag', known({ hash: 'abc' }, '2026-01-31T12:00:00Z')],
    ['tag', known({ hash: null }, '2026-01-31T12:00:00Z')],
    ['files', known({ files: [{ path: 'a.go', sha256: 'x' }] })],
    ['files', known({ files: [] })],
    ['packages', known({ sha256: HASH, packages: [] })],
    ['packages', known({ sha256: HASH, packages: [{ folder: '', files: [{ when: 'linux', imports: ['fmt'] }] }] })],
    ['packages', known({ sha256: HASH, packages: [{ folder: 'a', files: [{ when: '', test: true, imports: [] }] }] })],
    ['proof', known({ database: 'sumdb.example', lines: ['a', 'b'] })],
    ['seen', known({ since: TIME, until: TIME })],
    ['seen', known({ listed: TIME, since: TIME, until: TIME })],
    ['vulns', known({ entries: [] })],
    ['vulns', known({ entries: [{ id: 'GO-1', aliases: [], summary: '', reviewed: true, affected: [] }] })],
    ['mod', { known: false, why: 'offline', detail: '' }],
    ['mod', { known: false, why: 'private', detail: 'd' }],
    ['mod', { known: false, why: 'missing', detail: 'd', notFound: true }],
    ['mod', { known: false, why: 'failed', detail: 'd', hint: 'h' }],
  ])('of %s comes back: %j', (kind, answer) => {
    const json = JSON.parse(JSON.stringify(answerToJson(ask(kind), answer, INLINE)));
    expect(answerFromJson(ask(kind), json, INLINE)).toEqual(answer);
  });

  it.each<[Ask['kind'], unknown]>([
    ['mod', null],
    ['mod', []],
    ['mod', 'x'],
    ['mod', {}],
    ['mod', { value: 'x' }],
    ['mod', { value: 1, source: 'x' }],
    ['mod', { value: 'x', source: 1 }],
    ['mod', { value: 'x', source: 'x', asOf: 'today' }],
    ['mod', { value: 'x', source: 'x', asOf: 1 }],
    ['versions', { value: 'v1.0.0', source: 'x' }],
    ['versions', { value: ['v1.0.0', 1], source: 'x' }],
    ['info', { value: 'v1.0.0', source: 'x' }],
    ['info', { value: {}, source: 'x' }],
    ['latest', { value: { version: 1 }, source: 'x' }],
    ['license', { value: {}, source: 'x' }],
    ['license', { value: { files: [{ path: 'LICENSE' }] }, source: 'x' }],
    ['license', { value: { files: [{ path: 1, text: 'x' }] }, source: 'x' }],
    ['content', { value: { hash: 'h1:x' }, source: 'x' }],
    ['content', { value: { hash: 'h1:x', of: 'file' }, source: 'x' }],
    ['cached', { value: { zip: 1 }, source: 'x' }],
    ['cached', { value: { unreadable: {} }, source: 'x' }],
    ['cached', { value: { unreadable: [{ part: 'all', detail: '' }] }, source: 'x' }],
    ['cached', { value: { unreadable: [{ part: 'zip' }] }, source: 'x' }],
    ['origin', { value: { url: 1 }, source: 'x' }],
    ['tag', { value: {}, source: 'x' }],
    ...[
      'files',
      'packages',
      'vulns',
      'seen',
      'proof',
      'vulndb',
      'reports',
      'cached',
      'license',
      'content',
      'origin',
      'tag',
    ].flatMap((kind): [Ask['kind'], unknown][] => [
      [kind as Ask['kind'], { value: 'x', source: 'x' }],
      [kind as Ask['kind'], { value: [], source: 'x' }],
      [kind as Ask['kind'], { value: null, source: 'x' }],
    ]),
    ...[{}, { files: {} }, { files: ['x'] }, { files: [{ path: 'a' }] }, { files: [{ path: 1, sha256: 'x' }] }].map(
      (value): [Ask['kind'], unknown] => ['files', { value, source: 'x' }],
    ),
    ...[
      {},
      { sha256: HASH },
      { sha256: 'x', packages: [] },
      { sha256: 1, packages: [] },
      { sha256: `${HASH}0`, packages: [] },
      { sha256: HASH, packages: {} },
      { sha256: HASH, packages: ['x'] },
      { sha256: HASH, packages: [{ folder: 1, files: [] }] },
      { sha256: HASH, packages: [{ folder: 'a' }] },
      {
        sha256: HASH,
        packages: [
          { folder: 'a', files: [] },
          { folder: 'b', files: ['x'] },
        ],
      },
      { sha256: HASH, packages: [{ folder: 'a', files: [{ when: 1, imports: [] }] }] },
      { sha256: HASH, packages: [{ folder: 'a', files: [{ when: '', imports: [1] }] }] },
      { sha256: HASH, packages: [{ folder: 'a', files: [{ when: '', imports: 'x' }] }] },
      { sha256: HASH, packages: [{ folder: 'a', files: [{ when: '', test: false, imports: [] }] }] },
    ].map((value): [Ask['kind'], unknown] => ['packages', { value, source: 'x' }]),
    ...[{}, { since: TIME }, { until: TIME }, { since: TIME, until: 'x' }, { listed: 1, since: TIME, until: TIME }].map(
      (value): [Ask['kind'], unknown] => ['seen', { value, source: 'x' }],
    ),
    ...[{}, { entries: {} }, { entries: [1] }, { entries: ['{'] }, { entries: ['{}'] }].map(
      (value): [Ask['kind'], unknown] => ['vulns', { value, source: 'x' }],
    ),
    ['tag', { value: { hash: 1 }, source: 'x' }],
    ['content', { value: { hash: 1, of: 'zip' }, source: 'x' }],
    ['license', { value: { files: {} }, source: 'x' }],
    ['license', { value: { files: ['x'] }, source: 'x' }],
    ['info', { value: { version: 'v1.0.0', time: 'today' }, source: 'x' }],
    ['info', { value: { version: 'v1.0.0', time: '2026-13-31T12:00:00Z' }, source: 'x' }],
    ['mod', { why: 'because', detail: 'd' }],
    ['mod', { why: 'offline' }],
    ['mod', { why: 'offline', detail: 'd', hint: 1 }],
    ['mod', { why: 'offline', detail: 'd', notFound: false }],
    ['mod', { why: 'offline', detail: 'd', notFound: 'yes' }],
  ])('of %s is refused: %j', (kind, json) => {
    expect(answerFromJson(ask(kind), json, INLINE)).toBeTypeOf('string');
  });

  it('has texts by the names that the file gives them', () => {
    const texts = new Map<string, string>();
    const names = {
      nameOf: (text: string) => {
        texts.set(`#${text.length}`, text);
        return `#${text.length}`;
      },
      textOf: (name: string) => texts.get(name),
    };
    const answer = known({ files: [{ path: 'LICENSE', text: 'MIT' }] });
    const json = answerToJson(ask('license'), answer, names);
    expect(JSON.stringify(json)).not.toContain('MIT');
    expect(answerFromJson(ask('license'), json, names)).toEqual(answer);
    texts.clear();
    expect(answerFromJson(ask('license'), json, names)).toBeTypeOf('string');
    expect(answerFromJson(ask('mod'), { value: '#9', source: 'x' }, names)).toBeTypeOf('string');
  });
});

it('knows the kinds of facts, and which of them change', () => {
  const kinds = ['mod', 'info', 'versions', 'latest', 'license', 'files', 'proof'] as const;
  expect(kinds.filter(isChanging)).toEqual(['versions', 'latest']);
  expect(kinds.every(isFactKind)).toBe(true);
  expect(['zip', '', undefined, 1].some(isFactKind)).toBe(false);
});

it.each([
  ['lines that are no list', { database: 'sumdb.example', lines: 'x' }],
  ['lines that are no texts', { database: 'sumdb.example', lines: [1] }],
  ['no database', { lines: [] }],
])('refuses a proof with %s', (_, value) => {
  const ask = { kind: 'proof', module: { path: 'example.com/a', version: 'v1.0.0' } } as const;
  expect(answerFromJson(ask, { value, source: 's' }, INLINE)).toBeTypeOf('string');
  expect(answerFromJson(ask, { value: { database: 'd', lines: ['l'] }, source: 's' }, INLINE)).toMatchObject({
    known: true,
  });
});
