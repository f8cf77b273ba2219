import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheTasks } from '../../../src/commands/verify/cache.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import { type Box, newBox } from '../../support/box.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

const A = 'example.com/a@v1.0.0';
const FILES = { 'a.go': 'package a\n' };

let box: Box;
beforeEach(async () => {
  box = newBox('off', { 'go.mod': 'module m\n\ngo 1.25\n', 'go.sum': await linesOf(A, FILES) });
});
afterEach(() => box.remove());

async function cache(zip: Uint8Array): Promise<void> {
  const at = join(box.root, 'mod/cache/download/example.com/a/@v/v1.0.0.zip');
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, zip);
  writeFileSync(`${at}hash`, (await linesOf(A, FILES)).split('\n')[0]!.split(' ')[2]!);
}

describe('verify --cache', () => {
  it('passes a cache that is as go.sum says', async () => {
    await cache(moduleZip(A, FILES));
    const { code, out } = await box.run(['verify', '--cache']);
    expect([code, out]).toEqual([
      0,
      `pass: 1 of 1 modules verified; 0 more are not in the cache (${join(box.root, 'mod')})\n`,
    ]);
  });

  it('names what was modified, with both hashes', async () => {
    await cache(moduleZip(A, { 'a.go': 'package evil\n' }));
    const { code, out } = await box.run(['verify', '--cache']);
    expect(out).toMatch(
      /^example\.com\/a v1\.0\.0: zip has been modified \(.*v1\.0\.0\.zip\)\n {4}expected: h1:.*\n {4}found: {4}h1:.*\nfail: 0 of 1/,
    );
    expect(code).toBe(1);
    const json = JSON.parse((await box.run(['verify', '--cache', '--format', 'json'])).out);
    expect(json.cache).toMatchObject({
      outcome: 'fail',
      counts: { cached: 1, verified: 0 },
      problems: [{ kind: 'zip' }],
    });
  });

  it('is incomplete where something cannot be read', async () => {
    await cache(Buffer.from('no zip'));
    const { code, out } = await box.run(['verify', '--cache']);
    expect([code, out]).toEqual([3, expect.stringContaining('cannot be verified: zip: not a valid zip file')]);
  });

  it('needs a module cache', async () => {
    const { code, err } = await box.run(['verify', '--cache'], { env: { GOMODCACHE: 'relative' } });
    expect([code, err]).toEqual([2, expect.stringContaining('absolute path')]);
  });

  it('asks no database', async () => {
    const { code, err } = await box.run(['verify', '--cache', '--record', 'x']);
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be used together')]);
  });
});

it('takes what go.sum lists and go.mod requires, and the replacement of what is replaced', async () => {
  const repo = await openRepo(
    memoryTree(
      new Map([
        [
          'go.mod',
          `module m

go 1.25

require (
	example.com/a v1.0.0
	example.com/b v1.0.0
	example.com/c v1.0.0
)

replace (
	example.com/b => example.com/fork v1.2.0
	example.com/c => ./c
)
`,
        ],
        ['go.sum', 'example.com/a v1.0.0 h1:x\nexample.com/a v1.0.0 h2:y\nexample.com/old v0.1.0/go.mod h1:z\n'],
      ]),
    ),
  );
  expect(cacheTasks(repo)).toEqual([
    { path: 'example.com/a', version: 'v1.0.0', zip: ['h1:x'], mod: [] },
    { path: 'example.com/old', version: 'v0.1.0', zip: [], mod: ['h1:z'] },
    { path: 'example.com/fork', version: 'v1.2.0', zip: [], mod: [] },
  ]);
});
