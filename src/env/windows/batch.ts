/** Batch files of Windows: `set NAME=value`, `setx NAME value`, and go and git commands. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import type { Collector } from '../collector.ts';
import { gitSetting } from '../git-ssh/git-keys.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import type { Reach } from '../setting.ts';
import { nameAndValue } from '../shell/assignment.ts';

/** Commands of a line are separated by `&`, `&&` and `||`; nothing is quoted but by `"`. */
export function readBatch(into: Collector, script: MappedText, where: Reach, lasting: Reach): void {
  const { text } = script;
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    if (!/^[ \t]*(?:@?rem\b|::)/i.test(text.slice(from, Math.min(end, from + 200))))
      for (const command of commands(slice(script, from, end))) readCommand(into, command, where, lasting);
    from = end + 1;
  }
}

function* commands(line: MappedText): Generator<MappedText> {
  const { text } = line;
  let from = 0;
  let isQuoted = false;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '"') isQuoted = !isQuoted;
    if (c !== undefined && (isQuoted || !'&|()'.includes(c) || text[i - 1] === '^')) continue;
    const part = slice(line, from, i);
    const indent = /^[ \t@]*/.exec(part.text)![0].length;
    if (indent < part.text.length) yield slice(part, indent);
    from = i + 1;
  }
}

function readCommand(into: Collector, command: MappedText, where: Reach, lasting: Reach): void {
  const { text } = command;
  const set = /^set[ \t]+("?)/i.exec(text);
  const setx = /^setx[ \t]+(?:\/m[ \t]+)?"?(\w+)"?[ \t]+("?)/i.exec(text);
  const goEnv = /^(?:call[ \t]+)?go(?:\.exe)?[ \t]+env[ \t]+-w[ \t]+/i.exec(text);
  const git =
    /^git(?:\.exe)?[ \t]+config[ \t]+(?:--(?:global|system|local|add)[ \t]+)*"?((?:http|url|core)\.\S+?)"?[ \t]+"?([^\s"]+)/i.exec(
      text,
    );
  if (set) {
    // Blanks at the end are part of the value for set, and nobody means them.
    const stop = set[1] === '' ? text.trimEnd().length : Math.max(text.lastIndexOf('"'), set[0].length);
    const pair = nameAndValue(slice(command, set[0].length, stop));
    if (pair) into.variable(pair.name, pair.value, { by: pair.value.text === '' ? 'unset' : 'export', reach: where });
  } else if (setx) {
    const from = text.indexOf(setx[1]!, 4);
    const rest = text.slice(setx[0].length);
    const end = setx[2] === '' ? rest.search(/[ \t\r]|$/) : rest.search(/"|$/);
    into.variable(slice(command, from, from + setx[1]!.length), slice(command, setx[0].length, setx[0].length + end), {
      by: 'export',
      reach: lasting,
    });
  } else if (goEnv) {
    for (const m of text.slice(goEnv[0].length).matchAll(/"([A-Za-z_]\w*=[^"]*)"|([A-Za-z_]\w*=\S*)/g)) {
      const word = m[1] ?? m[2]!;
      const from = goEnv[0].length + m.index + (m[1] === undefined ? 0 : 1);
      const pair = nameAndValue(slice(command, from, from + word.length));
      if (pair) into.variable(pair.name, pair.value, { by: 'go env -w', reach: lasting });
    }
  } else if (git) {
    const key = git[0].indexOf(git[1]!);
    const value = git[0].lastIndexOf(git[2]!);
    gitSetting(into, slice(command, key, key + git[1]!.length), slice(command, value, value + git[2]!.length), {
      by: 'configuration',
      reach: lasting,
    });
  }
}
