/** One line on the terminal that says how far a command is, rewritten until it is done. */
import { type Printable, safe } from '../../text/printable.ts';
import type { Terminal } from './command.ts';

/** `asking: 10 of 40 facts`. Only for a standard error that is a terminal. */
export function progressLine(
  terminal: Pick<Terminal, 'err'>,
  verb: Printable,
  noun: Printable,
): (settled: number, asked: number) => void {
  let last = 0;
  return (settled, asked) => {
    if (settled === asked) return terminal.err(safe`\r\u001b[K`);
    if (settled - last < 10 && settled > 10) return;
    last = settled;
    terminal.err(safe`\r\u001b[K${verb}: ${settled} of ${asked} ${noun}`);
  };
}
