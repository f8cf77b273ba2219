/** What the page leaves out where there is too much, and what it says of it. */
import { describe, expect, it } from 'vitest';
import type { Finding, Gap } from '../../../src/model/report.ts';
import { findingsSection } from '../../../src/report/html/findings-section.ts';
import { licensesSection } from '../../../src/report/html/licenses-section.ts';
import { pageData } from '../../../src/report/html/page-data.ts';
import { gapsSection, healthSection, waiversSection } from '../../../src/report/html/register-sections.ts';
import { clean, report } from '../fixture.ts';
import { INVENTORY } from './inventory-fixture.ts';

const banned = report.findings[2]!;
const findings = (count: number, more: (i: number) => Partial<Finding>) =>
  Array.from({ length: count }, (_, i) => ({ ...banned, id: `mw1:${i}`, ...more(i) }));
const cards = (all: readonly Finding[]) => findingsSection({ ...clean, findings: all }).markup;
const count = (pattern: RegExp, markup: string) => markup.match(pattern)?.length ?? 0;

describe('the cards of findings', () => {
  it('can be searched from six on', () => {
    const some = (n: number) => cards(findings(n, (i) => ({ subject: `s${i}` })));
    expect(some(5)).not.toContain('Search the findings');
    expect(some(6)).toContain('data-filter="cards"');
    expect(some(6)).toContain('Search the findings');
  });

  it('are a thousand at most', () => {
    const some = (n: number) => cards(findings(n, (i) => ({ subject: `s${i}` })));
    expect(count(/<article/g, some(1000))).toBe(1000);
    expect(some(1000)).not.toContain('left out');
    expect(count(/<article/g, some(1001))).toBe(1000);
    expect(some(1001)).toContain('<p class="notice">1 more card left out here. The JSON report has every finding.</p>');
  });

  it('have fifty further places', () => {
    const places = (n: number) => cards(findings(n, (i) => ({ place: { ...banned.place, path: `m${i}/go.mod` } })));
    expect(places(1)).not.toContain('more place');
    expect(places(2)).toContain(
      '<details open><summary>1 more place</summary><ul><li id="finding-mw1-1"><code>m1/go.mod:6:2</code></li></ul></details>',
    );
    expect(places(51)).toContain('<summary>50 more places</summary>');
    expect(places(51)).toContain('<code>m50/go.mod:6:2</code></li></ul>');
    expect(places(52)).toContain('<summary>51 more places</summary>');
    expect(places(52)).toContain('<code>m50/go.mod:6:2</code></li><li>… and 1 more</li></ul>');
  });

  it('are apart where rule, subject, version, level or state differ', () => {
    for (const more of [
      { rule: 'a/b' },
      { subject: 'x' },
      { version: 'v9' },
      { level: 'note' },
      { state: 'waived' },
    ] as const)
      expect(count(/<article/g, cards([banned, { ...banned, ...more }]))).toBe(2);
    expect(count(/<article/g, cards([banned, { ...banned, module: 'other' }]))).toBe(1);
  });

  it('have those that count first, then by level', () => {
    const of = (['waived', 'new', 'baseline'] as const).flatMap((state) =>
      (['note', 'error', 'warning'] as const).map((level) => ({ ...banned, state, level })),
    );
    const order = [...cards(of).matchAll(/<article class="card (\w+) (\w+)"/g)].map(
      ([, level, state]) => `${state} ${level}`,
    );
    expect(order).toEqual([
      'new error',
      'new warning',
      'new note',
      'waived error',
      'baseline error',
      'waived warning',
      'baseline warning',
      'waived note',
      'baseline note',
    ]);
  });

  it('show a trail of more than one step', () => {
    const step = (path: string) => ({ path, version: 'v1.0.0' });
    expect(cards([{ ...banned, trail: [step('a')] }])).not.toContain('Required through');
    expect(cards([{ ...banned, trail: [step('a'), step('b')] }])).toContain(
      '<ol class="path"><li><code>a</code> v1.0.0</li><li><code>b</code> v1.0.0</li></ol>',
    );
  });

  it.each<[string, Partial<Finding>, string]>([
    ['a part of the line', {}, '<span class="line-number">6</span>\t<mark>github.com/pkg/errors v0.9.1</mark></code>'],
    [
      'a line that is cut',
      {
        snippet: 'abcdef',
        snippetColumn: 100,
        place: { path: 'x', start: { line: 7, column: 102 }, end: { line: 7, column: 104 } },
      },
      '<span class="line-number">7</span>ab<mark>cd</mark>ef</code>',
    ],
    [
      'a place before and behind what there is',
      {
        snippet: 'abc',
        snippetColumn: 5,
        place: { path: 'x', start: { line: 7, column: 2 }, end: { line: 7, column: 99 } },
      },
      '</span><mark>abc</mark></code>',
    ],
    [
      'a place that ends before it begins',
      { snippet: 'abc', place: { path: 'x', start: { line: 7, column: 3 }, end: { line: 7, column: 2 } } },
      '</span>ab<mark></mark>c</code>',
    ],
    [
      'several lines',
      { snippet: 'abc', place: { path: 'x', start: { line: 7, column: 2 }, end: { line: 8, column: 1 } } },
      '</span>a<mark>bc</mark></code>',
    ],
  ])('mark %s', (_, more, shown) => {
    expect(cards([{ ...banned, ...more }])).toContain(shown);
  });

  it('show no line without text', () => {
    expect(cards([{ ...banned, snippet: ' \t' }])).not.toContain('class="excerpt"');
  });
});

describe('gaps', () => {
  const gaps = (n: number): Gap[] => Array.from({ length: n }, (_, i) => ({ ...report.gaps[0]!, subject: `s${i}` }));

  it('name a hundred subjects of one cause', () => {
    const shown = (n: number) => gapsSection({ ...clean, gaps: gaps(n) }).markup;
    expect(shown(1)).toContain('<summary>1 subject</summary><ul><li><code>s0</code></li></ul>');
    expect(shown(100)).toContain('<summary>100 subjects</summary>');
    expect(shown(100)).toContain('<li><code>s99</code></li></ul>');
    expect(shown(101)).toContain('<li><code>s99</code></li><li>… and 1 more</li></ul>');
  });

  it('name their rules, and what to do', () => {
    const { markup } = gapsSection({
      ...clean,
      partial: 'staged <files>',
      gaps: [gaps(1)[0]!, { ...gaps(1)[0]!, rule: 'a/b' }],
    });
    expect(markup).toContain(
      '<p class="meta">offline · <a href="#rule-freshness-stale"><code>freshness/stale</code></a>, <a href="#rule-a-b"><code>a/b</code></a></p>',
    );
    expect(markup).toContain('<p class="help"><strong>What to do:</strong> run without --offline</p>');
    expect(markup).toContain('<p>staged &#60;files&#62;</p>');
  });
});

it('waivers tell how much they cover, and the days that are left where there is a day', () => {
  const waiver = {
    reason: 'r',
    until: '2026-11-30',
    place: { ...banned.place, path: 'p', start: { line: 3, column: 1 } },
  };
  const covered = findings(2, () => ({ state: 'waived', waiver }));
  const [first] = INVENTORY.waivers;
  const waivers = [
    { ...first!, at: 'p:3', until: '2026-11-30' },
    { ...first!, at: 'p:4', until: '' },
  ];
  const { markup } = waiversSection({ ...clean, findings: [banned, ...covered] }, { ...INVENTORY, waivers });
  expect(
    [...markup.matchAll(/<td>([^<]*)<\/td><td class="number">(\d*)<\/td><td class="number">(\d+)<\/td>/g)].map((m) =>
      m.slice(1),
    ),
  ).toEqual([
    ['2026-11-30', '9', '2'],
    ['', '', '0'],
  ]);
});

it('figures have two digits behind the point, and their unit', () => {
  const samples = [
    { labels: { module: 'm' }, value: 1.005 },
    { labels: { dependency: 'd' }, value: 12.3456 },
    { labels: {}, value: 7 },
  ];
  const of = (unit?: string) =>
    healthSection({
      ...clean,
      metrics: [{ name: 'modwarden_x', help: 'What', type: 'gauge', samples, ...(unit !== undefined && { unit }) }],
    }).markup;
  expect([...of('years').matchAll(/<tr><td>.*/g)].map(String)).toEqual([
    '<tr><td>What</td><td><code>m</code></td><td><code></code></td><td class="number">1 years</td></tr>',
    '<tr><td>What</td><td><code></code></td><td><code>d</code></td><td class="number">12.35 years</td></tr>',
    '<tr><td>What</td><td><code></code></td><td><code></code></td><td class="number">7 years</td></tr>',
  ]);
  expect(of()).toContain('<td class="number">12.35</td>');
});

it('ten licenses have bars, the most frequent', () => {
  const [a] = INVENTORY.components;
  const names = Array.from({ length: 12 }, (_, i) => `Lic-${String(i).padStart(2, '0')}`);
  const bars = (count: number) => {
    const components = names
      .slice(0, count)
      .flatMap((expression, i) =>
        Array.from({ length: i === 11 ? 2 : 1 }, () => ({ ...a!, license: { expression, evidence: 'e', hints: [] } })),
      );
    const { markup } = licensesSection({ ...INVENTORY, components });
    const [chart] = markup.split('<details');
    return [...chart!.matchAll(/<td>(Lic-\d+)<\/td>/g)].map(([, name]) => name);
  };
  expect(bars(10)).toEqual(names.slice(0, 10));
  expect(bars(11)).toEqual(names.slice(0, 10));
  expect(bars(12)).toEqual([names[11], ...names.slice(0, 9)]);
});

it('a module has twenty of its findings on its page, with the first trail there is', () => {
  const dataOf = (n: number) => {
    const all = findings(n, () => ({ subject: 'example.com/a', message: 'm' }));
    return JSON.parse(
      /<script[^>]*>(.*)<\/script>/s.exec(pageData({ ...clean, findings: all }, INVENTORY).markup)![1]!,
    );
  };
  expect(dataOf(20).modules[0][6]).toHaveLength(20);
  expect(dataOf(21).modules[0][6]).toHaveLength(20);
  expect(dataOf(1).modules).toEqual([
    ['example.com/a', 'v1.0.0', 'MIT', 'direct', ['example.com/a@v1.0.0'], [1], [['finding-mw1-0', 'error: m']]],
    ['example.com/b', 'v1.2.0', 'MIT OR Apache-2.0', 'direct', [], [2], []],
    [
      'example.com/c',
      'v0.0.0-20260102030405-abcdefabcdef',
      '',
      'only in the graph',
      ['example.com/a@v1.0.0', 'example.com/b@v1.2.0', 'example.com/c@v0.0.0-20260102030405-abcdefabcdef'],
      [],
      [],
    ],
    ['example.com/unbuilt', 'v0.1.0', '', 'not built', [], [], []],
  ]);
});
