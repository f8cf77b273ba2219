/**
 * The GitHub Action: inputs to arguments of `check`, its report to outputs. The runner hands inputs in variables (`INPUT_FAIL-ON`) and
 * reads outputs from a file.
 */
import { join } from 'node:path';
import { readJsonReport } from '../../report/read-json.ts';
import { summaryOf } from '../../report/text/summary.ts';

/** As action.yml declares them, with what they are where they are left out. */
export const INPUTS = {
  path: '.',
  policy: '',
  preset: '',
  base: '',
  'fail-on': 'error',
  'sarif-file': 'modwarden.sarif',
  'sarif-category': '',
  formats: '',
  summary: 'true',
  offline: 'false',
} as const satisfies Readonly<Record<string, string>>;

export type InputName = keyof typeof INPUTS;

export const OUTPUTS = ['verdict', 'errors', 'warnings', 'notes', 'gaps', 'sarif-file', 'report-file'] as const;

const VERDICTS: Readonly<Record<number, string>> = { 0: 'pass', 1: 'fail', 2: 'policy-error', 3: 'incomplete' };

export interface ActionHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs modwarden with its output shown; gives the exit code. */
  readonly check: (args: readonly string[]) => number;
  /** The text of a file; undefined where there is none. */
  readonly read: (file: string) => string | undefined;
  /** Adds lines to the runner's file of outputs. */
  readonly append: (file: string, text: string) => void;
}

/** Gives the exit code of the step: that of `check`. Throws for an input that it cannot use. */
export async function runAction({ env, check, read, append }: ActionHost): Promise<number> {
  const input = (name: InputName) => env[`INPUT_${name.toUpperCase()}`]?.trim() || INPUTS[name];
  const reportFile = join(env.RUNNER_TEMP || '.', 'modwarden-report.json');
  const code = check([...argumentsOf(input, env), '--format', `json=${reportFile}`, '--format', 'github']);
  const text = read(reportFile);
  const stored = text === undefined ? undefined : await readJsonReport(text);
  const sums = stored === undefined || 'problem' in stored ? undefined : summaryOf(stored.report);
  const outputs: Readonly<Record<(typeof OUTPUTS)[number], string | number>> = {
    verdict: VERDICTS[code] ?? 'fault',
    errors: sums?.errors ?? '',
    warnings: sums?.warnings ?? '',
    notes: sums?.notes ?? '',
    gaps: sums?.gaps ?? '',
    'sarif-file': sums === undefined ? '' : input('sarif-file'),
    'report-file': sums === undefined ? '' : reportFile,
  };
  if (env.GITHUB_OUTPUT)
    append(env.GITHUB_OUTPUT, OUTPUTS.map((name) => `${name}=${oneLine(name, String(outputs[name]))}\n`).join(''));
  return code;
}

function argumentsOf(
  input: (name: InputName) => string,
  { GITHUB_STEP_SUMMARY: summary }: ActionHost['env'],
): string[] {
  const given = (name: InputName, option: string) => (input(name) === '' ? [] : [`--${option}=${input(name)}`]);
  const files = input('formats').split(/\s+/);
  for (const format of files.filter((one) => one !== '' && !one.includes('=')))
    throw new Error(`formats: expected FORMAT=FILE, got ${JSON.stringify(format)}`);
  return [
    'check',
    ...given('policy', 'policy'),
    ...given('preset', 'preset'),
    ...given('base', 'base'),
    ...given('fail-on', 'fail-on'),
    ...given('sarif-category', 'sarif-category'),
    ...(input('offline') === 'true' ? ['--offline'] : []),
    ...[`sarif=${input('sarif-file')}`, ...files.filter((one) => one !== '')].flatMap((one) => ['--format', one]),
    ...(input('summary') === 'true' && summary ? ['--format', `markdown=${summary}`] : []),
    // A path may begin with a dash.
    `./${input('path')}`.replace(/^\.\/(?=\/|[A-Za-z]:)/, ''),
  ];
}

/** A line end would make an output of its own. */
function oneLine(name: string, value: string): string {
  if (/[\r\n]/.test(value)) throw new Error(`${name}: expected one line, got ${JSON.stringify(value)}`);
  return value;
}
