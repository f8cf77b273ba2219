/** godebug lines of go.mod and go.work. */
import { slice } from '../mapped-text.ts';
import { fileReader, linesOf } from './lines.ts';

export const readGoMod = fileReader('file', (into, text, everything) => {
  let isInBlock = false;
  for (const line of linesOf(text.text)) {
    if (/^[ \t]*godebug[ \t]*\(/.test(line.text)) {
      isInBlock = true;
      continue;
    }
    if (/^[ \t]*\)/.test(line.text)) isInBlock = false;
    const m = /^[ \t]*(godebug[ \t]+)?([a-z]\w*=[^\s/]+)/.exec(line.text);
    if (m === null || !(isInBlock || m[1])) continue;
    const from = m[0].length - m[2]!.length;
    const setting = slice(line, from, m[0].length);
    into.add('GODEBUG', setting, setting, { by: 'go.mod', reach: everything, literal: true });
  }
});
