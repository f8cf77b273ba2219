/** A Node program as a process of its own. */
import { spawnSync } from 'node:child_process';
import type { Ended } from './built.ts';

export function runNode(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    ...options,
    input: '',
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, out: stdout, err: stderr };
}
