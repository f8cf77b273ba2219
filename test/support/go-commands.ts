/** The go commands that hints name. */

const COMMAND =
  /\bgo (?:get|list|work use|(?:mod|work) (?:edit|tidy|download|sync|vendor))\b(?: (?:-{1,2}[\w=./@+-]+|[\w.~+-]+(?:\/[\w.~+-]+)+(?:@[\w.+-]+)?|[\w-]+\.mod))*/g;

/** The go commands of a hint, each with its arguments. Words without an argument are prose, but those that take none. */
export function commandsIn(hint: string): string[][] {
  return [...hint.matchAll(COMMAND)]
    .map(([text]) => text.replace(/[.,]$/, '').split(' ').slice(1))
    .filter((args) => args.length > 1 && args.at(-1) !== 'edit');
}

/** The folder of the repository that a hint says its commands run in; '' is the root. */
export function folderIn(hint: string): string {
  return / \(in ([^()]+)\)$/.exec(hint)?.[1] ?? '';
}
