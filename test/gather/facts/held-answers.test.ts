/** What the answers of a run weigh, and the end of it. */
import { describe, expect, it } from 'vitest';
import { HELD_LIMITS, heldAnswers, weightOf } from '../../../src/gather/facts/held-answers.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';

const ask = (kind: Ask['kind']): Ask => ({ kind, module: { path: 'm.example', version: 'v1.0.0' } });
const known = (value: unknown): Answer<unknown> => ({ known: true, value, source: 'proxy' });
const full = (what: string, limit: number) => ({
  known: false,
  why: 'failed',
  detail: `${what} of this run reached the limit of ${limit} bytes in memory`,
});

it.each<[kind: Ask['kind'], value: unknown, bytes: number]>([
  ['mod', 'x'.repeat(10), 50],
  ['mod', '', 40],
  ['versions', [], 0],
  ['versions', ['v1', 'v2.0'], 86],
  ['license', { files: [{ path: 'a', text: 'bcd' }] }, 84],
  [
    'files',
    {
      files: [
        { path: 'a', sha256: 'bc' },
        { path: 'd', sha256: '' },
      ],
    },
    164,
  ],
  ['packages', { packages: [{ folder: 'f', files: [{ when: 'ab', imports: ['cde', ''] }] }] }, 166],
  ['proof', { database: 'd', lines: ['ab', 'c'] }, 83],
  ['vulns', { entries: [] }, 14],
  ['reports', { reports: [] }, 14],
  ['cached', { zip: 'h1:' }, 13],
  ['origin', {}, 2],
  ['info', { version: 'v1.0.0' }, 160],
  ['latest', { version: 'v1.0.0' }, 160],
  ['tag', { hash: null }, 160],
])('%s %j weighs %d bytes', (kind, value, bytes) => {
  expect(weightOf(ask(kind), value)).toBe(bytes);
});

describe('a run', () => {
  it('takes answers up to its limit, of which the one beyond is dropped', () => {
    const held = heldAnswers({ all: 100, versions: 1000 });
    const answer = known('x'.repeat(60));
    expect(held.refusal(ask('mod'))).toBeUndefined();
    expect(held.keep(ask('mod'), answer)).toBe(answer);
    expect(held.refusal(ask('mod'))).toBeUndefined();
    // 101 bytes.
    expect(held.keep(ask('origin'), known(''))).toEqual(full('the answers', 100));
    expect(held.refusal(ask('versions'))).toEqual(full('the answers', 100));
    // What is refused weighs nothing, and what is unknown is handed on.
    expect(held.keep(ask('mod'), answer)).toEqual(full('the answers', 100));
    const unknown = { known: false, why: 'missing', detail: 'none' } as const;
    expect(held.keep(ask('mod'), unknown)).toBe(unknown);
  });

  it('has a limit of its own for lists of versions', () => {
    const held = heldAnswers({ all: 1000, versions: 84 });
    const list = known(['v1', 'v2']);
    expect(held.keep(ask('versions'), list)).toBe(list);
    expect(held.refusal(ask('versions'))).toBeUndefined();
    expect(held.keep(ask('versions'), known(['']))).toEqual(full('the version lists', 84));
    expect(held.refusal(ask('versions'))).toEqual(full('the version lists', 84));
    expect(held.refusal(ask('mod'))).toBeUndefined();
    const mod = known('text');
    expect(held.keep(ask('mod'), mod)).toBe(mod);
  });

  it('may hold 512 MB, of which 64 MB are lists of versions', () => {
    expect(HELD_LIMITS).toEqual({ all: 536_870_912, versions: 67_108_864 });
  });
});
