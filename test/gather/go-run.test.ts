/** Graph commands in folders on disk: where go.mod and go.work are found, what of Go's environment counts. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskWorld, GoError, goInput, goList, goModGraph } from '../../src/gather/go-run.ts';
import { fileProxy } from '../../src/gather/proxy/file-proxy.ts';

let root: string;
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'go-run-'));
  put('w/go.work', 'go 1.20\nuse ./one\n');
  put('w/one/go.mod', 'module w.example/one\ngo 1.20\nrequire x.example/A v1.0.0\n');
  put('w/one/deep/er/x.txt', '');
  put('w/two/go.mod/is-a-folder', '');
  put('proxy/x.example/!a/@v/v1.0.0.mod', 'module x.example/A\ngo 1.17\n');
  put('proxy/x.example/!a/@v/v1.0.0.info', '{"Version":"v1.0.0","Time":"2020-02-02T02:02:02Z"}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const source = () => fileProxy(join(root, 'proxy'), 'file:///proxy');
const at = (dir: string, env = {}) => goInput(join(root, dir), 'mod graph', env);

describe('what a command works on', () => {
  it('is found upwards', () => {
    expect(at('w/one/deep/er')).toMatchObject({
      input: { work: join(root, 'w/go.work'), cwd: join(root, 'w/one/deep/er') },
    });
    const module = at('w/one/deep', { GOWORK: 'off' });
    expect(module).toEqual({
      input: { command: 'mod graph', cwd: join(root, 'w/one/deep'), folder: join(root, 'w/one') },
    });
    // A folder of that name is no go.mod.
    expect(at('w/two', { GOWORK: 'off' })).toEqual({
      problem: "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
    });
  });

  it.each<[env: Record<string, string>, work: string | undefined]>([
    [{}, 'w/go.work'],
    [{ GOWORK: '' }, 'w/go.work'],
    [{ GOWORK: 'auto' }, 'w/go.work'],
    [{ GOWORK: 'off' }, undefined],
  ])('is a workspace or not by %j', (env, work) => {
    const found = at('w/one', env);
    expect('input' in found && found.input).toEqual({
      command: 'mod graph',
      cwd: join(root, 'w/one'),
      folder: join(root, work === undefined ? 'w/one' : 'w'),
      ...(work !== undefined && { work: join(root, work) }),
    });
  });

  it("has the command's own -mod before that of GOFLAGS", () => {
    const found = goInput(join(root, 'w/one'), 'list', { GOFLAGS: '-mod=mod' }, 'vendor');
    expect('input' in found && [found.input.command, found.input.mod]).toEqual(['list', 'vendor']);
  });

  it('may be said by GOWORK, as an absolute path', () => {
    const work = join(root, 'w/go.work');
    expect(at('proxy', { GOWORK: work })).toMatchObject({ input: { work } });
    expect(at('w', { GOWORK: 'go.work' })).toEqual({ problem: 'go: invalid GOWORK: not an absolute path' });
  });

  it.each([
    ['', undefined],
    ['-mod=mod', 'mod'],
    ['-v --mod=vendor -mod=readonly -modcacherw', 'readonly'],
    ['-x=-mod=mod -mod=modest', undefined],
  ])('GOFLAGS=%j', (GOFLAGS, mod) => {
    const found = at('w/one', { GOFLAGS });
    expect('input' in found && found.input.mod).toBe(mod);
  });

  it.each([
    [{}, undefined],
    [{ GOVERSION: 'go1.26.8' }, { version: '1.26.8' }],
    [{ GOVERSION: 'go1.26.8', GOTOOLCHAIN: 'auto' }, { version: '1.26.8' }],
    [
      { GOVERSION: 'go1.26.8', GOTOOLCHAIN: 'local' },
      { version: '1.26.8', toolchain: 'local' },
    ],
  ])('%j', (env, running) => {
    const found = at('w/one', env);
    expect('input' in found && found.input.running).toEqual(running);
  });
});

describe('a run', () => {
  const input = () => {
    const found = goInput(join(root, 'w/one'), 'list', { GOWORK: 'off', GOFLAGS: '-mod=mod' });
    if ('problem' in found) throw new Error(found.problem);
    return found.input;
  };

  it('reads the disk and asks the source', async () => {
    const graph = await goModGraph({ ...input(), command: 'mod graph' }, source());
    expect(graph.text()).toBe('w.example/one go@1.20\nw.example/one x.example/A@v1.0.0\n');
    expect((await goList(input(), 'all', source())).at(-1)).toEqual({
      path: 'x.example/A',
      version: 'v1.0.0',
      main: false,
      indirect: false,
      goVersion: '1.17',
      time: '2020-02-02T02:02:02Z',
    });
  });

  it("fails with Go's words", async () => {
    const empty = fileProxy(join(root, 'nowhere'), 'file:///nowhere');
    await expect(goModGraph({ ...input(), command: 'mod graph' }, empty)).rejects.toThrow(
      new GoError(
        'go: x.example/A@v1.0.0: reading file:///nowhere/x.example/%21a/@v/v1.0.0.mod: no such file or directory',
      ),
    );
  });
});

describe('the disk', () => {
  it('gives files and folders, and says in the words of the system why there is none', () => {
    put('plain.txt', 'text\n');
    const world = diskWorld(source());
    const file = (path: string) => join(root, path);
    expect(
      world.read([file('plain.txt'), file('none'), file('plain.txt/x'), file('w'), file('x'.repeat(300))]),
    ).toEqual([
      { known: true, text: 'text\n' },
      { known: false, why: 'missing', detail: 'no such file or directory' },
      { known: false, why: 'failed', detail: 'not a directory' },
      { known: false, why: 'failed', detail: 'is a directory' },
      { known: false, why: 'failed', detail: 'ENAMETOOLONG' },
    ]);
    expect(world.areFolders([file('w'), file('plain.txt'), file('none')])).toEqual([true, false, false]);
  });

  it('answers with what no source knows as offline', async () => {
    const silent = { name: 'silent', network: false, answer: async () => undefined };
    const question = { kind: 'mod', module: { path: 'x.example/A', version: 'v1.0.0' } } as const;
    expect(await diskWorld(silent).answer([question])).toEqual([
      { known: false, why: 'offline', detail: 'not in any source' },
    ]);
  });
});
