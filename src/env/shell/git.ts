/** `git config KEY VALUE` and `git -c KEY=VALUE`. */
import { gitSetting } from '../git-ssh/git-keys.ts';
import { slice } from '../mapped-text.ts';
import { commandReach, manner, type ShellContext } from './context.ts';
import type { ShellWord } from './words.ts';

/** Options of `git config` that read, or take a setting away. */
const NOT_SETTING =
  /^--(?:get|unset|list|edit|rename-section|remove-section|get-all|get-regexp|unset-all|show-origin)|^-[le]$/;

const LASTING = /^--(?:global|system|local|worktree)$/;

/** Options with an argument of their own. */
const WITH_ARGUMENT: ReadonlySet<string> = new Set([
  '-f',
  '--file',
  '--blob',
  '--type',
  '--default',
  '-C',
  '--git-dir',
  '--work-tree',
]);

export function readGit(context: ShellContext, git: ShellWord, words: readonly ShellWord[]): void {
  let i = 0;
  for (; i < words.length; i++) {
    const { text } = words[i]!;
    if (text === '-c' || text === '--config') readKeyValue(context, git, words[++i]);
    else if (WITH_ARGUMENT.has(text)) i++;
    else if (!text.startsWith('-')) break;
  }
  const command = words[i]?.text;
  const rest = words.slice(i + 1);
  if (command === 'config') {
    readConfig(context, rest);
  } else if (command === 'clone') {
    rest.forEach(({ text }, at) => {
      if (text === '-c' || text === '--config') readKeyValue(context, git, rest[at + 1]);
    });
  }
}

function readKeyValue(context: ShellContext, git: ShellWord, word: ShellWord | undefined): void {
  if (word === undefined) return;
  const equals = word.text.lastIndexOf('=');
  const key = equals < 0 ? word : slice(word, 0, equals);
  const value = equals < 0 ? undefined : slice(word, equals + 1);
  gitSetting(context.into, key, value, manner(context, 'configuration', commandReach(context, git)));
}

function readConfig(context: ShellContext, words: readonly ShellWord[]): void {
  if (words.some(({ text }) => NOT_SETTING.test(text))) return;
  const plain: ShellWord[] = [];
  let isGlobal = false;
  for (let i = 0; i < words.length; i++) {
    const { text } = words[i]!;
    if (LASTING.test(text)) isGlobal ||= text === '--global' || text === '--system';
    else if (WITH_ARGUMENT.has(text)) i++;
    else if (!text.startsWith('-')) plain.push(words[i]!);
  }
  if (plain[0]?.text === 'set') plain.shift();
  const [key, value] = plain;
  // One word alone asks for the value.
  if (key === undefined || value === undefined) return;
  gitSetting(context.into, key, value, {
    ...manner(context, 'configuration', isGlobal ? context.lasting : context.script),
    literal: !value.expands && !key.expands,
  });
}
