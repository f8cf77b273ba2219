import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { INPUTS, OUTPUTS, runAction } from '../../../src/commands/action/run-action.ts';
import { renderJson } from '../../../src/report/json.ts';
import { report } from '../../report/fixture.ts';

async function run(env: Readonly<Record<string, string>>, code = 0, text = renderJson(report) as string) {
  const ran: string[][] = [];
  let written = '';
  const ended = await runAction({
    env: { RUNNER_TEMP: '/tmp/r', GITHUB_OUTPUT: '/out', GITHUB_STEP_SUMMARY: '/sum', ...env },
    check: (args) => {
      ran.push([...args]);
      return code;
    },
    read: () => text || undefined,
    append: (_, lines) => {
      written += lines;
    },
  });
  return {
    code: ended,
    args: ran[0]!.join(' '),
    outputs: Object.fromEntries(
      written
        .trimEnd()
        .split('\n')
        .map((l) => l.split('=')),
    ),
  };
}

it('action.yml declares what is read and written', () => {
  const { inputs, outputs, runs } = parse(readFileSync('action.yml', 'utf8'));
  expect(
    Object.fromEntries(Object.entries(inputs).map(([name, i]) => [name, (i as { default?: string }).default ?? ''])),
  ).toEqual(INPUTS);
  expect(Object.keys(outputs)).toEqual(OUTPUTS);
  expect(runs).toEqual({ using: 'node24', main: 'dist/action.cjs' });
});

it('runs a check with annotations, SARIF, a summary and a report', async () => {
  const { code, args, outputs } = await run({}, 1);
  expect(args).toBe(
    'check --fail-on=error --format sarif=modwarden.sarif --format markdown=/sum ./. --format json=/tmp/r/modwarden-report.json --format github',
  );
  expect([code, outputs]).toEqual([
    1,
    {
      verdict: 'fail',
      errors: '3',
      warnings: '1',
      notes: '1',
      gaps: '5',
      'sarif-file': 'modwarden.sarif',
      'report-file': '/tmp/r/modwarden-report.json',
    },
  ]);
});

it('takes its inputs', async () => {
  const { args } = await run({
    INPUT_PATH: '-x',
    INPUT_POLICY: 'p.yaml',
    'INPUT_FAIL-ON': 'warning',
    INPUT_FORMATS: 'junit=a.xml\n  csv=b.csv\n',
    INPUT_SUMMARY: 'false',
    INPUT_OFFLINE: 'true',
  });
  expect(args).toContain(
    'check --policy=p.yaml --fail-on=warning --offline --format sarif=modwarden.sarif --format junit=a.xml --format csv=b.csv ./-x ',
  );
});

it('an absolute path stays absolute', async () => {
  expect((await run({ INPUT_PATH: '/w/repo' })).args).toContain(' /w/repo ');
});

it('without a report has no figures, and says what the exit code means', async () => {
  expect((await run({}, 2, '')).outputs).toMatchObject({ verdict: 'policy-error', errors: '', 'sarif-file': '' });
  expect((await run({}, 3)).outputs).toMatchObject({ verdict: 'incomplete' });
  expect((await run({}, 70, '{')).outputs).toMatchObject({ verdict: 'fault', errors: '' });
});

it.each([
  [{ INPUT_FORMATS: 'junit' }, 'formats: expected FORMAT=FILE, got "junit"'],
  [{ 'INPUT_SARIF-FILE': 'a\nverdict=pass' }, 'sarif-file: expected one line, got "a\\nverdict=pass"'],
])('%j is refused', async (env, message) => {
  await expect(run(env)).rejects.toThrow(message);
});

it('takes its other inputs, and trims each', async () => {
  const { args } = await run({
    INPUT_PRESET: ' strict ',
    INPUT_BASE: 'main',
    'INPUT_SARIF-FILE': 'x.sarif',
    'INPUT_SARIF-CATEGORY': 'deps',
    INPUT_PATH: 'C:/w',
  });
  expect(args).toBe(
    'check --preset=strict --base=main --fail-on=error --sarif-category=deps --format sarif=x.sarif --format markdown=/sum C:/w --format json=/tmp/r/modwarden-report.json --format github',
  );
});

it('works outside of a runner', async () => {
  const { args, outputs } = await run({ RUNNER_TEMP: '', GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' });
  expect(args).toBe(
    'check --fail-on=error --format sarif=modwarden.sarif ./. --format json=modwarden-report.json --format github',
  );
  expect(outputs).toEqual({ '': undefined });
});

it.each([
  [0, 'pass'],
  [1, 'fail'],
  [2, 'policy-error'],
  [3, 'incomplete'],
  [4, 'fault'],
])('exit code %i is %s', async (code, verdict) => {
  expect((await run({}, code)).outputs).toMatchObject({ verdict, 'sarif-file': 'modwarden.sarif' });
});

it('without a report names no files', async () => {
  expect((await run({}, 2, '')).outputs).toEqual({
    verdict: 'policy-error',
    errors: '',
    warnings: '',
    notes: '',
    gaps: '',
    'sarif-file': '',
    'report-file': '',
  });
});
