/** Files of just: `export NAME := "value"`, and recipes. */
import { slice } from '../mapped-text.ts';
import { reach } from '../setting.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';
import { fileReader, linesOf } from './lines.ts';

export const readJust = fileReader('file', (into, text, everything) => {
  const exportsAll = /^set[ \t]+export(?:[ \t]*:=[ \t]*true)?[ \t]*$/m.test(text.text);
  for (const line of linesOf(text.text)) {
    const m = /^(export[ \t]+)?([A-Za-z_]\w*)[ \t]*:=[ \t]*(?:"([^"]*)"|'([^']*)')[ \t]*(?:#.*)?$/.exec(line.text);
    if (m) {
      const value = m[3] ?? m[4] ?? '';
      const nameFrom = m[1]?.length ?? 0;
      const valueFrom = m[0].indexOf(value, m[0].indexOf(':='));
      const isExported = exportsAll || m[1] !== undefined;
      into.variable(slice(line, nameFrom, nameFrom + m[2]!.length), slice(line, valueFrom, valueFrom + value.length), {
        by: isExported ? 'export' : 'assignment',
        reach: everything,
        certainty: isExported ? 'certain' : 'likely',
        literal: true,
      });
    } else if (/^[ \t]+\S/.test(line.text)) {
      const from = /^[ \t]+[@-]*/.exec(line.text)![0].length;
      const where = reach('script', into.lineAt(line.offsetAt(0)), everything);
      readScript(slice(line, from), scriptContext(into, where, everything));
    }
  }
});
