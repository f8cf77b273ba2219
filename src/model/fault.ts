/** Faults of modwarden itself: what one of them keeps from being judged is a gap, and the rest is judged. */
import type { Unknown } from './facts/facts.ts';

const MAX_MESSAGE = 200;

/** What to do about it. */
export const FAULT_HINT = 'this is an error in modwarden: please report this message with the file or module';

/** The unknown that stands for what an exception left without an answer. One line, without paths of this machine. */
export function internalFault(error: unknown): Unknown {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const line = message.split('\n', 1)[0]!.slice(0, MAX_MESSAGE);
  return { known: false, why: 'failed', detail: `internal error: ${name}: ${line}`, internal: true };
}
