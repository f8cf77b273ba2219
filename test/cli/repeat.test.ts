/** Processes that share the packs of earlier runs: at the same time, killed, and on a full disk. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN, type Box, box } from '../support/built.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25.0\n\nreplace example.com/a => ../a\n';

let b: Box;
let sound: readonly [number | null, string, string];
beforeEach(() => {
  b = box();
  b.put({ 'repo/go.mod': GO_MOD, 'repo/.modwarden.yaml': 'extends: [strict]\n' });
  sound = run({ MODWARDEN_CACHE: 'off' });
});
afterEach(() => b.remove());

const ARGS = ['check', '--offline', '--format', 'json'];

function run(env: Readonly<Record<string, string>> = {}): readonly [number | null, string, string] {
  const { code, out, err } = b.run(ARGS, { env });
  return [code, out, err];
}

const start = () => spawn(process.execPath, [BIN, ...ARGS], { cwd: join(b.folder, 'repo'), env: { ...b.env } });

/** The first runs are too near to the making of the files. */
const settled = () => new Promise((done) => setTimeout(done, 150));

const packs = () => {
  const folder = join(b.folder, 'cache/modwarden/runs-1/runs');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('runs that share a cache', () => {
  it('say the same, with and without it, and see every change', async () => {
    await settled();
    expect(run()).toEqual(sound);
    expect(run()).toEqual(sound);
    expect(run()).toEqual(sound);
    expect(packs()).toHaveLength(1);
    writeFileSync(join(b.folder, 'repo/go.mod'), GO_MOD.replace('../a', '../b'));
    const after = run();
    expect(after).not.toEqual(sound);
    expect(after).toEqual(run({ MODWARDEN_CACHE: 'off' }));
  });

  it('are kept where nobody reads the answer', async () => {
    await settled();
    for (let i = 0; i < 2; i++)
      spawnSync(process.execPath, [BIN, ...ARGS], { cwd: join(b.folder, 'repo'), env: b.env, stdio: 'ignore' });
    expect(packs()).toHaveLength(1);
  });

  it('say the same where many write at once', async () => {
    await settled();
    const all = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const child = start();
        let out = '';
        child.stdout.on('data', (text) => {
          out += text;
        });
        return [await new Promise((done) => child.on('close', done)), out];
      }),
    );
    for (const [code, out] of all) expect([code, out]).toEqual(sound.slice(0, 2));
    expect(run()).toEqual(sound);
  });

  it('say the same after some were killed', async () => {
    await settled();
    for (const delay of [60, 120, 180, 240]) {
      const child = start();
      const closed = new Promise((done) => child.on('close', done));
      setTimeout(() => child.kill('SIGKILL'), delay);
      await closed;
    }
    expect(run()).toEqual(sound);
    expect(run()).toEqual(sound);
  });
});

const canMount = process.getuid?.() === 0;
if (!canMount) console.log('a full disk: skipped, making a small one needs root');

it.skipIf(!canMount)('says the same on a full disk', async ({ skip }) => {
  const at = join(b.folder, 'cache');
  mkdirSync(at);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k,mode=700', 'none', at]);
  if (mounted.status !== 0) skip('this machine mounts nothing');
  try {
    writeFileSync(join(at, 'ballast'), Buffer.alloc(28 << 10));
    await settled();
    for (let i = 0; i < 3; i++) expect(run()).toEqual(sound);
  } finally {
    spawnSync('umount', [at]);
  }
});
