/** Answers from an earlier run, and everything that may be wrong with the cache that they come from: never another answer. */
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import { repeated } from '../../../src/commands/shared/repeat.ts';
import { notRepeatable } from '../../../src/gather/repeat/conditions.ts';
import { type Printable, printable } from '../../../src/text/printable.ts';
import { put } from '../../support/cli.ts';
import { terminalIn } from '../../support/terminal.ts';

const box = mkdtempSync(join(tmpdir(), 'repeat-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));
const repo = join(box, 'repo');
const cache = join(box, 'cache');
const file = join(repo, 'go.mod');

/** Files that this test has just made are old already. */
const LATER = Date.now() + 3_600_000;

interface Options {
  readonly at?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
  readonly build?: string;
  readonly also?: (on: Terminal) => void;
}

let runs = 0;
/** What the terminal was told to save and remove. */
const passed: unknown[][] = [];

/** A command that shows a file and ends with 3; and whether it was run for it. */
async function show({ at = LATER, env = {}, argv = ['check'], build = 'one', also }: Options = {}) {
  const printed: string[] = [];
  const before = runs;
  const terminal = {
    ...terminalIn(repo),
    build,
    env: { XDG_CACHE_HOME: cache, HOME: box, ...env },
    out: (text: string) => void printed.push(text),
    input: () => Buffer.from('given'),
    save: (...args: unknown[]) => void passed.push(args),
    remove: (...args: unknown[]) => void passed.push(args),
    err: (text: string) => void printed.push(`! ${text}`),
    now: () => new Date(at),
    today: () => new Date(at).toISOString().slice(0, 10),
  };
  const code = await repeated(argv, terminal, async (on) => {
    runs++;
    on.out((existsSync(file) ? readFileSync(file, 'utf8') : 'none') as Printable);
    on.err('said' as Printable);
    also?.(on);
    return 3;
  });
  return { answer: [code, ...printed], ran: runs > before };
}

const packFile = () => {
  const folder = join(cache, 'modwarden/runs-1/runs');
  const [first] = readdirSync(folder);
  return join(folder, first!, readdirSync(join(folder, first!))[0]!);
};

beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
  rmSync(repo, { recursive: true, force: true });
  put(repo, { 'go.mod': 'module example.com/one\n' });
});

const ONE = [3, 'module example.com/one\n', '! said'];

describe('an answer that was given before', () => {
  it('is given again, in the same order and with the same exit code', async () => {
    expect(await show()).toEqual({ answer: ONE, ran: true });
    expect(await show()).toEqual({ answer: ONE, ran: false });
  });

  it.each<readonly [string, Options]>([
    ['argument', { argv: ['check', '--offline'] }],
    ['build', { build: 'two' }],
    ['environment', { env: { GOPRIVATE: 'example.com' } }],
    ['day', { at: LATER + 86_400_000 }],
    ['hour, before that of the first run', { at: LATER - 1000 }],
  ])('is not that of another %s', async (_, other) => {
    await show();
    expect(await show(other)).toEqual({ answer: ONE, ran: true });
  });

  it('is not that of other files', async () => {
    await show();
    writeFileSync(file, 'module example.com/two\n');
    expect(await show()).toEqual({ answer: [3, 'module example.com/two\n', '! said'], ran: true });
    rmSync(file);
    expect(await show()).toEqual({ answer: [3, 'none', '! said'], ran: true });
    expect((await show()).ran).toBe(false);
    put(repo, { 'go.mod': 'module example.com/three\n' });
    expect((await show()).answer[1]).toBe('module example.com/three\n');
  });

  it.each<readonly [string, Options]>([
    ['a server was asked', { also: notRepeatable }],
    ['a file changed while it was made', { also: () => appendFileSync(file, '\n') }],
    ['a file may change within the same moment', { at: Date.now() }],
  ])('is not kept where %s', async (_, options) => {
    await show(options);
    expect((await show({ ...(options.at && { at: options.at }) })).ran).toBe(true);
  });

  it.each<readonly [string, (on: Terminal) => void, unknown[][]]>([
    ['standard input was read', (on) => expect(on.input(9)).toEqual(Buffer.from('given')), []],
    [
      'a file was written',
      (on) => on.save('/x', printable('text'), { fresh: true }),
      [['/x', 'text', { fresh: true }]],
    ],
    ['a file was removed', (on) => on.remove('/x', { roots: [] }), [['/x', { roots: [] }]]],
    ['more was written than a pack may keep', (on) => on.out('x'.repeat(4_000_001) as Printable), []],
  ])('is not kept where %s', async (_, also, told) => {
    passed.length = 0;
    await show({ also });
    expect(passed).toEqual(told);
    expect((await show()).ran).toBe(true);
  });

  it('has what was written up to the limit, without lines that were written over', async () => {
    const rest = 4_000_000 - 'module example.com/one\n'.length - 'said'.length - '\rhalf'.length;
    const long = 'x'.repeat(rest) as Printable;
    const also = (on: Terminal) => {
      on.err('\rhalf' as Printable);
      on.out(long);
    };
    await show({ also });
    expect(await show()).toEqual({ answer: [...ONE, long], ran: false });
  });

  it('is that of the same environment, but for what every shell sets anew', async () => {
    await show({ env: { PWD: '/a', SHLVL: '1', _: 'x', COLUMNS: '80', LINES: '2', OLDPWD: '/' } });
    expect((await show({ env: { PWD: '/b', SHLVL: '2', COLUMNS: '90' } })).ran).toBe(false);
  });

  it('is not looked for where there are no caches', async () => {
    const env = { XDG_CACHE_HOME: '', HOME: '' };
    await show({ env });
    expect(await show({ env })).toEqual({ answer: ONE, ran: true });
  });

  it('is not kept of a run that failed', async () => {
    const also = () => {
      throw new Error('broken');
    };
    await expect(show({ also })).rejects.toThrow('broken');
    expect((await show()).ran).toBe(true);
  });

  it('says nothing of the environment but a hash', async () => {
    await show({ env: { TOKEN: 'hunter2-hunter2' } });
    expect(readFileSync(packFile(), 'latin1')).not.toContain('hunter2');
  });
});

describe('a pack that was attacked', () => {
  let whole: Buffer;
  beforeAll(async () => {
    put(repo, { 'go.mod': 'module example.com/one\n' });
    await show();
    whole = readFileSync(packFile());
  });

  it('gives the same answer when it is cut at each 97th byte, or has a flipped one there', async () => {
    await show();
    const at = packFile();
    const sound = readFileSync(at);
    expect(sound.length).toBe(whole.length);
    for (let byte = 0; byte < sound.length; byte += 97) {
      truncateSync(at, byte);
      expect(await show()).toEqual({ answer: ONE, ran: true });
      const flipped = Buffer.from(sound);
      flipped[byte]! ^= 0x20;
      writeFileSync(at, flipped);
      expect(await show()).toEqual({ answer: ONE, ran: true });
    }
    // It was written anew each time.
    expect(await show()).toEqual({ answer: ONE, ran: false });
  });

  it.each<readonly [string, (at: string) => void]>([
    ['that others may write', (at) => chmodSync(at, 0o666)],
    ['in a folder that others may write', (at) => chmodSync(join(cache, 'modwarden'), 0o777) ?? chmodSync(at, 0o600)],
    [
      'behind a symlink',
      (at) => {
        renameSync(at, `${at}.real`);
        symlinkSync(`${at}.real`, at);
      },
    ],
    [
      'that is a folder',
      (at) => {
        rmSync(at);
        mkdirSync(at);
      },
    ],
    [
      'of another question',
      (at) => {
        const other = join(dirname(at), 'other');
        cpSync(at, other);
        writeFileSync(at, readFileSync(other).toString('latin1').replace('"code":3', '"code":0'), 'latin1');
      },
    ],
  ])('is not believed %s', async (_, attack) => {
    await show();
    attack(packFile());
    expect(await show()).toEqual({ answer: ONE, ran: true });
  });

  it.skipIf(process.getuid?.() !== 0)('is not believed of another owner (needs root to make one)', async () => {
    await show();
    chownSync(packFile(), 65_534, 65_534);
    expect(await show()).toEqual({ answer: ONE, ran: true });
  });

  it.each<readonly [string, () => void]>([
    [
      'read-only',
      () => {
        mkdirSync(cache);
        chmodSync(cache, 0o500);
      },
    ],
    ['no folder', () => writeFileSync(cache, '')],
    ['a link to nowhere', () => symlinkSync(join(box, 'nowhere'), cache)],
  ])('is missing where the cache is %s', async (_, attack) => {
    attack();
    expect((await show()).answer).toEqual(ONE);
    expect((await show()).answer).toEqual(ONE);
    if (existsSync(cache)) chmodSync(cache, 0o700);
  });

  it('does not go by the time of last change alone', async () => {
    utimesSync(file, 1000, 1000);
    await show();
    writeFileSync(file, 'module example.com/two\n');
    utimesSync(file, 1000, 1000);
    expect((await show()).answer[1]).toBe('module example.com/two\n');
  });
});
