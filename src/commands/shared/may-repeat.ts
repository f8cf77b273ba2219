/** Commands that only read: which may be answered from an earlier run (repeat.ts), and whose code is kept by itself. Apart from it, so that a hook loads no more than this. */
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

/** What is compiled for such a command is kept by itself; for the rest together. A run without a command checks. */
export function codeOf(first = 'check'): string {
  return READING.has(first) ? first : 'other';
}

/** A hook judges the index, which git reads, and it is over before it is known whether anything changed. */
const NEVER: ReadonlySet<string> = new Set(['--staged', '--pushed']);

/** Whether a run of this command may be answered from an earlier one. `build`: undefined where the sources are run as they are. */
export function mayRepeat(command: string, argv: readonly string[], { build, env }: Terminal): boolean {
  return (
    build !== undefined && env.MODWARDEN_CACHE !== 'off' && READING.has(command) && !argv.some((a) => NEVER.has(a))
  );
}
