/** Lines that set a variable of Go in a way that no reader of captures takes: a form of another shell, or blanks around the `=`. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, type Span, span } from '../../text/source.ts';
import { isGoSetting } from './names.ts';

/** `export X=`, `$env:X =`, `setenv X `, `ENV X=`, `go env -w X=`, `- X=`, `X = `. */
const SETS =
  /^[\ufeff \t]*((?:export|set|setx|setenv|declare|typeset|env|arg|go env -w)[ \t]+(?:-x[ \t]+)?|\$env:|[-$>][ \t]+)?["'{]?([A-Z][A-Z0-9_]{1,60})["'}]?(?:[ \t]*=|[ \t]+(?=[^ \t\r\n=:]))/i;

/** What goes by a value without `=`. */
const WORDS = /^(?:setx|setenv|env)[ \t]/i;

/** `read`: where the assignments that were read begin and end, in order. */
export function unreadLines(source: Source, read: readonly Pick<Span, 'start' | 'end'>[]): Span[] {
  const { text } = source;
  const unread: Span[] = [];
  let next = 0;
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    while (next < read.length && read[next]!.end < from) next++;
    const isRead = next < read.length && read[next]!.start < end;
    if (!isRead && setsGo(text.slice(from, Math.min(end, from + 200)))) unread.push(span(source, from, end));
    from = end + 1;
  }
  return unread;
}

function setsGo(line: string): boolean {
  const [whole = '', prefix = '', name = ''] = SETS.exec(line) ?? [];
  if (!isGoSetting(name)) return false;
  return whole.endsWith('=') || WORDS.test(prefix);
}
