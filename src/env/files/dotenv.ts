/** Environment files: `NAME=value` lines, as compose, direnv, and the programs that load `.env` read them. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, span } from '../../text/source.ts';
import { variableOf } from '../mentions.ts';
import { type FileSetting, reach, type SettingsRead } from '../setting.ts';

const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*/;

export function readDotenv(source: Source): SettingsRead {
  const settings: FileSetting[] = [];
  const everything = reach('file', source.path);
  const { text } = source;
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    const line = text.slice(from, end);
    const m = LINE.exec(line);
    const variable = m && variableOf(m[1]!);
    if (m && variable) {
      const nameFrom = from + line.indexOf(m[1]!);
      const { value, start, length } = unquoted(line, m[0].length);
      settings.push({
        variable,
        value,
        nameAt: span(source, nameFrom, nameFrom + variable.length),
        valueAt: span(source, from + start, from + start + length),
        by: 'environment',
        reach: everything,
        certainty: 'certain',
      });
    }
    from = end + 1;
  }
  return { settings, unread: [] };
}

/** In quotes as it is; without them up to a blank and `#`. A value that is one expansion comes from elsewhere. */
function unquoted(line: string, from: number): { value: string | undefined; start: number; length: number } {
  const mark = line[from];
  if (mark === '"' || mark === "'") {
    const end = indexOrEnd(line, mark, from + 1);
    return { value: line.slice(from + 1, end), start: from + 1, length: end - from - 1 };
  }
  const rest = line.slice(from);
  const comment = rest.search(/(?:^|[ \t])#/);
  const value = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  const isElsewhere = /^\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})$/.test(value);
  return { value: isElsewhere ? undefined : value, start: from, length: value.length };
}
