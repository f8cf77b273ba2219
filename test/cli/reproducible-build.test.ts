/** Two clean builds of the same sources, in folders of other names, give the same bytes. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const SOURCES = ['build.mjs', 'package.json', 'tsconfig.json', 'src', 'rules', 'schemas'];

const root = mkdtempSync(join(tmpdir(), 'build-'));
afterAll(() => rmSync(root, { recursive: true }));

async function build(name: string): Promise<string[]> {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: folder });
  const dist = join(folder, 'dist');
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${relative(dist, file)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .sort();
}

it('gives the same files, wherever it is made', async () => {
  const [one, other] = await Promise.all([build('one'), build('deeper/folders/other')]);
  expect(one!.length).toBeGreaterThan(100);
  expect(one).toEqual(other);
}, 300_000);
