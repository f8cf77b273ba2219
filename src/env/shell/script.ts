/** Settings in shell scripts: what is assigned, exported, given to one command, written to a file, or configured by one. */

import { hostKeySetting } from '../git-ssh/ssh-config.ts';
import { MAX_SHELL_DEPTH } from '../limits.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import { collect, isAssignment, nameAndValue } from './assignment.ts';
import { commandReach, manner, type ShellContext } from './context.ts';
import { readGit } from './git.ts';
import { readGo } from './go.ts';
import { lexScript } from './lexer.ts';
import { readDocuments, readPrinted } from './printed.ts';
import type { ShellCommand, ShellWord } from './words.ts';

/** Reads a script, and those that it runs from its own text (`sh -c "…"`). */
export function readScript(script: MappedText, context: ShellContext): void {
  if (context.level >= MAX_SHELL_DEPTH) {
    context.into.gap(TOO_DEEP, { start: script.offsetAt(0), end: script.offsetAt(0) + 1 });
    return;
  }
  const { commands, tooDeepAt } = lexScript(script);
  if (tooDeepAt !== undefined) {
    const start = script.offsetAt(Math.min(tooDeepAt, script.text.length - 1));
    context.into.gap(TOO_DEEP, { start, end: start + 1 });
  }
  const exported = exportedNames(commands);
  for (const command of commands) {
    const inner: ShellContext = command.isConditional ? { ...context, certainty: 'likely' } : context;
    runWords(inner, command, command.words, exported);
  }
}

const TOO_DEEP = `quotes and substitutions are nested more than ${MAX_SHELL_DEPTH} deep; what follows was not read`;

/** Names that the script exports anywhere; undefined where it exports all (`set -a`). */
function exportedNames(commands: readonly ShellCommand[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { words } of commands) {
    const [first, second] = words;
    if (
      first?.text === 'set' &&
      /^-\w*a|^-o$/.test(second?.text ?? '') &&
      (second!.text !== '-o' || words[2]?.text === 'allexport')
    )
      return undefined;
    if (first === undefined || !isExport(words)) continue;
    for (const { text } of words.slice(1)) names.add(/^\w*/.exec(text)![0]);
  }
  return names;
}

const DECLARES: ReadonlySet<string> = new Set(['declare', 'typeset', 'local', 'readonly']);

function isExport(words: readonly ShellWord[]): boolean {
  const name = words[0]?.text ?? '';
  return name === 'export' || (DECLARES.has(name) && words.some(({ text }) => /^-\w*x/.test(text)));
}

/** Programs that run the command behind their options. */
const WRAPPERS: ReadonlySet<string> = new Set(
  'sudo doas command exec builtin nohup time nice ionice timeout xargs stdbuf setsid gosu su-exec chroot run retry retry.sh unshare flock'.split(
    ' ',
  ),
);

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'busybox', 'su']);
const CONTAINERS: ReadonlySet<string> = new Set(
  'docker podman buildah nerdctl docker-compose executor /kaniko/executor img kubectl'.split(' '),
);
const SSH: ReadonlySet<string> = new Set(['ssh', 'scp', 'sftp', 'rsync', 'autossh', 'mosh', 'gcloud']);
/** Programs whose words are only text. */
const TEXT_ONLY =
  /^(?:\[\[?|test|grep|egrep|fgrep|rg|sed|awk|gawk|log\w*|info|warn\w*|die|fail|assert\w*|usage|diff|sort|jq|yq|tr|cut|head|tail|print|msg|note|exit|return|trap|curl|wget)$/i;

function runWords(
  context: ShellContext,
  command: ShellCommand,
  words: readonly ShellWord[],
  exported?: ReadonlySet<string>,
): void {
  if (context.level >= MAX_SHELL_DEPTH) {
    context.into.gap(TOO_DEEP, { start: words[0]!.offsetAt(0), end: words[0]!.offsetAt(0) + 1 });
    return;
  }
  let n = 0;
  while (n < words.length && isAssignment(words[n]!)) n++;
  const program = words[n];
  if (program === undefined) {
    for (const word of words) {
      const isExported = exported === undefined || exported.has(nameAndValue(word)!.name.text);
      const how = manner(context, isExported ? 'export' : 'assignment');
      collect(context, word, isExported ? how : { ...how, certainty: 'likely' });
    }
    if (words.length === 0) readDocuments(context, command, undefined, readScript);
    return;
  }
  if (n > 0) {
    const how = manner(context, 'command', commandReach(context, words[0]!));
    for (const word of words.slice(0, n)) collect(context, word, how);
  }
  runProgram(context, command, program, words.slice(n + 1));
}

function runProgram(
  context: ShellContext,
  command: ShellCommand,
  program: ShellWord,
  words: readonly ShellWord[],
): void {
  const name = programName(program.text);
  if (name === 'export' || DECLARES.has(name)) {
    const isExported = isExport([program, ...words]);
    const isUnset = words.some(({ text }) => /^-\w*n/.test(text)) && name === 'export';
    for (const word of words) {
      if (isUnset) context.into.variable(word, undefined, manner(context, 'unset'));
      else
        collect(context, word, {
          ...manner(context, isExported ? 'export' : 'assignment'),
          ...(isExported ? {} : { certainty: 'likely' }),
        });
    }
  } else if (name === 'setenv' && words[0] && words[1]) {
    context.into.variable(words[0], words[1], { ...manner(context, 'export'), literal: !words[1].expands });
  } else if (name === 'unset') {
    for (const word of words) unset(context, word);
  } else if (name === 'env') {
    readEnv(context, command, program, words);
  } else if (name === 'go') {
    readGo(context, program, words);
  } else if (name === 'git') {
    readGit(context, program, words);
  } else if (name === 'echo' || name === 'printf') {
    readPrinted(context, command, words, name === 'printf', readScript);
  } else if (name === 'cat' || name === 'tee') {
    readDocuments(
      context,
      command,
      name === 'tee' ? words.find(({ text }) => !text.startsWith('-')) : undefined,
      readScript,
    );
  } else if (SHELLS.has(name)) {
    readShell(context, command, words);
  } else if (name === 'eval' || name === 'alias') {
    for (const word of words) {
      const value = name === 'alias' ? nameAndValue(word)?.value : word;
      if (value) readScript(value, { ...context, certainty: 'likely', level: context.level + 1 });
    }
  } else if (CONTAINERS.has(name)) {
    readContainer(context, command, program, words);
  } else if (name === 'make' || name === 'gmake') {
    const how = manner(context, 'command', commandReach(context, program));
    for (const word of words) collect(context, word, how);
  } else if (SSH.has(name)) {
    readSsh(context, command, program, words);
  } else if (WRAPPERS.has(name)) {
    readWrapped(context, command, words);
  } else if (!TEXT_ONLY.test(name)) {
    readUnknown(context, command, words);
  }
}

/** `/usr/bin/env` is `env`; `$GO`, `$(GO)` and the like stand for `go`. */
function programName(text: string): string {
  const name = text.slice(text.lastIndexOf('/') + 1);
  return /^[@+-]*\$[({]?GO(?:CMD|_CMD|BIN|_BIN|EXE)?[)}]?$/.test(text) ? 'go' : name.replace(/\.exe$/, '');
}

function unset(context: ShellContext, word: ShellWord): void {
  context.into.variable(word, slice(word, 0, 0), manner(context, 'unset'));
}

/** `env [-i] [-u NAME] [NAME=value…] [command…]`. */
function readEnv(context: ShellContext, command: ShellCommand, env: ShellWord, words: readonly ShellWord[]): void {
  const how = manner(context, 'command', commandReach(context, env));
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.text === '-u' || word.text === '--unset') i++;
    else if (word.text === '-S' || word.text === '--split-string') continue;
    else if (word.text.startsWith('-')) continue;
    else if (!collect(context, word, how)) {
      runWords({ ...context, level: context.level + 1 }, command, words.slice(i));
      return;
    }
  }
}

/** `sh -c SCRIPT`, and a here-document as input. */
function readShell(context: ShellContext, command: ShellCommand, words: readonly ShellWord[]): void {
  const inner: ShellContext = { ...context, level: context.level + 1 };
  const at = words.findIndex(({ text }) => /^-\w*c$/.test(text) || text === '--command');
  const script = words.slice(at + 1).find(({ text }) => !/^[-+]/.test(text));
  if (at >= 0 && script) readScript(script, inner);
  for (const { body } of command.documents) readScript(body, inner);
}

/** `-e NAME=value` and `--build-arg NAME=value`; then the command that the container runs. */
function readContainer(
  context: ShellContext,
  command: ShellCommand,
  program: ShellWord,
  words: readonly ShellWord[],
): void {
  const how = manner(context, 'command', commandReach(context, program));
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const option = /^(?:-e|--env|--build-arg|--opt|--from-literal)(=?)/.exec(word.text);
    if (option === null) continue;
    if (option[1] === '=') collect(context, { ...word, ...slice(word, option[0].length) }, how);
    else if (option[0] === word.text && words[i + 1]) collect(context, words[++i]!, how);
    else if (word.text.startsWith('-e')) collect(context, { ...word, ...slice(word, 2) }, how);
  }
  readUnknown(context, command, words);
}

/** Options of ssh, and the command that it runs on another machine. */
function readSsh(context: ShellContext, command: ShellCommand, program: ShellWord, words: readonly ShellWord[]): void {
  const how = manner(context, 'flag', commandReach(context, program));
  for (const word of words) {
    hostKeySetting(context.into, word, how);
    if (/[\s;&]/.test(word.text) && !word.text.startsWith('-')) readScript(word, elsewhere(context));
  }
  for (const { body } of command.documents) readScript(body, elsewhere(context));
}

function elsewhere(context: ShellContext): ShellContext {
  return { ...context, certainty: 'likely', level: context.level + 1 };
}

/** Options and their numbers are passed over; `sudo NAME=value command` sets as well. */
function readWrapped(context: ShellContext, command: ShellCommand, words: readonly ShellWord[]): void {
  let n = 0;
  while (n < words.length && /^-|^[0-9.]+[smhd]?$|^root$|^[\w.-]+:[\w.-]+$/.test(words[n]!.text)) {
    // An option with an argument: the name of a user or group.
    if (/^-[ugUCDhpRT]$/.test(words[n]!.text)) n++;
    n++;
  }
  const rest = words.slice(n);
  if (rest.length > 0 && !rest.every(isAssignment)) runWords({ ...context, level: context.level + 1 }, command, rest);
}

/** A function or program that may run the command that its words are: `retry 3 go env -w …`, `run bash -c …`. */
function readUnknown(context: ShellContext, command: ShellCommand, words: readonly ShellWord[]): void {
  const likely = elsewhere(context);
  const at = words.findIndex((word) => {
    const name = programName(word.text);
    return name === 'go' || name === 'git' || name === 'env' || name === 'ssh' || SHELLS.has(name);
  });
  if (at < 0) return;
  let from = at;
  while (from > 0 && isAssignment(words[from - 1]!)) from--;
  runWords(likely, { ...command, documents: [] }, words.slice(from));
}

/** A command whose words are given one by one, without a shell. Returns whether the program is one that is read. */
export function readProgram(words: readonly MappedText[], context: ShellContext): boolean {
  const plain = words.map((word): ShellWord => ({ ...word, bareUntil: 0, expands: true }));
  const [program, ...rest] = plain;
  if (program === undefined) return false;
  const name = programName(program.text);
  const isRead = SHELLS.has(name) || CONTAINERS.has(name) || ['go', 'git', 'env'].includes(name);
  const at = isRead ? 0 : rest.findIndex(({ text }) => SHELLS.has(programName(text))) + 1;
  if (!isRead && at === 0) return false;
  const command: ShellCommand = {
    words: plain,
    redirections: [],
    documents: [],
    isConditional: false,
    group: undefined,
  };
  runProgram(context, command, plain[at]!, plain.slice(at + 1));
  return true;
}
