/** What a script prints into files that a shell, a CI system, git or ssh reads later. */
import { gitConfigSettings } from '../git-ssh/git-config.ts';
import { readSshLines } from '../git-ssh/ssh-config.ts';
import { MAX_SHELL_DEPTH } from '../limits.ts';
import { joined, type MappedText, slice } from '../mapped-text.ts';
import { nameAndValue } from './assignment.ts';
import { manner, type ShellContext } from './context.ts';
import type { HereDocument, ShellCommand, ShellWord } from './words.ts';

type FileKind = 'environment' | 'script' | 'ssh' | 'git';

/** By the name of the file, or of the variable that holds it. */
const FILES: readonly (readonly [pattern: RegExp, kind: FileKind])[] = [
  [/GITHUB_ENV\b/, 'environment'],
  [/(?:^|\/)(?:environment|[\w.-]*\.env|\.env(?:\.[\w.-]+)?|go\/env)$/, 'environment'],
  [
    /BASH_ENV\b|(?:^|\/)\.(?:bashrc|profile|bash_profile|zshrc|zshenv|zprofile|envrc)$|\/etc\/(?:profile|bash\.bashrc)|\.sh$/,
    'script',
  ],
  [/(?:\.ssh\/config|ssh_config)(?:\.d\/.*)?$/, 'ssh'],
  [/(?:\.gitconfig|\.git\/config|\/etc\/gitconfig)$/, 'git'],
];

function fileKind({ text }: ShellWord): FileKind | undefined {
  return FILES.find(([pattern]) => pattern.test(text))?.[1];
}

/** The file that a command or a group around it writes to; undefined where none of these is written. */
function writtenKind(command: ShellCommand): FileKind | undefined {
  const all = [...command.redirections];
  let { group } = command;
  for (let depth = 0; group !== undefined && depth < MAX_SHELL_DEPTH; depth++) {
    all.push(...group.redirections);
    group = group.outer;
  }
  for (const { operator, target } of all) {
    const kind = ['>', '>>', '>|', '|', '&>', '&>>'].includes(operator) ? fileKind(target) : undefined;
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** Reads a script in another one; handed in, because this file is read by that reader. */
export type ReadScript = (script: MappedText, context: ShellContext) => void;

/** `echo` and `printf`: `words` stand behind the command's name. */
export function readPrinted(
  context: ShellContext,
  command: ShellCommand,
  words: readonly ShellWord[],
  isFormat: boolean,
  readScript: ReadScript,
): void {
  const shown = words.filter(({ text }, i) => i > 2 || !/^-[neE]+$/.test(text));
  const [format, ...values] = shown;
  if (format === undefined) return;
  const text = isFormat ? formatted(format, values) : joined(shown);
  loggingCommands(context, text);
  const kind = writtenKind(command);
  if (kind === undefined) return;
  const literal = shown.every(({ expands }) => !expands);
  readAs(kind, context, joined([...lines(text)], '\n'), literal, readScript);
}

/** What printf makes of a format with `%s`, which it repeats as long as there are values. */
function formatted(format: ShellWord, values: readonly ShellWord[]): MappedText {
  const holes = [...format.text.matchAll(/%[sqb]/g)];
  if (holes.length === 0) return format;
  const parts: MappedText[] = [];
  for (let used = 0; used === 0 || used < values.length; used += holes.length) {
    let from = 0;
    for (const [i, { index }] of holes.entries()) {
      parts.push(slice(format, from, index), ...values.slice(used + i, used + i + 1));
      from = index + 2;
    }
    parts.push(slice(format, from));
  }
  return joined(
    parts.filter(({ text }) => text !== ''),
    '',
  );
}

/** `cat >> FILE <<EOF`, `tee FILE <<EOF`. */
export function readDocuments(
  context: ShellContext,
  command: ShellCommand,
  target: ShellWord | undefined,
  readScript: ReadScript,
): void {
  const kind = (target && fileKind(target)) ?? writtenKind(command);
  for (const { body, expands } of command.documents as readonly HereDocument[])
    if (kind !== undefined) readAs(kind, context, body, !expands, readScript);
}

function readAs(
  kind: FileKind,
  context: ShellContext,
  text: MappedText,
  literal: boolean,
  readScript: ReadScript,
): void {
  if (kind === 'script') {
    readScript(text, { ...context, script: context.lasting, certainty: 'likely' });
  } else if (kind === 'ssh') {
    readSshLines(context.into, text, manner(context, 'configuration', context.lasting));
  } else if (kind === 'git') {
    gitConfigSettings(context.into, text, manner(context, 'configuration', context.lasting));
  } else {
    for (const line of lines(text)) {
      const from = line.text.length - line.text.replace(/^\s*(?:export\s+)?/, '').length;
      const pair = nameAndValue(slice(line, from));
      if (pair)
        context.into.variable(pair.name, unquoted(pair.value), {
          ...manner(context, 'written', context.lasting),
          literal,
        });
    }
  }
}

/** Azure Pipelines and, in former times, GitHub Actions set variables by what a step prints. */
function loggingCommands(context: ShellContext, text: MappedText): void {
  const m =
    /##vso\[task\.setvariable variable=([A-Za-z_]\w*)[^\]]*\]/i.exec(text.text) ??
    /::set-env name=([A-Za-z_]\w*)::/.exec(text.text);
  if (m === null) return;
  const nameFrom = m.index + m[0].indexOf(m[1]!, m[0].indexOf('=') + 1);
  const value = slice(text, m.index + m[0].length);
  const end = value.text.search(/[\r\n]/);
  context.into.variable(
    slice(text, nameFrom, nameFrom + m[1]!.length),
    slice(value, 0, end < 0 ? undefined : end),
    manner(context, 'written', context.lasting),
  );
}

/** A value in one pair of quotes. */
export function unquoted(value: MappedText): MappedText {
  const m = /^(["'])(.*)\1[ \t\r]*$/s.exec(value.text);
  return m === null ? slice(value, 0, value.text.trimEnd().length) : slice(value, 1, 1 + m[2]!.length);
}

/** At line ends, and at `\n` as `echo -e` and `printf` print it, with the tabs behind it. */
function* lines(text: MappedText): Generator<MappedText> {
  let from = 0;
  for (const { 0: end, index } of text.text.matchAll(/\r?\n|\\n(?:\\t)*/g)) {
    yield slice(text, from, index);
    from = index + end.length;
  }
  yield slice(text, from);
}
