import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertsOf } from '../../../src/report/alerts.ts';
import { renderGitHub } from '../../../src/report/ci/github.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

interface Command {
  readonly name: string;
  readonly properties: Record<string, string>;
  readonly message: string;
}

/** Written from what GitHub's runner does with a line of a log: trim, `::name properties::message`, then unescape. */
function commandOf(line: string): Command | undefined {
  const text = line.trimStart();
  if (/##\w*\[/.test(text)) throw new Error(`a command of the older form: ${line}`);
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return undefined;
  const [name = '', ...rest] = text.slice(2, end).split(' ');
  const pairs = rest
    .join(' ')
    .split(',')
    .filter((pair) => pair !== '');
  const properties = pairs.map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals).trim(), unescaped(pair.slice(equals + 1))];
  });
  return { name, properties: Object.fromEntries(properties), message: unescaped(text.slice(end + 2)) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}

function commandsIn(text: string): Command[] {
  return text.split(/\r\n|[\n\r\u2028\u2029\u0085]/).flatMap((line) => commandOf(line) ?? []);
}

test('annotates the token, says what helps, and ends with the verdict', () => {
  const text = renderGitHub(report, {});
  expect(commandsIn(text)).toContainEqual({
    name: 'error',
    properties: {
      title: 'graph/banned',
      file: 'services/payments/go.mod',
      line: '6',
      endLine: '6',
      col: '2',
      endColumn: '30',
    },
    message:
      'github.com/pkg/errors is banned: archived, the standard library has it all\nhelp: use errors and fmt.Errorf with %w',
  });
  expect(text.trimEnd().split('\n').at(-1)).toMatch(/^fail: 1 policy error; 3 errors/);
  expect(renderGitHub(clean, {})).toMatch(/^pass: no findings [^\n]*\n$/);
});

test('keeps to ten annotations of a kind, counts the rest and writes it to the log', () => {
  const [finding] = report.findings.filter((f) => f.rule === 'graph/banned');
  const findings = Array.from({ length: 25 }, (_, i) => ({
    ...finding!,
    id: `mw1:${String(i).padStart(32, '0')}`,
    message: `m${i}`,
  }));
  const text = renderGitHub({ ...clean, findings }, {});
  const commands = commandsIn(text);
  expect(commands).toHaveLength(10);
  expect(commands.at(-1)).toEqual({
    name: 'error',
    properties: { title: 'modwarden' },
    message: '16 more errors: the log of this step has them',
  });
  for (let i = 9; i < 25; i++) expect(text).toContain(`services/payments/go.mod:6:2: error[graph/banned]: m${i}\n`);
});

test('text from outside forms no command and no property', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const alerts = alertsOf(random);
      const commands = commandsIn(renderGitHub(random, {}));
      for (const [name, level] of [
        ['error', 'error'],
        ['warning', 'warning'],
        ['notice', 'note'],
      ] as const)
        expect(commands.filter((c) => c.name === name)).toHaveLength(
          Math.min(alerts.filter((a) => a.level === level).length, 10),
        );
      for (const { name, properties } of commands) {
        expect(['error', 'warning', 'notice']).toContain(name);
        const known = ['title', 'file', 'line', 'endLine', 'col', 'endColumn'];
        expect(Object.keys(properties).filter((key) => !known.includes(key))).toEqual([]);
      }
    }),
  );
});

test('writes each level under its name, the most severe first', () => {
  const [finding] = report.findings.filter((f) => f.rule === 'graph/banned');
  const { hint: _, ...plain } = finding!;
  const some = (count: number, level: 'error' | 'warning' | 'note') =>
    Array.from({ length: count }, (_, i) => ({ ...plain, level, id: `mw1:${level}${i}`, message: `${level} ${i}` }));
  const of = (...counts: readonly [number, number, number]) => {
    const [errors, warnings, notes] = counts;
    const findings = [...some(notes, 'note'), ...some(warnings, 'warning'), ...some(errors, 'error')];
    return renderGitHub({ ...clean, findings }, {})
      .trimEnd()
      .split('\n');
  };
  const place = 'file=services/payments/go.mod,line=6,endLine=6,col=2,endColumn=30';
  expect(of(1, 1, 1).slice(0, -1)).toEqual([
    `::error title=graph/banned,${place}::error 0`,
    `::warning title=graph/banned,${place}::warning 0`,
    `::notice title=graph/banned,${place}::note 0`,
  ]);
  expect(of(0, 10, 0)).toHaveLength(11);
  const eleven = of(0, 11, 12);
  expect(eleven[9]).toBe('::warning title=modwarden::2 more warnings: the log of this step has them');
  expect(eleven[19]).toBe('::notice title=modwarden::3 more notices: the log of this step has them');
  expect(eleven.slice(20, -1)).toEqual([
    'services/payments/go.mod:6:2: warning[graph/banned]: warning 9',
    'services/payments/go.mod:6:2: warning[graph/banned]: warning 10',
    'services/payments/go.mod:6:2: note[graph/banned]: note 9',
    'services/payments/go.mod:6:2: note[graph/banned]: note 10',
    'services/payments/go.mod:6:2: note[graph/banned]: note 11',
  ]);
});

test('has no columns of a line that is not known, and takes the level that fails the run', () => {
  const [finding] = report.findings.filter((f) => f.rule === 'graph/banned');
  const { hint: _, ...plain } = { ...finding!, level: 'warning' as const, snippetColumn: 3, message: 'm' };
  const of = { ...clean, findings: [plain] };
  expect(renderGitHub(of, {}).split('\n')).toEqual([
    '::warning title=graph/banned,file=services/payments/go.mod,line=6,endLine=6::m',
    'pass: 1 warning in 3 modules (policy .modwarden.yaml; elsewhere preset recommended)',
    '',
  ]);
  expect(renderGitHub(of, { failOn: 'warning' })).toContain('\nfail: 1 warning');
});
