/** Which commands may be answered from an earlier run (repeat.ts). Apart from it, so that a hook loads no more than this. */
import type { Terminal } from './command.ts';

/** Commands that only read and show. */
const READING: ReadonlySet<string> = new Set([
  'check',
  'graph',
  'list',
  'why',
  'notice',
  'health',
  'env',
  'policy',
  'plan',
]);

/** A hook judges the index, which git reads, and it is over before it is known whether anything changed. */
const NEVER: ReadonlySet<string> = new Set(['--staged', '--pushed']);

/** Whether a run of this command may be answered from an earlier one. `build`: undefined where the sources are run as they are. */
export function mayRepeat(command: string, argv: readonly string[], { build, env }: Terminal): boolean {
  return (
    build !== undefined && env.MODWARDEN_CACHE !== 'off' && READING.has(command) && !argv.some((a) => NEVER.has(a))
  );
}
