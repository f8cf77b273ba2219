/** Scripts that stand in trees, in whatever shell. */

import type { Collector } from '../collector.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import type { Certainty, Reach } from '../setting.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { scriptContext } from '../shell/context.ts';
import { readProgram, readScript } from '../shell/script.ts';
import { readBatch } from '../windows/batch.ts';
import { readPowerShell } from '../windows/powershell.ts';

export type Shell = 'sh' | 'powershell' | 'batch';

export interface ScriptPlace {
  readonly into: Collector;
  readonly reach: Reach;
  readonly lasting: Reach;
  readonly certainty: Certainty;
  /** Undefined where nothing says which. */
  readonly shell: Shell | undefined;
}

/** The shell that a key names: `shell: pwsh`, `- powershell: …`. */
export function shellNamed(name: string): Shell | undefined {
  if (/^(?:pwsh|powershell|ps)\b/i.test(name)) return 'powershell';
  if (/^cmd(?:\.exe)?$/i.test(name)) return 'batch';
  return /^(?:ba|z|da|k)?sh\b/.test(name) ? 'sh' : undefined;
}

export function readEmbedded(script: MappedText, { into, reach, lasting, certainty, shell }: ScriptPlace): void {
  const kind = shell ?? guessed(script.text);
  if (kind === 'powershell') readPowerShell(into, script, reach, lasting);
  else if (kind === 'batch') readBatch(into, script, reach, lasting);
  else readScript(script, scriptContext(into, reach, lasting, certainty));
}

/** Windows machines take other shells by default; what a script does tells which. */
function guessed(text: string): Shell {
  if (/^[ \t]*\$env:\w+[ \t]*=/im.test(text)) return 'powershell';
  return /^[ \t]*@?(?:set[ \t]+"?[A-Za-z_]\w*=|setx[ \t])/im.test(text) ? 'batch' : 'sh';
}

/** A command as a list of words, of which one may be a script: `["sh", "-c", "…"]`; or only its arguments. */
export function readWordList(words: readonly MappedText[], place: ScriptPlace): void {
  const [first] = words;
  if (first === undefined) return;
  const context = scriptContext(place.into, place.reach, place.lasting, place.certainty);
  const isProgram = !first.text.startsWith('-') && !/\s/.test(first.text);
  const script = words.findIndex(({ text }) => /^-\w*c$/.test(text));
  if (isProgram && readProgram(words, context)) return;
  if (script >= 0 && words[script + 1]) {
    readScript(words[script + 1]!, context);
    return;
  }
  for (const [i, word] of words.entries()) {
    const isOption = /^(?:-e|--env|--build-arg)$/.test(words[i - 1]?.text ?? '');
    const option = /^--?[\w-]+=(?:build-arg:)?(?=[A-Z]\w*=)/.exec(word.text)?.[0].length ?? 0;
    const pair = nameAndValue(slice(word, option));
    if (pair && (isOption || option > 0 || !/\s/.test(word.text)))
      place.into.variable(pair.name, pair.value, { by: 'command', reach: place.reach, certainty: place.certainty });
    else if (/\s/.test(word.text)) readEmbedded(word, place);
  }
}
