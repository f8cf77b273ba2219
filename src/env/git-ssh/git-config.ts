/** The text of a git configuration: sections, keys and values (git-config(1)). */
import { indexOrEnd } from '../../text/index-or-end.ts';
import type { Collector, Manner } from '../collector.ts';
import { joined, type MappedText, slice } from '../mapped-text.ts';
import { gitSetting } from './git-keys.ts';

const SECTION = /^[ \t]*\[[ \t]*([A-Za-z0-9.-]+)(?:[ \t]+"((?:[^"\\]|\\.)*)")?[ \t]*\]/;
const KEY = /^[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*(?:=[ \t]*|(?=[#;\r\n]|$))/;

export function gitConfigSettings(into: Collector, text: MappedText, manner: Manner): void {
  let section = '';
  let base: MappedText | undefined;
  for (let from = 0; from < text.text.length; ) {
    const end = indexOrEnd(text.text, '\n', from);
    let line = slice(text, from, end);
    from = end + 1;
    const head = SECTION.exec(line.text);
    if (head !== null) {
      section = head[1]!.toLowerCase();
      const start = head[0].indexOf('"') + 1;
      base = head[2] === undefined ? undefined : slice(line, start, start + head[2].length);
      line = slice(line, head[0].length);
    }
    const m = KEY.exec(line.text);
    if (m === null) continue;
    const start = line.text.indexOf(m[1]!);
    const name = slice(line, start, start + m[1]!.length);
    const value = m[0].includes('=') ? configValue(slice(line, m[0].length)) : undefined;
    addKey(into, { section, base, name, value }, manner);
  }
}

interface ConfigKey {
  readonly section: string;
  readonly base: MappedText | undefined;
  readonly name: MappedText;
  readonly value: MappedText | undefined;
}

function addKey(into: Collector, { section, base, name, value }: ConfigKey, manner: Manner): void {
  const literal = { ...manner, literal: true };
  if (section === 'url' && base !== undefined) {
    if (name.text.toLowerCase() === 'insteadof') into.add('url.insteadOf', name, base, literal);
    return;
  }
  const parts: readonly MappedText[] = [{ ...name, text: section }, ...(base ? [base] : []), name];
  const key = joined(parts, '.');
  // The place of a key is where its name stands.
  const { offsetAt } = name;
  gitSetting(into, { text: key.text, offsetAt: (i) => offsetAt(Math.min(i, name.text.length - 1)) }, value, literal);
}

/** Without quotes, and without a comment behind it. */
function configValue(text: MappedText): MappedText {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text.text);
  if (quoted !== null) return slice(text, 1, 1 + quoted[1]!.length);
  const comment = text.text.search(/[#;]/);
  const value = (comment < 0 ? text.text : text.text.slice(0, comment)).trimEnd();
  return slice(text, 0, value.length);
}
