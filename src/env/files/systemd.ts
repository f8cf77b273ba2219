/** Units of systemd: `Environment=`, and the commands that a service runs. */
import { environmentWords } from '../environment-words.ts';
import { slice } from '../mapped-text.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';
import { fileReader, linesOf } from './lines.ts';

export const readUnit = fileReader('machine', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    const m = /^(?:(Environment)|Exec\w+)[ \t]*=[ \t]*[-@:+!]*/.exec(line.text);
    if (m?.[1]) {
      for (const { word } of environmentWords(slice(line, m[0].length))) {
        const pair = nameAndValue(word);
        if (pair) into.variable(pair.name, pair.value, { by: 'environment', reach: everything, literal: true });
      }
    } else if (m) {
      readScript(slice(line, m[0].length), scriptContext(into, everything, everything));
    }
  }
});
