/** `.go-version` has a version alone, `.tool-versions` one a line behind the name of a tool. */
import { goVersion } from '../go-image.ts';
import { slice } from '../mapped-text.ts';
import { fileReader, linesOf } from './lines.ts';

export const readVersionFile = fileReader('developers', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    const m = /^[ \t]*(?:(?:golang|go)[ \t]+)?(?=(?:go)?1\.)/.exec(line.text);
    if (m) goVersion(into, slice(line, m[0].length), slice(line, m[0].length), everything);
  }
});
