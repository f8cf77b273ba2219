/** How long the report for people may be, and what it says of what it leaves out. */
import { describe, expect, it } from 'vitest';
import type { Finding, Gap, PolicyProblem, Report } from '../../../src/model/report.ts';
import { renderText, type TextOptions } from '../../../src/report/text/text.ts';
import { clean } from '../fixture.ts';

const letters = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

/** Each says something else, so that nothing folds: five lines, and a blank one. */
const findings = (count: number, more: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: count }, (_, i) => ({
    rule: 'graph/banned',
    level: 'error',
    id: `mw1:${i}`,
    state: 'new',
    subject: `s${i}`,
    module: '',
    message: `sentence ${letters(i)}`,
    related: [],
    trail: [],
    snippet: `s${i}`,
    place: { path: 'go.mod', start: { line: i + 1, column: 1 }, end: { line: i + 1, column: 3 } },
    ...more,
  }));
const problems = (count: number): PolicyProblem[] =>
  Array.from({ length: count }, (_, i) => ({ place: undefined, message: `problem ${i}` }));
const text = (more: Partial<Report>, options: Partial<TextOptions> = {}) =>
  renderText({ ...clean, ...more }, { color: false, ...options });
const matches = (pattern: RegExp, said: string) => said.match(pattern)?.length ?? 0;
const linesWith = (words: string, said: string) => said.split('\n').filter((line) => line.includes(words));

describe('findings', () => {
  it.each([
    [22, 0, 144, 0],
    [22, 1, 146, 0],
    [22, 2, 147, 1],
    [22, 3, 146, 2],
    [23, 0, 146, 2],
    [23, 1, 148, 2],
    [30, 0, 146, 16],
    [43, 0, 146, 42],
  ])('%d with %d policy errors take %d lines, %d of them short', (count, errors, lines, short) => {
    const out = text({ findings: findings(count), problems: problems(errors) });
    expect(matches(/^error\[/gm, out)).toBe(count);
    expect(out.split('\n')).toHaveLength(lines);
    expect(linesWith('without source lines', out)).toEqual(
      short === 0 ? [] : [`${short} of these without source lines and help: --verbose shows them in full`],
    );
    expect(out).not.toContain('not shown');
  });

  it.each([
    [44, '1 more finding not shown: --verbose shows more, --format json has them all'],
    [45, '2 more findings not shown: --verbose shows more, --format json has them all'],
  ])('are left out where even short ones have no room: of %d %s', (count, said) => {
    const out = text({ findings: findings(count) });
    expect(linesWith('not shown:', out)).toEqual([said]);
    expect(out).toContain(`  errors: graph/banned ${count} (${count - 43} not shown)\n`);
    expect(out.split('\n')).toHaveLength(148);
  });

  it('are a thousand at most where all is asked for', () => {
    const all = (count: number) => text({ findings: findings(count) }, { verbose: true });
    expect(matches(/^error\[/gm, all(1000))).toBe(1000);
    expect(all(1000)).not.toContain('not shown');
    expect(matches(/^error\[/gm, all(1001))).toBe(1000);
    expect(linesWith('not shown:', all(1001))).toEqual(['1 more finding not shown: --format json has them all']);
  });

  it('that a waiver or the baseline covers are shown where all is asked for only', () => {
    const covered = [...findings(1, { state: 'waived' }), ...findings(1, { state: 'baseline' })];
    expect(matches(/^\w+ error\[/gm, text({ findings: covered }, { verbose: true }))).toBe(2);
    expect(text({ findings: covered }, { width: 200 })).toBe(
      'pass: no findings in 3 modules; 1 waived; 1 in the baseline (policy .modwarden.yaml; elsewhere preset recommended)\n',
    );
  });
});

describe('policy errors', () => {
  it.each<[count: number, verbose: boolean, shown: number, more: string[]]>([
    [5, false, 5, []],
    [6, false, 5, ['1 more policy error not shown: --verbose shows more, --format json has them all']],
    [7, false, 5, ['2 more policy errors not shown: --verbose shows more, --format json has them all']],
    [7, true, 7, []],
    [1000, true, 1000, []],
    [1001, true, 1000, ['1 more policy error not shown: --format json has them all']],
  ])('of %d (verbose: %s) are %d', (count, verbose, shown, more) => {
    const out = text({ problems: problems(count) }, { verbose });
    expect(matches(/^policy error: problem \d+$/gm, out)).toBe(shown);
    expect(linesWith('not shown:', out)).toEqual(more);
  });
});

describe('gaps', () => {
  /** Of two subjects and two rules: three lines and a blank one. */
  const paragraph = (i: number, more: Partial<Gap> = {}) =>
    ['a', 'b'].flatMap((subject) =>
      ['x', 'y'].map(
        (name): Gap => ({
          rule: `g/${name}${i}`,
          module: '',
          subject,
          why: 'failed',
          detail: 'd',
          fails: false,
          hint: `hint ${i}`,
          ...more,
        }),
      ),
    );
  const gaps = (count: number, more: Partial<Gap> = {}) =>
    Array.from({ length: count }, (_, i) => paragraph(i, i === 0 ? more : {})).flat();

  it('have forty lines, and less words beyond that', () => {
    const ten = text({ gaps: gaps(10) });
    expect(matches(/^not checked: a, b \(failed: d\)$/gm, ten)).toBe(10);
    const fails = { gaps: gaps(10, { fails: true }) };
    expect(matches(/^not checked: a and 1 more \(failed: d\)$/gm, text(fails))).toBe(6);
    expect(matches(/^not checked: 16 more, for other reasons/gm, text(fails))).toBe(1);
    expect(matches(/^not checked: a, b \(failed: d\)$/gm, text(fails, { verbose: true }))).toBe(10);
  });
});

describe('the lines before the last', () => {
  const before = (more: Partial<Report>, options: Partial<TextOptions> = {}) =>
    text(more, { width: 200, ...options })
      .split('\n')
      .slice(0, -2);

  it.each<[Partial<Report>, string]>([
    [{ network: { requests: 0, cached: 1, bytes: 2 } }, '0 requests, 1 answer from the fact cache, 2 bytes received'],
    [{ network: { requests: 1, cached: 2, bytes: 1 } }, '1 request, 2 answers from the fact cache, 1 byte received'],
  ])('tell of the network where all is asked for: %j', (more, said) => {
    expect(before(more, { verbose: true })).toEqual([`network: ${said}`]);
    expect(before(more)).toEqual([]);
  });

  it.each<[files: string[], verbose: boolean, said: string[]]>([
    [[], false, []],
    [['a'], false, ['1 other modfile not checked: a; include it with modules.include in the policy']],
    [
      ['a', 'b', 'c'],
      false,
      ['3 other modfiles not checked: a, b, c; include them with modules.include in the policy'],
    ],
    [
      ['a', 'b', 'c', 'd'],
      false,
      ['4 other modfiles not checked: a, b, c and 1 more; include them with modules.include in the policy'],
    ],
    [
      ['a', 'b', 'c', 'd'],
      true,
      ['4 other modfiles not checked: a, b, c, d; include them with modules.include in the policy'],
    ],
  ])('name other modfiles: %j (verbose: %s)', (otherModfiles, verbose, said) => {
    const { network: _, ...rest } = clean;
    expect(
      renderText({ ...rest, otherModfiles }, { color: false, width: 200, verbose })
        .split('\n')
        .slice(0, -2),
    ).toEqual(said);
  });

  it('tell of findings of the baseline that are fixed', () => {
    const fixed = (count?: number) =>
      before({ baseline: { path: 'b', recorded: 9, ...(count !== undefined && { fixed: count }) } });
    expect([fixed(), fixed(0)]).toEqual([[], []]);
    expect(fixed(1)).toEqual(['1 finding of the baseline is fixed: remove with modwarden baseline --prune']);
    expect(fixed(2)).toEqual(['2 findings of the baseline are fixed: remove with modwarden baseline --prune']);
  });

  it('tell of what could not be checked at the base', () => {
    const base = (unchecked: number) => before({ base: { rev: 'main', commit: 'abc', unchecked } });
    expect(base(0)).toEqual([]);
    expect(base(1)).toEqual(['1 thing could not be checked at main: findings of it may count as new here']);
    expect(base(2)).toEqual(['2 things could not be checked at main: findings of it may count as new here']);
  });

  it('come in one order, a paragraph of their own', () => {
    const out = text(
      {
        otherModfiles: ['a'],
        baseline: { path: 'b', recorded: 9, fixed: 1 },
        base: { rev: 'main', commit: 'abc', unchecked: 1 },
        findings: findings(1),
      },
      { verbose: true, width: 200 },
    );
    expect(out.slice(out.indexOf('network'))).toBe(
      [
        'network: 3 requests, 40 answers from the fact cache, 1234 bytes received',
        '1 other modfile not checked: a; include it with modules.include in the policy',
        '1 finding of the baseline is fixed: remove with modwarden baseline --prune',
        '1 thing could not be checked at main: findings of it may count as new here',
        'To accept a finding for 90 days, add it to .modwarden.yaml, for example:',
        '  waivers:',
        '    - rule: graph/banned',
        '      subject: s0',
        '      reason: why this is accepted',
        '      until: 2027-02-19',
        'More about a rule: modwarden explain graph/banned',
        'fail: 1 error in 3 modules (policy .modwarden.yaml; elsewhere preset recommended)',
        '',
      ].join('\n'),
    );
  });

  it('fold where they are too long, but for what is to be pasted', () => {
    const subject = 'word '.repeat(20).trim();
    const out = text(
      { findings: findings(1, { subject }), otherModfiles: ['a'.repeat(30), 'b'.repeat(30)] },
      { width: 60 },
    );
    expect(out.slice(out.indexOf('2 other'))).toBe(
      [
        '2 other modfiles not checked:',
        `${'a'.repeat(30)},`,
        `${'b'.repeat(30)}; include them with`,
        'modules.include in the policy',
        'To accept a finding for 90 days, add it to .modwarden.yaml,',
        'for example:',
        '  waivers:',
        '    - rule: graph/banned',
        `      subject: ${subject}`,
        '      reason: why this is accepted',
        '      until: 2027-02-19',
        'More about a rule: modwarden explain graph/banned',
        'fail: 1 error in 3 modules',
        '    (policy .modwarden.yaml; elsewhere preset recommended)',
        '',
      ].join('\n'),
    );
  });
});

describe('where nothing else is said', () => {
  it('a line has 120 columns, and never less than 40', () => {
    const wide = text({ findings: findings(1, { message: 'x '.repeat(90).trim() }) });
    expect(wide.split('\n')[0]).toBe(`error[graph/banned]: ${'x '.repeat(50).trim()}`);
    const narrow = (width: number) => text({ findings: findings(1, { message: 'x '.repeat(90).trim() }) }, { width });
    expect(narrow(1)).toBe(narrow(40));
    expect(narrow(41)).not.toBe(narrow(40));
  });

  it('a run fails from errors on', () => {
    const warned = { findings: findings(1, { level: 'warning' }) };
    expect(text(warned)).toContain('pass: 1 warning');
    expect(text(warned, { failOn: 'warning' })).toContain('fail: 1 warning');
    expect(text({ findings: findings(1) })).toContain('fail: 1 error');
  });
});

it('is painted, each part in its style', () => {
  const out = text(
    {
      findings: findings(44),
      problems: problems(6),
      baseline: { path: 'b', recorded: 9, fixed: 1 },
      base: { rev: 'main', commit: 'abc', unchecked: 1 },
    },
    { color: true },
  );
  const styleOf = (words: string) => {
    const [line] = linesWith(words, out);
    return /^\u001b\[([\d;]+)m.*\u001b\[0m$/.exec(line ?? '')?.[1];
  };
  expect(
    [
      'policy error not shown',
      'findings not shown: ',
      'without source lines',
      'of the baseline is fixed',
      'could not be checked at main',
      'To accept',
      '    - rule: ',
      'More about',
    ].map(styleOf),
  ).toEqual(['1', '1', '1', '2', '1;35', '2', '2', '2']);
  expect(text({}, { color: true, verbose: true })).toMatch(/^\u001b\[2mnetwork: 3 requests.*\u001b\[0m\n/);
});
