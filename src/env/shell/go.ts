/** `go env -w NAME=value`, `go get -insecure`. */
import { slice } from '../mapped-text.ts';
import { collect } from './assignment.ts';
import { commandReach, manner, type ShellContext } from './context.ts';
import type { ShellWord } from './words.ts';

export function readGo(context: ShellContext, go: ShellWord, words: readonly ShellWord[]): void {
  // `go -C folder …` runs in another folder.
  const at = words[0]?.text === '-C' ? 2 : 0;
  const command = words.slice(at).find(({ text }) => !text.startsWith('-'))?.text;
  if (command === 'env') {
    const flags = words.filter(({ text }) => text.startsWith('-')).map(({ text }) => text.replace(/^--/, '-'));
    if (flags.includes('-w'))
      for (const word of words) collect(context, word, manner(context, 'go env -w', context.lasting));
    if (flags.includes('-u')) {
      for (const word of words) context.into.variable(word, undefined, manner(context, 'unset', context.lasting));
    }
    return;
  }
  if (command === 'get') insecureFlag(context, go, words);
  const isTool = command === 'get' && words.some(({ text }) => /^--?tool$/.test(text));
  if (command === 'install' || command === 'run' || isTool) readInstalled(context, go, words, command === 'run');
}

function insecureFlag(context: ShellContext, go: ShellWord, words: readonly ShellWord[]): void {
  for (const word of words) {
    const m = /^--?insecure(?:=(true|1|t|T|TRUE|True|false|0|f|F|FALSE|False))?$/.exec(word.text);
    if (m === null) continue;
    const name = slice(word, 0, word.text.startsWith('--') ? 10 : 9);
    const value = m[1] === undefined ? undefined : slice(word, m[0].length - m[1].length);
    context.into.add('-insecure', name, value, {
      ...manner(context, 'flag', commandReach(context, go)),
      implied: 'true',
    });
  }
}

/** `PATH@VERSION`, each; of `go run` only the first, since the rest is the program's own. */
function readInstalled(context: ShellContext, go: ShellWord, words: readonly ShellWord[], isRun: boolean): void {
  for (const word of words) {
    if (!/^[A-Za-z][\w.-]*\.[\w.-]+\/\S*@\S+$/.test(word.text)) continue;
    context.into.add('go install', go, word, manner(context, 'flag', commandReach(context, go)));
    if (isRun) return;
  }
}
