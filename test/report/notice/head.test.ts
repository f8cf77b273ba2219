import { describe, expect, it } from 'vitest';
import { collectNotices } from '../../../src/license/notice.ts';
import { headRows, withoutDates } from '../../../src/report/notice/head.ts';
import { renderHtmlNotice } from '../../../src/report/notice/html.ts';
import { renderMarkdownNotice } from '../../../src/report/notice/markdown.ts';
import { renderTextNotice } from '../../../src/report/notice/text.ts';
import { HEAD, MODULES } from './fixture.ts';

describe('the head', () => {
  it('names project, revision, day and scope', () => {
    expect(headRows({ ...HEAD, isChanged: true })).toEqual([
      ['Project', 'example.com/main'],
      ['Revision', '0123abc, with changes'],
      ['As of', '2026-06-01'],
      ['Scope', 'all modules'],
    ]);
  });

  it('names no more projects than one reads', () => {
    const projects = Array.from({ length: 12 }, (_, i) => `m${i}`);
    expect(headRows({ ...HEAD, projects })[0]![1]).toMatch(/m9, and 2 more$/);
  });
});

describe('withoutDates', () => {
  it.each([
    ['markdown', renderMarkdownNotice],
    ['text', renderTextNotice],
    ['html', renderHtmlNotice],
  ])('of %s leaves out the day and the revision, and nothing else', (_, render) => {
    const notices = collectNotices(MODULES);
    const one = render(HEAD, notices);
    const { commit: _commit, ...rest } = HEAD;
    const later = render({ ...rest, asOf: '2027-01-01' }, notices);
    expect(one).not.toBe(later);
    expect(withoutDates(one)).toBe(withoutDates(later));
    expect(withoutDates(one.replaceAll('\n', '\r\n'))).toBe(withoutDates(later));
    expect(withoutDates(render({ ...HEAD, scope: 'some' }, notices))).not.toBe(withoutDates(one));
    const changed = [{ ...MODULES[0]!, files: [{ path: 'LICENSE', text: 'As of: never' }] }];
    expect(withoutDates(render(HEAD, collectNotices(changed)))).toContain('As of: never');
  });
});

it('names ten projects, and counts from the eleventh on', () => {
  const said = (count: number) =>
    headRows({ ...HEAD, projects: Array.from({ length: count }, (_, i) => `m${i}`) })[0]![1];
  expect(said(2)).toBe('m0, m1');
  expect(said(10)).toBe('m0, m1, m2, m3, m4, m5, m6, m7, m8, m9');
  expect(said(11)).toBe('m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, and 1 more');
  expect(headRows({ ...HEAD, isChanged: false })[1]).toEqual(['Revision', '0123abc']);
});

it('leaves out dates of the first eight lines, and lines of HTML anywhere', () => {
  const lines = [
    'As of: 1',
    '- Revision: 2',
    ' As of: 3',
    'x As of: 4',
    '- As of: 5',
    'Revision: 6',
    'As of:7',
    'Revision: 8',
    'As of: 9',
    '- Revision: 10',
    '<div><dt>As of</dt>11',
    '<div><dt>Revision</dt>12',
    '<div><dt>Scope</dt>13',
  ];
  expect(withoutDates(lines.join('\r\n')).split('\n')).toEqual([
    ' As of: 3',
    'x As of: 4',
    'As of:7',
    'As of: 9',
    '- Revision: 10',
    '<div><dt>Scope</dt>13',
  ]);
});
