import { describe, expect, it } from 'vitest';
import { draftKeeper, withinBounds } from '../../src/lint/finding-size.ts';
import { MAX_NAME, MAX_SENTENCE } from '../../src/lint/limits.ts';
import type { Finding } from '../../src/model/report.ts';
import type { Draft } from '../../src/model/rule.ts';

const draft = (more: Partial<Draft> = {}) => ({ subject: '', message: '', ...more }) as Draft;

describe('drafts', () => {
  it('are kept up to their number, and counted from then on', () => {
    const keeper = draftKeeper({ findings: 2, chars: 1000 });
    for (const rule of ['a', 'b', 'b', 'a', 'b']) keeper.keep(rule, draft());
    expect(keeper.kept.map(({ rule }) => rule)).toEqual(['a', 'b']);
    expect([...keeper.leftOut]).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });

  it.each<[what: string, draft: Partial<Draft>, chars: number]>([
    ['message', { message: 'abc' }, 3],
    ['hint', { hint: 'abc' }, 3],
    ['subject', { subject: 'abc' }, 3],
    [
      'related',
      {
        related: [
          { at: draft().at, message: 'ab' },
          { at: draft().at, message: 'c' },
        ],
      },
      3,
    ],
    ['trail', { trail: [{ path: 'ab', version: 'v1' }] }, 4],
    [
      'fix',
      {
        fix: {
          what: 'ignored',
          safe: true,
          edits: [
            { at: draft().at, text: 'ab' },
            { at: draft().at, text: 'c' },
          ],
        },
      },
      3,
    ],
    // What will be cut counts as cut.
    ['long message', { message: 'x'.repeat(MAX_SENTENCE + 50) }, MAX_SENTENCE],
    ['long hint', { hint: 'x'.repeat(MAX_SENTENCE + 50) }, MAX_SENTENCE],
    ['long subject', { subject: 'x'.repeat(MAX_NAME + 50) }, MAX_NAME],
    ['long related', { related: [{ at: draft().at, message: 'x'.repeat(MAX_SENTENCE + 50) }] }, MAX_SENTENCE],
  ])('are kept up to all their characters: %s', (_, more, chars) => {
    const kept = (limit: number) => {
      const keeper = draftKeeper({ findings: 9, chars: limit });
      keeper.keep('a', draft(more));
      keeper.keep('a', draft(more));
      return keeper.kept.length;
    };
    expect(kept(chars * 2)).toBe(2);
    expect(kept(chars * 2 - 1)).toBe(1);
    expect(kept(chars - 1)).toBe(0);
  });
});

it('a finding has each of its texts cut', () => {
  const long = 'x'.repeat(20_000);
  const finding = {
    message: long,
    hint: long,
    subject: long,
    version: long,
    related: [{ message: long }],
    data: { text: long, list: [long], number: 1, flag: true },
  } as unknown as Finding;
  const cut = withinBounds(finding);
  expect([cut.message, cut.hint, cut.related[0]!.message].map((text) => text!.length)).toEqual(
    Array(3).fill(MAX_SENTENCE),
  );
  expect([cut.subject, cut.version].map((text) => text!.length)).toEqual([MAX_NAME, MAX_NAME]);
  expect(cut.data).toEqual({ text: cut.subject, list: [cut.subject], number: 1, flag: true });
  const short = { message: 'm', subject: 's', related: [] } as unknown as Finding;
  expect(withinBounds(short)).toEqual(short);
});

it('a vulnerability has fifty names, and each of its texts cut', () => {
  const long = 'x'.repeat(20_000);
  const cutIn = (more: object) => {
    const vulnerability = { ids: ['GO-1'], summary: '', module: 'm', version: '', fixed: '', reviewed: true, ...more };
    return withinBounds({ message: '', subject: '', related: [], vulnerability } as unknown as Finding).vulnerability!;
  };
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `CVE-${i}`);
  expect(cutIn({ ids: ids(50) }).ids).toEqual(ids(50));
  expect(cutIn({ ids: ids(51) }).ids).toEqual(ids(50));
  expect(cutIn({})).toEqual({ ids: ['GO-1'], summary: '', module: 'm', version: '', fixed: '', reviewed: true });
  const all = cutIn({ ids: [long], summary: long, module: long, version: long, fixed: long, url: long });
  expect(all.summary.length).toBe(MAX_SENTENCE);
  expect([all.ids[0], all.module, all.version, all.fixed, all.url].map((text) => text!.length)).toEqual(
    Array(5).fill(MAX_NAME),
  );
});
