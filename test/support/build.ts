/** Set-up of the tests that run the built command: builds it where dist is missing or older than what it is made of. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MADE_OF = ['src', 'rules', 'build.mjs', 'package-lock.json'];

/** vitest calls this once, before the first of these tests. */
export function setup(): void {
  const built = statSync('dist/bin.cjs', { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (MADE_OF.every((path) => newest(path) <= built)) return;
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs', '--cli'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the command cannot be built: ${stderr}`);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return path.endsWith('.md') ? 0 : stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
