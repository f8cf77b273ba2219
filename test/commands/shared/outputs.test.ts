import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Arguments, readArguments } from '../../../src/commands/shared/args.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import { colored, judgedRoots, levelOf, outputsOf, REPORTING, write } from '../../../src/commands/shared/outputs.ts';
import { printable } from '../../../src/text/printable.ts';
import { type Box, newBox } from '../../support/box.ts';
import { type GitBox, newGitBox } from '../../support/git-box.ts';

function outputs(...argv: readonly string[]): string[] {
  const args = readArguments(argv, REPORTING, { max: 1, name: 'folder' });
  return outputsOf(args, { cwd: '/w' }).map(({ name, file }) => (file === undefined ? name : `${name} to ${file}`));
}

describe('outputsOf', () => {
  it.each<[string[], string[]]>([
    [[], ['text']],
    [['-o', 'x'], ['text to x']],
    [['--format', 'json', '-o', '-'], ['json']],
    [['--format', 'json=-'], ['json']],
    [
      ['--format', 'sarif=out.sarif', '--format', 'text'],
      ['sarif to out.sarif', 'text'],
    ],
    [
      ['--format', 'json', '--format', 'csv=a=b.csv', '-o', 'x'],
      ['json to x', 'csv to a=b.csv'],
    ],
    [['--format', 'sarif=out.sarif'], ['sarif to out.sarif']],
  ])('%j gives %j', (argv, expected) => {
    expect(outputs(...argv)).toEqual(expected);
  });

  it.each([
    [['--format', 'xml=x'], /^--format: expected text, .*, got "xml"$/],
    [['--format', 'markdown='], /^--format markdown=: expected a file name, got nothing$/],
    [
      ['--format', 'json', '--format', 'csv'],
      /^--format json and --format csv: only one goes to standard output; write --format csv=FILE$/,
    ],
    [['--format', 'sarif', '--sarif-split'], /^--sarif-split: expected a file, --format sarif=FILE$/],
    [['--format', 'json=x', '-o', 'y'], /^--output is for a format without a file of its own$/],
    [['--format', 'json=x', '--format', 'csv=./x'], /^"\.\/x": expected another file for each format$/],
  ] as const)('%j is refused', (argv, message) => {
    expect(() => outputs(...argv)).toThrow(message);
  });
});

describe('check with several formats', () => {
  let box: Box;
  beforeEach(() => {
    box = newBox('off', {
      'go.mod':
        'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => /tmp/a\n',
    });
    mkdirSync(join(box.repo, '.git'));
  });
  afterEach(() => box.remove());

  it('writes each to its place, from one run', async () => {
    const { code, out } = await box.run([
      'check',
      '--offline',
      '--format=sarif=out.sarif',
      '--format=markdown=sum.md',
      '--format=text',
    ]);
    expect(code).toBe(1);
    expect(out).toContain('[replace/');
    expect(JSON.parse(readFileSync(join(box.repo, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(box.repo, 'sum.md'), 'utf8')).toContain('<!-- modwarden:report -->');
  });

  it('prints nothing where all have files, and paints none of them', async () => {
    const { out } = await box.run(['check', '--offline', '--format', 'text=out.txt'], { env: { FORCE_COLOR: '1' } });
    expect(out).toBe('');
    expect(readFileSync(join(box.repo, 'out.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('splits SARIF by module, a file and a category each', async () => {
    box.put({ 'a/go.mod': 'module example.com/m/a\n\ngo 1.25.0\n' });
    await box.run(['check', '--offline', '--format=sarif=out.sarif', '--sarif-split', '--sarif-category', 'deps']);
    const category = (name: string) =>
      JSON.parse(readFileSync(join(box.repo, name), 'utf8')).runs[0].automationDetails.id;
    expect(['out.sarif', 'out.root.sarif', 'out.a.sarif'].map(category)).toEqual(['deps/', 'deps/./', 'deps/a/']);
  });

  it('says which file could not be written', async () => {
    const { code, err } = await box.run(['check', '--offline', '--format', 'json=missing/out.json']);
    expect([code, err]).toEqual([2, expect.stringContaining('the folder does not exist')]);
  });
});

const none: Arguments = { flags: new Set(), values: new Map(), lists: new Map(), positionals: [] };
const withValues = (values: Readonly<Record<string, string>>): Arguments => ({
  ...none,
  values: new Map(Object.entries(values)),
});

describe('colors', () => {
  const on = (isTerminal: boolean, env: Terminal['env'] = {}) =>
    ({ env, isTerminal: { in: false, out: isTerminal, err: false } }) as Terminal;

  it.each<[string, Readonly<Record<string, string>>, Terminal, boolean]>([
    ['at a terminal', {}, on(true), true],
    ['in a pipe', {}, on(false), false],
    ['at a terminal, for a file', { output: 'x' }, on(true), false],
    ['where NO_COLOR is set', {}, on(true, { NO_COLOR: '1' }), false],
    ['where NO_COLOR is empty', {}, on(true, { NO_COLOR: '' }), true],
    ['where FORCE_COLOR is set', {}, on(false, { FORCE_COLOR: '1' }), true],
    ['where FORCE_COLOR is 0', {}, on(false, { FORCE_COLOR: '0' }), false],
    ['where both are set', {}, on(true, { FORCE_COLOR: '1', NO_COLOR: '1' }), false],
    ['always, for a file too', { color: 'always', output: 'x' }, on(false), true],
    ['never, at a terminal', { color: 'never' }, on(true), false],
    ['auto is the usual', { color: 'auto' }, on(true), true],
  ])('%s', (_, values, terminal, expected) => {
    expect(colored(withValues(values), terminal)).toBe(expected);
  });

  it('for one file are not those for another place', () => {
    expect(colored(none, on(true), true)).toBe(false);
    expect(colored(withValues({ output: 'x' }), on(true), false)).toBe(true);
  });

  it('are always, never or auto', () => {
    expect(() => colored(withValues({ color: 'yes' }), on(true))).toThrow(
      '--color: expected always, never or auto, got "yes"',
    );
  });
});

it.each(['error', 'warning', 'note'])('--fail-on takes %s', (level) => {
  expect(levelOf(withValues({ 'fail-on': level }))).toBe(level);
});

it('--fail-on is error unless told otherwise, and one of three', () => {
  expect(levelOf(none)).toBe('error');
  expect(() => levelOf(withValues({ 'fail-on': 'off' }))).toThrow(
    '--fail-on: expected error, warning or note, got "off"',
  );
});

describe('a format with nothing to say', () => {
  let box: Box;
  beforeEach(() => {
    box = newBox('off', { 'go.mod': 'module example.com/m\n\ngo 1.25.0\n', '.git/HEAD': '' });
  });
  afterEach(() => box.remove());

  it('removes what an earlier run wrote, and says so', async () => {
    box.put({ 'vex.json': 'old' });
    const { out, err } = await box.run(['check', '--offline', '--format', 'openvex=vex.json']);
    expect([out, existsSync(join(box.repo, 'vex.json'))]).toEqual(['', false]);
    expect(err).toMatch(/^modwarden: openvex: .*; nothing is written\n$/);
    const plain = await box.run(['check', '--offline', '--format', 'openvex']);
    expect([plain.out, plain.err]).toEqual(['', err]);
  });
});

describe('the roots of what is checked', () => {
  let box: GitBox;
  beforeEach(() => {
    box = newGitBox({ 'go.mod': 'module example.com/m\n', 'sub/x.txt': 'x' });
  });
  afterEach(() => box.remove());

  it('are those of the named paths, else of the current folder', () => {
    const at = (...positionals: string[]) =>
      judgedRoots({ ...none, positionals }, { cwd: join(box.repo, 'sub') } as Terminal);
    expect(at()).toEqual([box.repo]);
    expect(at('x.txt', '..')).toEqual([box.repo, box.repo]);
    expect(at('none')).toEqual([box.repo]);
  });
});

it('writes to standard output, or to the file that is named, which may get another text', () => {
  const said: string[] = [];
  const terminal = {
    cwd: '/w',
    out: (text: string) => void said.push(`out ${text}`),
    save: (file: string, text: string) => void said.push(`${file} ${text}`),
  } as unknown as Terminal;
  write(printable('a'), none, terminal);
  write(printable('a'), withValues({ output: '-' }), terminal, printable('b'));
  write(printable('a'), withValues({ output: '/dev/stdout' }), terminal, printable('b'));
  write(printable('a'), withValues({ output: 'x' }), terminal);
  write(printable('a'), withValues({ output: 'x' }), terminal, printable('b'));
  expect(said).toEqual(['out a', 'out a', 'out a', '/w/x a', '/w/x b']);
});
