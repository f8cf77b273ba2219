/** The machine fails: no space for any file, no cache, no home, a reader that goes away, others who run at the same time. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, type Box, box } from '../support/built.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const MOD = `module example.com/m

go 1.25.0

require example.com/a v1.0.0

replace example.com/unused => ../nowhere
`;

let b: Box;
let env: Record<string, string>;
beforeAll(() => {
  b = box();
  const files = { LICENSE: 'MIT License\n' };
  env = {
    ...b.env,
    GOSUMDB: 'off',
    GOPROXY: writeProxyFolder(join(b.folder, 'proxy'), { 'example.com/a@v1.0.0': { files } }),
  };
  b.put({ 'repo/go.mod': MOD, 'repo/.modwarden.yaml': 'extends: [strict]\n' });
});
afterAll(() => b.remove());

const inRepo = (args: readonly string[], more: Record<string, string | undefined> = {}) =>
  spawnSync(process.execPath, [BIN, ...args], {
    cwd: join(b.folder, 'repo'),
    env: { ...env, ...more },
    encoding: 'utf8',
  });

/** Every write of a file fails, as on a full disk. */
function withoutSpace(args: readonly string[], cache: string) {
  const quoted = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
  return spawnSync('sh', ['-c', `trap '' XFSZ; ulimit -f 0; exec ${quoted}`], {
    cwd: join(b.folder, 'repo'),
    env: { ...env, XDG_CACHE_HOME: join(b.folder, cache) },
    encoding: 'utf8',
  });
}

if (process.platform === 'win32')
  console.log('without space for files: skipped, Windows has no limit on the size of files');

describe.skipIf(process.platform === 'win32')('without space for files', () => {
  const files = () => readdirSync(join(b.folder, 'repo')).sort();

  it.each([
    ['check -o report.json --format json', 'report.json'],
    ['fetch -o facts.json', 'facts.json'],
    ['baseline', '.modwarden.baseline.json'],
    ['fix', 'go.mod'],
    ['waive graph/banned example.com/a --reason why --until 90d', '.modwarden.yaml'],
    ['audit . -o audit', 'audit'],
  ])('%s says so, and leaves everything as it was', (line, name) => {
    const before = files();
    const policy = readFileSync(join(b.folder, 'repo/.modwarden.yaml'), 'utf8');
    const { status, stderr } = withoutSpace(line.split(' '), 'full-cache');
    // fix has a code of its own for a file that it could not write.
    expect([status, stderr]).toEqual([line === 'fix' ? 1 : 2, expect.stringContaining(name)]);
    expect(stderr).not.toContain('    at ');
    expect(files().filter((file) => file !== 'audit')).toEqual(before);
    expect(readFileSync(join(b.folder, 'repo/go.mod'), 'utf8')).toBe(MOD);
    expect(readFileSync(join(b.folder, 'repo/.modwarden.yaml'), 'utf8')).toBe(policy);
  });

  it('for caches the answer is the same', () => {
    const usual = inRepo(['check']);
    const full = withoutSpace(['check'], 'other-cache');
    expect([full.status, full.stdout, full.stderr]).toEqual([usual.status, usual.stdout, usual.stderr]);
  });
});

describe('without a home or a cache', () => {
  it.each<[string, Record<string, string | undefined>]>([
    ['no HOME', { HOME: undefined, XDG_CACHE_HOME: undefined, GOMODCACHE: undefined }],
    ['a HOME that cannot be made', { HOME: '/dev/null/home', XDG_CACHE_HOME: undefined }],
    ['a cache that cannot be made', { XDG_CACHE_HOME: '/dev/null/cache' }],
    ['caches off', { MODWARDEN_CACHE: 'off' }],
  ])('%s: the answer is the same', (_, more) => {
    const usual = inRepo(['check']);
    const { status, stdout, stderr } = inRepo(['check'], more);
    expect([status, stdout, stderr]).toEqual([usual.status, usual.stdout, usual.stderr]);
  });
});

it('a reader that goes away ends the command in silence', async () => {
  const child = spawn(process.execPath, [BIN, 'explain', 'replace/local-path', '--full'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  await new Promise((done) => child.on('close', done));
  expect(err).not.toContain('    at ');
});

it('runs at the same time on one cache give the same answer', async () => {
  const usual = inRepo(['check', '--format', 'json']).stdout;
  const cache = join(b.folder, 'shared-cache');
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => {
      const child = spawn(process.execPath, [BIN, 'check', '--format', 'json'], {
        cwd: join(b.folder, 'repo'),
        env: { ...env, XDG_CACHE_HOME: cache },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let out = '';
      child.stdout.on('data', (text) => {
        out += text;
      });
      return new Promise<string>((done) => child.on('close', () => done(out)));
    }),
  );
  expect(new Set(answers)).toEqual(new Set([usual]));
  expect(existsSync(cache)).toBe(true);
});
