/** Terminal colors by hand: `util.styleText` would ask the environment, and these are all we need. */
import { type Printable, safe } from '../../text/printable.ts';

export type Paint = (style: Style, text: Printable) => Printable;

export type Style = 'error' | 'warning' | 'note' | 'good' | 'strong' | 'frame' | 'faint';

/** Bold and standard, so that they can be read on a dark and on a light background: yellow and white cannot. */
const CODES = {
  error: '1;31',
  warning: '1;35',
  note: '1;36',
  good: '1;32',
  strong: '1',
  frame: '1;34',
  faint: '2',
} as const satisfies Readonly<Record<Style, string>>;

export function paint(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => (text === '' ? text : safe`\u001b[${CODES[style]}m${text}\u001b[0m`);
}
