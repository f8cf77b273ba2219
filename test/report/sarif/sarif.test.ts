import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding, Gap, Report } from '../../../src/model/report.ts';
import { renderSarif } from '../../../src/report/sarif/sarif.ts';
import { validatorOutput } from '../../support/sarif-validator.ts';
import { reports } from '../arbitrary.ts';
import { checkUpload } from '../code-scanning.ts';
import { clean, report } from '../fixture.ts';

const banned = report.findings[2]!;

function runOf(report: Report, options = {}): Run {
  return (JSON.parse(renderSarif(report, options)) as Log).runs[0]!;
}
function only(change: Partial<Finding>): Result {
  return runOf({ ...clean, findings: [{ ...banned, ...change }] }).results![0]!;
}
function counted(run: Run): number {
  return run.results!.reduce((sum, r) => sum + r.properties!.findings, 0);
}
const hash = (r: Result) => r.partialFingerprints!.primaryLocationLineHash!;

test('the fixture as SARIF', async () => {
  await expect(renderSarif(report)).toMatchFileSnapshot('../golden/report.sarif.golden');
});

test('what code scanning enforces', () => {
  for (const each of [report, clean]) expect(checkUpload(renderSarif(each))).toEqual([]);
  expect(checkUpload(renderSarif(report, { suppressed: true }), { suppressed: true })).toEqual([]);
});

test('a clean run has a run, all rules and an empty list of results', () => {
  const run = runOf(clean);
  expect(run.results).toEqual([]);
  expect(run.tool.driver.rules!.map((r) => r.id)).toEqual(report.rules.map((r) => r.id));
  expect(run.invocations).toEqual([{ executionSuccessful: true }]);
  expect(run.automationDetails).toBeUndefined();
});

describe('results', () => {
  test('waived and baselined findings are left out, or suppressed on demand', () => {
    expect(counted(runOf(report))).toBe(5);
    const all = runOf(report, { suppressed: true });
    expect(counted(all)).toBe(7);
    const suppressed = all.results!.filter((r) => r.suppressions !== undefined);
    expect(suppressed.map((r) => [r.ruleId, r.suppressions![0]!.kind, r.suppressions![0]!.justification])).toEqual([
      ['replace/local-path', 'external', 'until the SDK is public'],
      ['graph/duplicate-majors', 'external', 'in the baseline'],
    ]);
    expect(suppressed[0]!.suppressions![0]!.location?.physicalLocation?.artifactLocation?.uri).toBe('.modwarden.yaml');
  });

  test('shows ways of at most 1000 steps in all, each of them whole', () => {
    const way = (name: string, steps: number): Finding => ({
      ...banned,
      id: `mw1:${name.repeat(32)}`,
      module: undefined,
      trail: Array.from({ length: steps }, (_, i) => ({ path: `example.com/${name}${i}`, version: 'v1.0.0' })),
    });
    const stepsOf = (...steps: number[]) =>
      runOf({ ...clean, modules: [], findings: steps.map((n, i) => way('abcd'[i]!, n)) }).results![0]!.codeFlows?.map(
        (flow) => flow.threadFlows[0]!.locations.length,
      );
    expect(stepsOf(400, 600)).toEqual([400, 600]);
    expect(stepsOf(400, 601)).toEqual([400]);
    // What does not fit ends it: which ways are shown does not depend on their length.
    expect(stepsOf(400, 601, 5)).toEqual([400]);
    expect(stepsOf(1001)).toEqual(undefined);
    expect(stepsOf(0, 3)).toEqual([3]);
  });

  test('a step is at the line of the repository that requires it, else at that of the finding', () => {
    const line = (path: string, line: number) => ({ path, start: { line, column: 1 }, end: { line, column: 20 } });
    const steps = [
      { path: 'example.com/here', version: 'v0.0.0' },
      { path: 'example.com/near', version: 'v1.0.0', place: line('lib/go.mod', 9) },
      { path: 'example.com/out', version: 'v1.0.0', place: line('../other/go.mod', 3) },
      { path: 'example.com/far', version: 'v1.0.0' },
    ];
    const [result] = runOf({ ...clean, modules: [], findings: [{ ...banned, module: undefined, trail: steps }] })
      .results!;
    const own = `${banned.place.path}:${banned.place.start.line}`;
    expect(
      result!.codeFlows![0]!.threadFlows[0]!.locations.map(({ location }) => {
        const { artifactLocation, region } = location!.physicalLocation!;
        return `${artifactLocation!.uri}:${region!.startLine}`;
      }),
    ).toEqual([own, 'lib/go.mod:9', own, own]);
  });

  test('a waiver beside the line is one in the source', () => {
    const waiver = { reason: 'ours', until: '2027-01-01', place: banned.place };
    const run = runOf({ ...clean, findings: [{ ...banned, state: 'waived', waiver }] }, { suppressed: true });
    expect(run.results![0]!.suppressions).toMatchObject([
      { kind: 'inSource', status: 'accepted', justification: 'ours' },
    ]);
  });

  test('findings of one rule on one line are one result, of the worst level, by the identity of the line', () => {
    const [first, second] = [report.findings[3]!, report.findings[4]!];
    const own: Finding = {
      ...first,
      id: `mw1:${'f'.repeat(32)}`,
      subject: 'example.com/ledger',
      level: 'note',
      trail: [],
    };
    const run = runOf({ ...clean, findings: [first, own, second] });
    expect(run.results).toHaveLength(1);
    expect(run.results![0]).toMatchObject({
      level: 'error',
      properties: { findings: 3, identities: [own.id, first.id, second.id] },
    });
    expect(hash(run.results![0]!)).toBe(`${'f'.repeat(16)}:1`);
    expect(run.results![0]!.message.text).toContain(
      'Also on this line: example.com/gpl-tools@v0.3.1, example.com/lgpl-math@v2.0.0+incompatible.',
    );
  });

  test('one alert stands for all that comes in through a line, whatever comes and goes', () => {
    const lineId = `mw1:${'9'.repeat(32)}`;
    const [first, second] = [report.findings[3]!, report.findings[4]!].map((f): Finding => ({ ...f, lineId }));
    const hashes = [[first!, second!], [first!], [second!]].map((findings) =>
      hash(runOf({ ...clean, findings }).results![0]!),
    );
    expect(new Set(hashes)).toEqual(new Set([`${'9'.repeat(16)}:1`]));
  });

  test('two lines never share a fingerprint, though both name one module', () => {
    const own = { ...banned, place: { ...banned.place, path: 'z/go.mod' } };
    const through = ['a', 'b'].map(
      (c): Finding => ({
        ...report.findings[3]!,
        rule: banned.rule,
        id: `mw1:${c.repeat(32)}`,
        lineId: banned.id,
        place: { ...banned.place, path: `${c}/go.mod` },
      }),
    );
    const sarif = renderSarif({ ...clean, findings: [...through, own] });
    expect(checkUpload(sarif)).toEqual([]);
    expect((JSON.parse(sarif) as Log).runs[0]!.results!.map(hash)).toEqual(
      ['a', 'b', '1'].map((c) => `${c.repeat(16)}:1`),
    );
  });

  test('a message has one line, no control characters and no links but ours', () => {
    const related = [{ place: { ...banned.place, path: 'go.work' }, message: 'see [here](3)' }];
    const { message, relatedLocations } = only({
      message: 'a [link](https://evil.example)\nb \u001b[31m {0} \udc80',
      hint: undefined as never,
      related,
    });
    expect(message.text).toBe(
      'a [link] (https://evil.example) b \\u{1b}[31m { 0} \ufffd. See [go.work:6](1): see [here] (3).',
    );
    expect(relatedLocations).toMatchObject([
      { id: 1, physicalLocation: { artifactLocation: { uri: 'go.work' } }, message: { text: 'see [here] (3)' } },
    ]);
  });

  test('a path that could be read as link syntax is no link', () => {
    const { message } = only({ related: [{ place: { ...banned.place, path: 'a](1)[b/go.mod' }, message: 'there' }] });
    expect(message.text).toMatch(/See a\] \(1\)\[b\/go\.mod:6: there\.$/);
  });

  test('a message is never empty', () => {
    expect(only({ message: ' \n ', hint: undefined as never }).message.text).toBe('Banned module.');
  });

  test.each([
    ['a blank', 'a b/go.mod', 'a%20b/go.mod'],
    ['a first segment that reads as a scheme', 'c:x/go.mod', 'c%3Ax/go.mod'],
    ['letters beyond ASCII', 'täst/go.mod', 't%C3%A4st/go.mod'],
    ['percent, hash, question mark', 'a%20#b?/go.mod', 'a%2520%23b%3F/go.mod'],
    ['a backslash', 'a\\b/go.mod', 'a%5Cb/go.mod'],
    ['a byte that is not UTF-8', 'a\udcff/go.mod', 'a%FF/go.mod'],
  ])('uri: %s', (_name, path, uri) => {
    expect(only({ place: { ...banned.place, path } }).locations![0]!.physicalLocation!.artifactLocation!.uri).toBe(uri);
  });

  test.each<[string, Partial<Finding>, string]>([
    ['its anchor', { anchor: { ...banned.place, path: 'go.work' } }, 'go.work'],
    ['the line of the policy', {}, '.modwarden.yaml'],
    ['go.mod of its module', { policy: undefined as never }, 'services/payments/go.mod'],
    ['the first go.mod', { policy: undefined as never, module: undefined }, 'go.mod'],
  ])('what is found outside the repository stands at %s, and says so', (_name, change, uri) => {
    for (const path of ['/tmp/go-env.txt', '../go-env.txt', 'C:\\go-env.txt', '']) {
      const { locations, message } = only({ place: { ...banned.place, path }, ...change });
      expect(locations![0]!.physicalLocation!.artifactLocation!.uri).toBe(uri);
      expect(message.text).toContain(`Found at ${path.replaceAll('\\', '\\')}:6.`);
    }
  });

  test('a place that spans lines is cut to its first line', () => {
    const place = { path: 'go.mod', start: { line: 3, column: 1 }, end: { line: 9, column: 2 } };
    expect(only({ place, snippet: 'require (' }).locations![0]!.physicalLocation!.region).toEqual({
      startLine: 3,
      startColumn: 1,
      endLine: 3,
      endColumn: 10,
    });
  });

  test('the trail is a code flow that starts at the main module', () => {
    const { codeFlows } = only({ trail: report.findings[3]!.trail });
    expect(
      codeFlows![0]!.threadFlows[0]!.locations.map((l) => [
        l.location!.message!.text,
        l.location!.physicalLocation!.region!.startLine,
      ]),
    ).toEqual([
      ['example.com/shop/services/payments', 1],
      ['example.com/ledger@v1.4.0', 6],
      ['example.com/gpl-tools@v0.3.1', 6],
    ]);
  });

  test('code scanning keeps 5000: the most severe are kept, and what is left out is said', () => {
    const findings = Array.from(
      { length: 5003 },
      (_, i): Finding => ({
        ...banned,
        level: i === 5002 ? 'error' : 'note',
        id: `mw1:${i.toString(16).padStart(16, '0').padEnd(32, '0')}`,
        place: { ...banned.place, start: { line: i + 1, column: 1 }, end: { line: i + 1, column: 2 } },
      }),
    );
    const sarif = renderSarif({ ...clean, findings });
    expect(checkUpload(sarif)).toEqual([]);
    const run = (JSON.parse(sarif) as Log).runs[0]!;
    expect(run.results).toHaveLength(5000);
    expect(run.results![0]!.level).toBe('error');
    expect(run.properties).toMatchObject({ findings: 5003, omitted: 4 });
    expect(run.invocations![0]!.toolExecutionNotifications![0]!.message.text).toBe(
      '4 of the least severe results, with 4 findings, are omitted.',
    );
  });
});

describe('the run', () => {
  const gap = (fails: boolean): Gap => ({ ...report.gaps[0]!, fails });
  test.each<[string, Partial<Report>, boolean]>([
    ['findings alone', { findings: report.findings }, true],
    ['a gap that is only reported', { gaps: [gap(false)] }, true],
    ['a gap that fails', { gaps: [gap(true)] }, false],
    ['a policy error', { problems: report.problems }, false],
    ['a partial run', { partial: 'only what is staged' }, false],
  ])('successful or not: %s', (_name, change, successful) => {
    expect(runOf({ ...clean, ...change }).invocations![0]!.executionSuccessful).toBe(successful);
  });

  test('a category, with one slash', () => {
    expect(runOf(clean, { category: 'modules' }).automationDetails).toEqual({ id: 'modules/' });
    expect(runOf(clean, { category: 'modules/' }).automationDetails).toEqual({ id: 'modules/' });
  });

  test('gaps and policy errors are notifications, gaps add up', () => {
    const notes = runOf(report).invocations![0]!.toolExecutionNotifications!;
    expect(notes.map((n) => [n.level, n.message.text])).toEqual([
      ['error', 'Policy error: unknown rule graph/baned. Help: did you mean graph/banned?'],
      [
        'error',
        'license/policy could not check git.corp.example/pay@v1.0.0 (private: must not be asked of a public proxy).',
      ],
      [
        'note',
        'freshness/stale could not check example.com/ledger, github.com/go-chi/chi, github.com/go-chi/chi/v5, github.com/pkg/errors (offline: no fact source).',
      ],
    ]);
    expect(notes.reduce((sum, n) => sum + (n.properties?.gaps ?? 0), 0)).toBe(report.gaps.length);
  });
});

describe('properties of random reports', () => {
  test('code scanning takes them, and the findings add up', () => {
    fc.assert(
      fc.property(reports, (random) => {
        expect(checkUpload(renderSarif(random))).toEqual([]);
        expect(checkUpload(renderSarif(random, { suppressed: true }), { suppressed: true })).toEqual([]);
        expect(counted(runOf(random))).toBe(random.findings.filter((f) => f.state === 'new').length);
        expect(counted(runOf(random, { suppressed: true }))).toBe(random.findings.length);
      }),
    );
  });

  test('the order of findings does not matter', () => {
    fc.assert(
      fc.property(reports, (random) => {
        expect(renderSarif({ ...random, findings: random.findings.toReversed() })).toBe(renderSarif(random));
      }),
    );
  });

  test('fingerprints stay when lines move, versions change and messages are reworded', () => {
    const hashes = (r: Report) => runOf(r).results!.map(hash).sort();
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 99 }), (random, by) => {
        const moved = random.findings.map((f): Finding => {
          const down = (p: Finding['place']) => ({
            ...p,
            start: { ...p.start, line: p.start.line + by },
            end: { ...p.end, line: p.end.line + by },
          });
          return {
            ...f,
            place: down(f.place),
            ...(f.anchor && { anchor: down(f.anchor) }),
            version: 'v9.9.9',
            message: 'other words',
            trail: f.trail.map((m) => ({ ...m, version: 'v3.0.0' })),
          };
        });
        expect(hashes({ ...random, findings: moved })).toEqual(hashes(random));
      }),
    );
  });
});

const schemaPath = process.env.MODWARDEN_SARIF_SCHEMA;
describe.skipIf(schemaPath === undefined)(
  'the schema of SARIF 2.1.0 (skipped unless MODWARDEN_SARIF_SCHEMA names it)',
  () => {
    test('fixtures and random reports are valid', () => {
      const ajv = new Ajv2020({ strict: false });
      addFormats.default(ajv);
      const validate = ajv.compile(JSON.parse(readFileSync(schemaPath!, 'utf8').replace(/^\ufeff/, '')));
      const valid = (r: Report, options = {}) =>
        expect(validate(JSON.parse(renderSarif(r, options))), JSON.stringify(validate.errors)).toBe(true);
      valid(clean, { category: 'x' });
      valid(report);
      expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
      fc.assert(fc.property(reports, fc.boolean(), (random, suppressed) => void valid(random, { suppressed })));
    });
  },
);

const multitool = process.env.MODWARDEN_SARIF_MULTITOOL;
describe.skipIf(multitool === undefined)(
  "Microsoft's validator with GitHub's rules (skipped unless MODWARDEN_SARIF_MULTITOOL names it)",
  () => {
    test.each([
      ['fixture', renderSarif(report)],
      ['clean', renderSarif(clean, { category: 'x' })],
      ['suppressed', renderSarif(report, { suppressed: true })],
      ['hostile', fc.sample(reports, { numRuns: 1, seed: 7 }).map((r) => renderSarif(r))[0]!],
    ])('%s', (_name, sarif) => {
      expect(validatorErrors(multitool!, sarif)).toEqual([]);
    });

    test('it does find errors', () => {
      expect(
        validatorErrors(multitool!, renderSarif(report).replace('"uri": "services/', '"uri": "/services/')),
      ).not.toEqual([]);
    });
  },
);

/** Its exit status is 0 even with errors, so its lines are read. */
function validatorErrors(multitool: string, sarif: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'modwarden-sarif-'));
  try {
    const file = join(folder, 'report.sarif');
    writeFileSync(file, sarif);
    const out = validatorOutput(multitool, [file]);
    expect(out).toMatch(/Analysis completed/);
    return out.split('\n').filter((line) => /\berror\b/.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
