/** Procfiles: `name: command`. */
import { slice } from '../mapped-text.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';
import { fileReader, linesOf } from './lines.ts';

export const readProcfile = fileReader('file', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    const m = /^[\w-]+:[ \t]*/.exec(line.text);
    if (m) readScript(slice(line, m[0].length), scriptContext(into, everything, everything));
  }
});
