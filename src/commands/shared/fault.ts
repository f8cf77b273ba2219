/**
 * What is said of a fault of modwarden itself, and the exit code that goes with it. A run that ended so has no result: the code is never
 * one of 0 to 3, which mean that policies were applied.
 */
import { joined, type Printable, printable, safe } from '../../text/printable.ts';

/** EX_SOFTWARE of sysexits.h. */
export const FAULT = 70;

/** One line: what is wrong and what to do. Where MODWARDEN_DEBUG is set, the stack follows. */
export function faultMessage(error: unknown, env: Readonly<Record<string, string | undefined>>): Printable {
  const { name, message, stack } = asError(error);
  const more = env.MODWARDEN_DEBUG ? safe`` : safe`, with the output of MODWARDEN_DEBUG=1`;
  const what = isDamage(error)
    ? safe`the installation is damaged (${firstLine(message)}); install modwarden again`
    : safe`internal error (${firstLine(`${name}: ${message}`)}); please report it${more}`;
  const stackLines = env.MODWARDEN_DEBUG && stack ? stack.split('\n') : [];
  return safe`modwarden: ${what}\n${joined(stackLines.map((line) => safe`  ${printable(line)}\n`))}`;
}

function asError(error: unknown): { name: string; message: string; stack?: string | undefined } {
  return error instanceof Error ? error : { name: 'thrown', message: String(error) };
}

const firstLine = (text: string) => printable(text.split('\n', 1)[0]!.slice(0, 300));

/** A file of our own that is not there, or that Node cannot compile: its stack begins with the file and the line. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, stack = '' } = error as NodeJS.ErrnoException;
  return (
    name === 'InstallationError' ||
    code === 'MODULE_NOT_FOUND' ||
    (name === 'SyntaxError' && /^[^\n]*\.cjs:\d+\n/.test(stack))
  );
}
