/** What a fleet run is started with, so that only results of equal runs are put together. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { RunInfo } from '../../fleet/run-folder.ts';
import { readBounded } from '../../gather/read-file.ts';
import { isDay } from '../../policy/day.ts';
import { VERSION } from '../../version.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';

/** Bytes of a policy file or a record of facts. */
const MAX_FILE = 1 << 30;

/** Options that name files: what counts is what is in them. */
const FILES: readonly string[] = ['policy', 'policy-base', 'facts'];

/** `args`: only options that say how targets are checked. Throws UsageError. */
export function runInfo(args: Arguments, terminal: Terminal, started?: RunInfo): RunInfo {
  const today = args.values.get('as-of') ?? started?.today ?? terminal.today();
  if (!isDay(today)) throw new UsageError(`--as-of: ${quoted(today)} is not a valid date (use YYYY-MM-DD)`);
  return { version: 1, tool: VERSION, today, policy: policyHash(args, terminal.cwd) };
}

/** A server's timeout changes how long a run waits, not what it checks. */
function policyHash({ flags, values, lists }: Arguments, cwd: string): string {
  const hash = createHash('sha256');
  const part = (name: string, value: string | Uint8Array) => hash.update(`${name}\0${value.length}\0`).update(value);
  for (const flag of [...flags].sort()) part(flag, '');
  for (const [name, value] of [...values].sort()) {
    if (name === 'as-of' || name === 'timeout') continue;
    part(name, FILES.includes(name) ? contentOf(name, value, cwd) : value);
  }
  for (const [name, list] of [...lists].sort()) for (const value of list) part(name, value);
  return hash.digest('hex');
}

function contentOf(option: string, file: string, cwd: string): Uint8Array {
  const bytes = readBounded(resolve(cwd, file), MAX_FILE);
  if ('problem' in bytes) throw new UsageError(`--${option} ${quoted(file)} ${bytes.problem}`);
  return bytes;
}
