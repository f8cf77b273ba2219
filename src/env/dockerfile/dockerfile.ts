/** Dockerfiles, Containerfiles and Earthfiles: ENV, ARG, and the scripts of RUN, by stage. */
import type { Source } from '../../text/source.ts';
import { Collector, type Manner } from '../collector.ts';
import { environmentWords } from '../environment-words.ts';
import { goImage, goVersion } from '../go-image.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import { type Reach, reach, type SettingsRead } from '../setting.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';
import { readPowerShell } from '../windows/powershell.ts';
import { type Instruction, instructions } from './instructions.ts';

export function readDockerfile(source: Source): SettingsRead {
  const into = new Collector(source);
  const all = [...instructions(source.text)];
  const lastStage = all.reduce((last, { name }, i) => (name === 'FROM' || name === 'TARGET' ? i : last), -1);
  const stages = new Map<string, Reach>();
  const argDefaults = new Map<string, MappedText>();
  let stage: Reach = reach('file', 'before the first stage');
  let isPowerShell = false;
  for (const [i, instruction] of all.entries()) {
    const { name, rest } = instruction;
    if (name === 'FROM' || name === 'TARGET') {
      stage = nextStage(instruction, stages, i === lastStage);
      isPowerShell = false;
      if (name === 'FROM') baseImage(into, rest, stage, argDefaults);
    } else if (name === 'ENV' || name === 'ARG') {
      const how: Manner =
        name === 'ENV'
          ? { by: 'image ENV', reach: stage }
          : { by: 'image ARG', reach: stage, certainty: 'overridable' };
      readEnvironment(into, rest, how, name === 'ARG' ? argDefaults : undefined);
    } else if (name === 'SHELL') {
      isPowerShell = /powershell|pwsh/i.test(rest.text);
    } else if (name === 'RUN' || name === 'CMD' || name === 'ENTRYPOINT') {
      readRun(into, instruction, stage, isPowerShell);
    }
  }
  return into.finish();
}

function nextStage({ name, rest }: Instruction, stages: Map<string, Reach>, isLast: boolean): Reach {
  const m = /^\s*(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest.text);
  // `FROM +target` of an Earthfile.
  const from = m?.[1]?.toLowerCase().replace(/^\+/, '') ?? '';
  const base = stages.get(name === 'FROM' ? from : 'base');
  const index = String(stages.size);
  const title = (name === 'FROM' ? m?.[2] : rest.text)?.toLowerCase() ?? index;
  const stage = reach(isLast ? 'image' : 'stage', `stage ${title}`, base);
  stages.set(title, stage);
  return stage;
}

/** The Go of an official image; a tag that an ARG before it gives by default may be overridden. */
function baseImage(into: Collector, rest: MappedText, stage: Reach, args: ReadonlyMap<string, MappedText>): void {
  const from = /^\s*(?:--\S+\s+)*/.exec(rest.text)![0].length;
  const image = slice(rest, from, from + /^\S*/.exec(rest.text.slice(from))![0].length);
  const filled = /^(?:.*\/)?golang:\$\{?(\w+)/.exec(image.text);
  const given = filled && args.get(filled[1]!);
  if (!given) {
    goImage(into, image, stage);
    return;
  }
  const colon = image.text.indexOf('golang:') + 6;
  goVersion(into, slice(image, colon - 6, colon), given, stage, 'overridable');
}

function readEnvironment(into: Collector, rest: MappedText, how: Manner, defaults?: Map<string, MappedText>): void {
  // ENV NAME value: the old form, without `=` in the first word.
  const old = /^\s*([A-Za-z_]\w*)[ \t]+(?!=)(\S[\s\S]*)$/.exec(rest.text.trimEnd());
  if (how.by === 'image ENV' && old) {
    const from = rest.text.indexOf(old[1]!);
    const valueFrom = rest.text.indexOf(old[2]!, from + old[1]!.length);
    const value = slice(rest, valueFrom, valueFrom + old[2]!.length);
    const quoted = /^(["'])(.*)\1$/s.exec(value.text);
    into.variable(slice(rest, from, from + old[1]!.length), quoted ? slice(value, 1, -1) : value, how);
    return;
  }
  for (const { word, literal } of environmentWords(rest)) {
    const pair = nameAndValue(word);
    if (pair === undefined) continue;
    defaults?.set(pair.name.text, pair.value);
    into.variable(pair.name, pair.value, { ...how, literal });
  }
}

function readRun(into: Collector, { rest, documents }: Instruction, stage: Reach, isPowerShell: boolean): void {
  const options = /^\s*(?:--[a-z]+(?:=\S+)?\s+)*/.exec(rest.text)![0].length;
  const script = slice(rest, options);
  const context = scriptContext(into, reach('script', into.lineAt(script.offsetAt(0)), stage), stage);
  const isOnlyDocument = documents.length > 0 && /^<<-?[ \t]*["']?\w+["']?[ \t]*\r?\n/.test(script.text);
  if (isOnlyDocument) {
    for (const body of documents) readScript(body, context);
  } else if (/^\s*\[/.test(script.text)) {
    const words = jsonWords(script);
    const at = words.findIndex(({ text }) => /^(?:-\w*c|\/c|-command)$/i.test(text));
    const inner = words[at + 1];
    if (at >= 0 && inner) readScript(inner, context);
    else readExec(words, context);
  } else if (isPowerShell || /^\s*(?:powershell|pwsh)\b/i.test(script.text)) {
    readPowerShell(into, script, context.script, stage);
  } else {
    readScript(script, context);
  }
}

/** `["env", "GOSUMDB=off", "go", "build"]`: as if each word were quoted. */
function readExec(words: readonly MappedText[], context: Parameters<typeof readScript>[1]): void {
  const [first] = words;
  if (first?.text !== 'env') return;
  for (const word of words.slice(1)) {
    const pair = nameAndValue(word);
    if (pair) context.into.variable(pair.name, pair.value, { by: 'command', reach: context.script, literal: true });
  }
}

function jsonWords(text: MappedText): MappedText[] {
  return [...text.text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) =>
    slice(text, m.index + 1, m.index + 1 + m[1]!.length),
  );
}
