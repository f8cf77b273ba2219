/** The command line: exit codes, formats and where they go, colors, and what is said to those who mistype. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/index.ts';
import { BAD, BIN, type Box, box, GOOD } from '../support/built.ts';

const CHECK = ['check', '--offline'];

let b: Box;
beforeAll(() => {
  b = box();
  b.put({
    'repo/good/go.mod': GOOD,
    'repo/bad/go.mod': BAD,
    // No go line: a warning.
    'repo/warned/go.mod': 'module example.com/warned\n',
    'repo/lacking/go.mod': `${GOOD}\nrequire example.com/lib v1.0.0\n`,
    'repo/all/go.mod': `${BAD}\nrequire example.com/lib v1.0.0\n`,
    'lacks.yaml': 'extends: [recommended]\nrules:\n  license/policy: { allow: [MIT] }\n',
    'wrong.yaml': 'extends: [recommended]\nrulez: {}\nrules:\n  license/policy: { allow: [MIT] }\n',
  });
  b.git(['add', '.']);
  b.git(['commit', '-qm', 'all']);
});
afterAll(() => b.remove());

describe('exit codes', () => {
  it.each<[code: number, why: string, args: readonly string[]]>([
    [0, 'clean', ['good']],
    [1, 'a finding', ['bad']],
    [0, 'a warning below --fail-on', ['warned']],
    [1, 'a warning at --fail-on', ['warned', '--fail-on', 'warning']],
    [1, 'a warning above --fail-on', ['warned', '--fail-on=note']],
    [0, 'a gap that is only reported', ['lacking']],
    [3, 'a gap that fails', ['lacking', '--policy', '../lacks.yaml']],
    [3, 'a gap that fails, and a finding', ['all', '--policy', '../lacks.yaml']],
    [2, 'a policy error, a gap that fails, and a finding', ['all', '--policy', '../wrong.yaml']],
    [2, 'a policy error alone', ['good', '--policy', '../wrong.yaml']],
  ])('%i: %s', (code, _, args) => {
    const { err, ...ended } = b.run([...CHECK, ...args]);
    expect(err).toBe('');
    expect(ended.code).toBe(code);
  });

  it('are the same in every format', () => {
    for (const format of ['text', 'json', 'sarif', 'openmetrics'])
      expect([format, b.run([...CHECK, 'all', '--policy', '../wrong.yaml', '--format', format]).code]).toEqual([
        format,
        2,
      ]);
  });
});

describe('formats', () => {
  it.each([
    ['json', (text: string) => JSON.parse(text).findings.length],
    ['sarif', (text: string) => JSON.parse(text).runs[0].results.length],
    ['text', (text: string) => text.match(/^error\[/gm)?.length],
    [
      'openmetrics',
      (text: string) =>
        Number(/^modwarden_findings\{rule="replace\/local-path",level="error"\} (\d+)/m.exec(text)?.[1]),
    ],
  ])('%s goes to standard output, or to the file of -o alone', (format, count) => {
    const { code, out, err } = b.run([...CHECK, 'bad', '--format', format]);
    expect([code, err]).toEqual([1, '']);
    expect(count(out)).toBe(
      format === 'json' || format === 'sarif'
        ? JSON.parse(b.run([...CHECK, 'bad', '--format', 'json']).out).findings.length
        : 1,
    );
    const file = join(b.folder, `out.${format}`);
    expect(b.run([...CHECK, 'bad', '--format', format, '-o', file])).toEqual({ code: 1, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toBe(out);
    expect(b.run([...CHECK, 'bad', '--format', format, '--output=-']).out).toBe(out);
  });

  it('are the same bytes every time', () => {
    for (const format of ['text', 'json', 'sarif', 'openmetrics']) {
      const once = () => b.run([...CHECK, '--format', format, '--as-of', '2026-06-01']).out;
      expect(once()).toBe(once());
    }
  });

  it('a reader that has seen enough is no error', () => {
    const replaces = Array.from(
      { length: 5000 },
      (_, i) => `replace example.com/m${i} => ../m${i}\nrequire example.com/m${i} v1.0.0\n`,
    ).join('');
    b.put({ 'many/go.mod': `${GOOD}\n${replaces}` });
    const script = `{ "$0" "$@"; echo "code $?" >&2; } | head -c 100`;
    const ended = spawnSync('sh', ['-c', script, process.execPath, BIN, ...CHECK, '--format', 'json', '../many'], {
      cwd: join(b.folder, 'repo'),
      env: b.env,
      encoding: 'utf8',
    });
    expect(ended.stdout).toHaveLength(100);
    expect(ended.stderr).toBe('code 1\n');
  });

  it('a reader that is slow gets all', () => {
    const script = `"$0" "$@" | { sleep 0.3; cat; } | wc -c`;
    const args = [BIN, ...CHECK, '--format', 'json', '../many'];
    const options = { cwd: join(b.folder, 'repo'), env: b.env, encoding: 'utf8' } as const;
    const { stdout } = spawnSync('sh', ['-c', script, process.execPath, ...args], options);
    const whole = b.run([...CHECK, '--format', 'json', '../many']).out;
    expect(whole.length).toBeGreaterThan(1_000_000);
    expect(Number(stdout)).toBe(Buffer.byteLength(whole));
  });
});

describe('colors', () => {
  it.each<[colored: boolean, args: readonly string[], env: Readonly<Record<string, string>>]>([
    [false, [], {}],
    [true, ['--color', 'always'], {}],
    [true, ['--color=always'], { NO_COLOR: '1' }],
    [true, [], { FORCE_COLOR: '1' }],
    [false, [], { FORCE_COLOR: '0' }],
    [false, [], { FORCE_COLOR: '1', NO_COLOR: '1' }],
    [true, [], { FORCE_COLOR: '1', NO_COLOR: '' }],
    [false, ['--color', 'never'], { FORCE_COLOR: '1' }],
    [false, ['--color', 'auto'], {}],
  ])('%s for %j with %j', (colored, args, env) => {
    const { out } = b.run([...CHECK, 'bad', ...args], { env });
    expect(out.includes('\u001b[')).toBe(colored);
  });

  it('do not go into a file, nor into formats for programs', () => {
    const file = join(b.folder, 'plain.txt');
    b.run([...CHECK, 'bad', '-o', file], { env: { FORCE_COLOR: '1' } });
    expect(readFileSync(file, 'utf8')).not.toContain('\u001b');
    expect(b.run([...CHECK, 'bad', '--format', 'json', '--color', 'always']).out).not.toContain('\u001b');
  });
});

describe('a revision', () => {
  it('is checked in a bare repository too', () => {
    b.git(['clone', '-q', '--bare', 'repo', 'bare'], { cwd: '.' });
    const { code, out, err } = b.run([...CHECK, '--rev', 'main', '--format', 'json'], { cwd: 'bare' });
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out).modules.map((m: { file: string }) => m.file)).toContain('bad/go.mod');
    expect(b.run([...CHECK, '--staged'], { cwd: 'bare' })).toEqual({
      code: 2,
      out: '',
      err: 'modwarden: a bare repository has nothing staged; check a revision: --rev HEAD\n',
    });
  });

  it('is checked as it was, by the policy that it had', () => {
    b.put({ 'repo/bad/.modwarden.yaml': 'rules:\n  replace/local-path: off\n  replace/unused: off\n' });
    expect(b.run([...CHECK, 'bad']).code).toBe(0);
    expect(b.run([...CHECK, 'bad', '--rev', 'HEAD']).code).toBe(1);
  });
});

describe('mistakes are told in a line', () => {
  it.each<[args: readonly string[], message: string]>([
    [['--frmat', 'json'], 'unknown option "--frmat" (did you mean "--format"?)'],
    [['-x'], 'unknown option "-x"'],
    [['check', '--staged=yes'], '--staged takes no value'],
    [['--format'], '--format needs a value: --format FORMAT[=FILE]'],
    [['--format', '--offline'], '--format needs a value: --format FORMAT[=FILE]'],
    [
      ['--format', 'json', '--format', 'text'],
      '--format json and --format text: only one goes to standard output; write --format text=FILE',
    ],
    [['--preset', 'strict', '--preset', 'audit'], '--preset can be used only once'],
    [['--format', 'xml'], `--format: expected ${[...FORMATS.keys()].join(', ')}, got "xml"`],
    [['--fail-on', 'never'], '--fail-on: expected error, warning or note, got "never"'],
    [['--color', 'red'], '--color: expected always, never or auto, got "red"'],
    [['--as-of', '2026-02-30'], '--as-of "2026-02-30" is not a valid date (use YYYY-MM-DD)'],
    [
      ['--preset', 'lax'],
      '--preset: unknown preset "lax" (expected recommended, strict, audit, production or library)',
    ],
    [['--preset', 'strict', '--policy', 'x'], '--policy and --preset cannot be used together'],
    [['--staged', '--rev', 'HEAD'], '--staged and --rev cannot be used together'],
    [['--offline', '--online'], '--offline and --online cannot be used together'],
    [['--policy', 'nowhere.yaml'], '--policy "nowhere.yaml" cannot be read (ENOENT)'],
    [['--policy', 'good'], '--policy "good" cannot be read (EISDIR)'],
    [['--go-env', 'nowhere'], '--go-env "nowhere" does not exist'],
    [['--facts', 'nowhere'], '--facts: nowhere: cannot be read (ENOENT)'],
    [['--rev', 'nowhere'], '--rev "nowhere": Not a valid object name nowhere'],
    [['--rev', '--output=x'], '--rev needs a value: --rev REV'],
    [['--rev=--output=x'], '--rev "--output=x": Not a valid object name --output=x'],
    [['nowhere'], '"nowhere" does not exist'],
    [['plan', 'good', 'bad'], 'unexpected argument "bad": expected at most one folder'],
    [['chekc'], 'unknown command "chekc" (did you mean "check"?)'],
    [['help', 'chekc'], 'unknown command "chekc" (did you mean "check"?)'],
    [['explain', 'replace/local-pat'], 'unknown rule "replace/local-pat" (did you mean "replace/local-path"?)'],
    [['list'], 'missing list: modules, licenses, vulns or waivers'],
    [['list', 'rules'], 'unknown list "rules": expected modules, licenses, vulns or waivers'],
    [['list', 'modules', '--format', 'xml'], '--format: expected text, json, csv, markdown, got "xml"'],
    [['plan', '--format', 'xml'], '--format: expected text or json, got "xml"'],
    [['graph', '--format', 'svg'], '--format: expected text, dot or mermaid, got "svg"'],
    [['why'], 'why needs a module: modwarden why example.com/lib'],
    [['fetch'], 'fetch needs an output file: -o facts.json'],
    [['cache', 'drop'], 'unknown subcommand "drop" of cache: use "cache" or "cache clean"'],
    [
      ['check', 'good', '--offline', '-o', 'no/such/folder'],
      '"no/such/folder" cannot be written: the folder does not exist (ENOENT)',
    ],
    [['\u001b]0;x\u0007'], '"\\u{1b}]0;x\\u{7}" does not exist'],
    [['--rev', 'a\n::error::b'], '--rev "a\\u{a}::error::b": Not a valid object name a ::error::b'],
  ])('%j', (args, message) => {
    const { code, out, err } = b.run(args);
    expect([code, out, err.replace(`${b.folder}/repo/`, '')]).toEqual([2, '', `modwarden: ${message}\n`]);
  });

  it('where there is no module', () => {
    mkdirSync(join(b.folder, 'empty'));
    expect(b.run(CHECK, { cwd: 'empty' })).toEqual({
      code: 2,
      out: '',
      err: 'modwarden: no go.mod found in "."\n',
    });
  });

  it('and nothing is written', () => {
    expect(existsSync(join(b.folder, 'repo/x'))).toBe(false);
    expect(b.git(['status', '--porcelain'])).toBe('?? bad/.modwarden.yaml\n');
  });
});

describe('help', () => {
  it('is told on standard output, for all and for each command', () => {
    const all = b.run(['--help']);
    expect([all.code, all.err]).toEqual([0, '']);
    const commands = [...all.out.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)]
      .map((m) => m[1]!)
      .filter((name) => name !== 'modwarden');
    expect(commands).toContain('check');
    for (const name of commands) {
      const { code, out, err } = b.run(['help', name]);
      expect([name, code, err]).toEqual([name, 0, '']);
      expect(out).toContain(`Usage: modwarden `);
      expect(b.run([name, '--help']).out).toBe(out);
    }
  });

  it('tells the version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const flag of ['--version', '-V'])
      expect(b.run([flag])).toEqual({ code: 0, out: `modwarden ${version}\n`, err: '' });
  });
});
