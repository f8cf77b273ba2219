/** What the text report folds: nothing is lost, everything is counted, and other formats know nothing of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Gap, Report } from '../../../src/model/report.ts';
import { jsonReport } from '../../../src/report/json.ts';
import { findingsIn, foldFindings } from '../../../src/report/text/fold.ts';
import { messageShape } from '../../../src/report/text/message-shape.ts';
import { MAX_LINES, renderText } from '../../../src/report/text/text.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

const plain = { color: false, width: 100 };
let number = 0;

function finding(rule: string, subject: string, path: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    level: 'warning',
    id: `mw1:${String(number++).padStart(32, '0')}`,
    state: 'new',
    place: { path, start: { line, column: 2 }, end: { line, column: 2 + subject.length } },
    snippet: `\t${subject} v1.0.0`,
    subject,
    module: path.replace(/\/?go\.mod$/, ''),
    message: `${subject} v1.${number}.0 is bad`,
    related: [],
    trail: [],
    ...more,
  };
}

const text = (findings: readonly Finding[], more = {}) => renderText({ ...clean, findings }, { ...plain, ...more });

describe('the same rule and subject', () => {
  const several = ['go.mod', 'api/go.mod', 'tools/go.mod'].map((path, i) =>
    finding('graph/incompatible', 'example.com/a', path, 5 + i),
  );

  it('is one block with its places', () => {
    expect(text(several)).toContain('also at: api/go.mod:6, tools/go.mod:7\n');
    expect(text(several).match(/ is bad/g)).toHaveLength(1);
  });

  it('names a version where it is another one', () => {
    const versions = several.map((f, i) => ({ ...f, version: `v1.${i}.0` }));
    expect(text(versions)).toContain('also at: api/go.mod:6 (v1.1.0), tools/go.mod:7 (v1.2.0)\n');
  });

  it('counts the places that are not named', () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      finding('graph/incompatible', 'example.com/a', `m${i}/go.mod`, 1),
    );
    expect(text(many)).toContain('m6/go.mod:1 and 5 more\n');
  });

  it.each<[string, Partial<Finding>]>([
    ['another level', { level: 'error' }],
    ['another sentence', { message: 'example.com/a is worse than it looks' }],
    ['another line of the policy', { policy: { place: report.findings[0]!.place, snippet: 'x' } }],
    ['less confidence', { confidence: 'low' }],
  ])('with %s is a block of its own', (_name, change) => {
    const [one, two] = several as [Finding, Finding];
    expect(text([one, { ...two, ...change }]).match(/^(error|warning)\[/gm)).toHaveLength(2);
  });

  it('is told for each place when verbose', () => {
    expect(text(several, { verbose: true }).match(/ is bad/g)).toHaveLength(3);
  });
});

describe('a family', () => {
  const family = (count: number, path = (_: number) => 'go.mod') =>
    Array.from({ length: count }, (_, i) => finding('replace/target', `example.com/m${i}`, path(i), 10 + i));

  it('of more than 5 subjects in one file is one block', () => {
    expect(text(family(6)).match(/^warning\[/gm)).toHaveLength(1);
    expect(text(family(6))).toContain('also for: 5 more: example.com/m1 (line 11), example.com/m2 (line 12)');
  });

  it('of 5 is not', () => {
    expect(text(family(5)).match(/^warning\[/gm)).toHaveLength(5);
  });

  it('in several files is not, as long as there is room', () => {
    expect(text(family(8, (i) => `m${i}/go.mod`)).match(/^warning\[/gm)).toHaveLength(8);
  });

  it('counts the subjects that are not named', () => {
    expect(text(family(40))).toMatch(/also for: 39 more: [^=]* and 27\s+more\n/);
  });
});

describe('rules of one group about one subject on one line', () => {
  const spot = [
    finding('replace/target', 'example.com/a', 'go.mod', 9, { hint: 'remove it' }),
    finding('replace/unused', 'example.com/a', 'go.mod', 9, {
      level: 'error',
      hint: 'remove it',
      message: 'nobody needs it',
    }),
  ];

  it('are one block, led by the highest level, and each hint is told once', () => {
    const out = text(spot);
    expect(out).toMatch(/^error\[replace\/unused\]: nobody needs it\n/);
    expect(out).toContain('= also: warning[replace/target]: example.com/a');
    expect(out.match(/help: remove it/g)).toHaveLength(1);
    expect(out).toContain('fail: 1 error, 1 warning in');
  });

  it.each<[string, Partial<Finding>]>([
    ['another group', { rule: 'graph/banned' }],
    ['another subject', { subject: 'example.com/b' }],
    ['another line', { place: { ...spot[1]!.place, start: { line: 8, column: 2 } } }],
  ])('of %s are not', (_name, change) => {
    expect(text([spot[0]!, { ...spot[1]!, ...change }]).match(/^(error|warning)\[/gm)).toHaveLength(2);
  });
});

describe('folds', () => {
  const told = (findings: readonly Finding[], family = 2) =>
    foldFindings(findings, { family, acrossFiles: false }).map(({ lead, elsewhere, alike }) => ({
      lead: lead.lead.subject,
      also: lead.also.map(({ rule }) => rule),
      elsewhere: elsewhere.map((spot) => spot.lead.place.path),
      alike: alike.map((fold) => fold.lead.lead.subject),
    }));
  const same = (rule: string, subject: string, path: string, line: number, more: Partial<Finding> = {}) =>
    finding(rule, subject, path, line, { message: `${subject} is bad`, ...more });

  it('come in the order of their first findings', () => {
    const findings = [
      same('graph/a', 'x', 'go.mod', 1),
      same('sum/b', 'y', 'go.mod', 2),
      same('graph/a', 'z', 'go.mod', 3),
      same('sum/b', 'y', 'api/go.mod', 2),
      same('env/c', 'w', 'go.mod', 4),
    ];
    const nothing = { also: [], elsewhere: [], alike: [] };
    expect(told(findings)).toEqual([
      { ...nothing, lead: 'x', alike: ['z'] },
      { ...nothing, lead: 'y', elsewhere: ['api/go.mod'] },
      { ...nothing, lead: 'w' },
    ]);
    expect(told(findings, 3).map(({ lead }) => lead)).toEqual(['x', 'y', 'z', 'w']);
  });

  it('are led by the first of the highest level', () => {
    const spot = (['note', 'warning', 'warning'] as const).map((level, i) =>
      same(`graph/r${i}`, 'x', 'go.mod', 1, { level }),
    );
    const [fold] = foldFindings(spot, { family: 2, acrossFiles: false });
    expect(fold!.lead).toEqual({ lead: spot[1], also: [spot[0], spot[2]] });
  });

  it.each<[string, Partial<Finding>, number]>([
    ['a group whose name ends alike', { rule: 'raph/a', place: finding('', 'x', 'go.mod', 1).place }, 2],
    ['facts of the same day', { asOf: '2026-11-03T09:00:00Z' }, 1],
    ['facts of another day', { asOf: '2026-11-04T06:00:00Z' }, 2],
    ['facts of no day', {}, 2],
    ['another state', { asOf: '2026-11-03T09:00:00Z', state: 'waived' }, 2],
  ])('%s: %#', (_, more, count) => {
    const first = same('graph/a', 'x', 'go.mod', 1, { asOf: '2026-11-03T06:00:00Z' });
    const { asOf: _asOf, ...second } = same('graph/a', 'x', 'api/go.mod', 1);
    expect(told([first, { ...second, ...more }])).toHaveLength(count);
  });
});

describe('a repository of 40 modules with 300 findings', () => {
  const rules = ['graph/banned', 'graph/incompatible', 'license/policy', 'freshness/stale', 'sum/missing'];
  const findings = Array.from({ length: 300 }, (_, i) =>
    finding(rules[i % 5]!, `example.com/s${i % 90}`, `m${i % 40}/go.mod`, 3 + i, {
      level: (['error', 'warning', 'note'] as const)[i % 3]!,
      // Every one says something else, so that nothing folds.
      ...(i % 2 === 0 && {
        message: `sentence ${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10) % 10]}${'uvw'[Math.floor(i / 100)]}`,
      }),
      hint: 'do something about it',
    }),
  );
  const big: Report = {
    ...clean,
    modules: Array.from({ length: 40 }, (_, i) => ({
      dir: `m${i}`,
      file: `m${i}/go.mod`,
      path: `example.com/m${i}`,
      graph: 'loaded',
      modules: 9,
    })),
    findings,
  };

  it.each([80, 120])('has at most 150 lines at %i columns, and counts what it does not show', (width) => {
    const out = renderText(big, { color: false, width });
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES);
    const hidden = Number(/^(\d+) more findings? not shown/m.exec(out)?.[1]);
    expect(hidden).toBeGreaterThan(0);
    const prose = out.replaceAll(/\s+/g, ' ');
    const table = prose.slice(prose.indexOf('By rule:'), prose.indexOf('To accept'));
    const sum = (pattern: RegExp) => [...table.matchAll(pattern)].reduce((all, m) => all + Number(m[1]), 0);
    expect(sum(/\/[\w-]+ (\d+)/g)).toBe(300);
    expect(sum(/\((\d+) not shown\)/g)).toBe(hidden);
    expect(out).toMatch(/^fail: 100 errors, 100 warnings, 100 notes in 40 modules/m);
  });
});

describe('properties of random reports', () => {
  it('every finding is in exactly one fold, and JSON has all of them in order', () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 2, max: 6 }), fc.boolean(), (random, family, acrossFiles) => {
        const before = structuredClone(random.findings);
        const folded = foldFindings(random.findings, { family, acrossFiles }).flatMap(findingsIn);
        const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
        expect(ids(folded).sort()).toEqual(ids(random.findings).sort());
        renderText(random, plain);
        expect(ids(jsonReport(random).findings)).toEqual(ids(before));
      }),
    );
  });

  it('has no line wider than the terminal but for a word that is', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1, maxLength: 40 }), (words) => {
        const out = text([finding('graph/banned', 'example.com/a', 'go.mod', 1, { message: words.join(' ') })], {
          width: 60,
        });
        for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
        expect(out.slice(0, out.indexOf('-->')).split(/\s+/).slice(1, -1)).toEqual(words);
      }),
    );
  });
});

describe('gaps', () => {
  const gap = (module: string, subject = 'example.com/a@v1.0.0'): Gap => ({ ...report.gaps[0]!, module, subject });

  it('name a subject once, with the modules', () => {
    const gaps = ['', 'api', 'tools'].map((dir) => gap(dir));
    const out = renderText({ ...clean, gaps }, { color: false, width: 200 });
    expect(out).toContain('example.com/a@v1.0.0 (in ., api, tools) (');
    expect(out).toContain('; 3 not checked (');
  });

  it('count the modules that are not named', () => {
    const gaps = Array.from({ length: 9 }, (_, i) => gap(`m${i}`));
    expect(renderText({ ...clean, gaps }, { color: false, width: 200 })).toContain('(in m0, m1, m2 and 6 more)');
  });
});

it.each([
  ['example.com/a v1.2.0 is bad', 'example.com/b v0.1.0-rc.1+incompatible is bad', true],
  ['a is deprecated: "use b"', 'a is deprecated: "do not use"', true],
  ['no release since 2022-03-09, 4 years and 8 months ago', 'no release since 2020-01-02, 1 year ago', true],
  [
    'in use in 2 versions: a/v1 v1.0.0, a/v2 v2.0.0',
    'in use in 3 versions: a/v1 v1.0.0, a/v2 v2.0.0, a/v3 v3.0.0',
    true,
  ],
  ['a v1.0.0 is banned', 'a v1.0.0 is retracted', false],
])('the shape of %j and of %j', (a, b, same) => {
  expect(messageShape(a, 'a') === messageShape(b, 'a')).toBe(same);
});
