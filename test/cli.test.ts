/** From the command line's words to a command: which one is meant, what help says, and what is said to those who mistype. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';
import { type CliResult, cli, put } from './support/cli.ts';

let box: string;
beforeAll(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
  put(box, {
    'good/go.mod': 'module example.com/m\n\ngo 1.25\n',
    'licenses/go.mod': 'module example.com/l\n\ngo 1.25\n',
  });
});
afterAll(() => rmSync(box, { recursive: true }));

const run = (...argv: string[]): Promise<CliResult> =>
  cli(argv, { cwd: box, env: { HOME: box, MODWARDEN_CACHE: 'off', GOPROXY: 'off' } });
const said = (out: string) => ({ code: 0, out, err: '' });

describe('help', () => {
  it.each([['--version'], ['-V']])('%s', async (flag) => {
    expect(await run(flag)).toEqual(said(`modwarden ${VERSION}\n`));
    expect(await run(flag, 'check')).toEqual(said(`modwarden ${VERSION}\n`));
  });

  it('lists all commands', async () => {
    const all = await run('help');
    expect(all).toMatchObject({ code: 0, err: '' });
    expect(await run('--help')).toEqual(all);
    expect(await run('-h')).toEqual(all);
    const rows = all.out
      .slice(all.out.indexOf('Commands\n'), all.out.indexOf('Start here'))
      .trim()
      .split('\n')
      .slice(1);
    const names = rows.map((row) => /^ {2}([a-z-]+) {2,}\S/.exec(row)?.[1]);
    expect(names[0]).toBe('check');
    expect(new Set(names).size).toBe(25);
    // The summaries stand in one column, two blanks behind the longest name.
    expect(new Set(rows.map((row) => /^ {2}[a-z-]+ +/.exec(row)![0].length))).toEqual(
      new Set([2 + 'baseline'.length + 2]),
    );
    for (const code of ['0 no findings', '1 findings', '2 invalid', '3 something', '70 internal'])
      expect(all.out).toContain(code);
    // Every command has help of its own, however it is asked for.
    for (const name of names) {
      const help = await run('help', name!);
      expect(help.code).toBe(0);
      expect(help.out).toMatch(new RegExp(`^Usage: modwarden (?:\\[COMMAND\\] )?${name === 'check' ? '' : name}`));
      expect(help.out).toMatch(/\n\nOptions\n[\s\S]*--help\b.*show this help/);
      expect(help.out).toMatch(/[^\n]\n$/);
      expect(await run(name!, '--help')).toEqual(help);
      expect(await run(name!, '-h')).toEqual(help);
    }
  });

  it('ends with what there is to note', async () => {
    expect((await run('help', 'list')).out).toMatch(
      /\n\nExit code 3: a fact is unavailable; standard error names it\.\n$/,
    );
  });
});

describe('a word that is no command', () => {
  it.each([
    [['chek'], 'unknown command "chek" (did you mean "check"?)'],
    [['licenses'], 'unknown command "licenses" (did you mean "notice" or "list licenses"?)'],
    [['help', 'chek'], 'unknown command "chek" (did you mean "check"?)'],
    [['help', 'licenses'], 'unknown command "licenses" (did you mean "notice" or "list licenses"?)'],
    [['help', 'quite-another'], 'unknown command "quite-another" ("modwarden help" lists all commands)'],
    [['help', 'constructor'], 'unknown command "constructor" ("modwarden help" lists all commands)'],
  ])('%j', async (argv, message) => {
    const empty = join(box, 'good');
    const result = await cli(argv, { cwd: empty, env: { HOME: box, MODWARDEN_CACHE: 'off', GOPROXY: 'off' } });
    expect(result).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
  });

  it('is a folder where there is one, or where no command is near', async () => {
    expect((await run('licenses', '--offline')).code).toBe(0);
    expect(
      await run('licenses', '--offline', '--format', 'json').then(({ out }) => JSON.parse(out).modules),
    ).toMatchObject([{ path: 'example.com/l' }]);
    expect((await run('good')).code).toBe(0);
    expect((await run('./chek')).err).not.toContain('did you mean');
    expect((await run('Chek')).err).not.toContain('did you mean');
    expect((await run('zzzzzz')).err).not.toContain('unknown command');
  });
});

describe('what goes wrong', () => {
  it('by the user is said in one line, with exit code 2', async () => {
    const wrong = await run('check', '--nonsense');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toMatch(/^modwarden: [^\n]*--nonsense[^\n]*\n$/);
    expect(await run('--nonsense')).toEqual(wrong);
    mkdirSync(join(box, 'none'), { recursive: true });
    expect(await run('check', 'none', '--rev', 'HEAD')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^modwarden: .*\n$/),
    });
  });

  it('has no secret in it', async () => {
    const { code, err } = await run('check', 'https://me:s3cret@a.example/x');
    expect(code).toBe(2);
    expect(err).not.toContain('s3cret');
  });
});
