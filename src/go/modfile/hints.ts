/** What a person should do about an error of go.mod or go.work, where the message alone does not say it. */
import { type FileKind, VERBS } from './verbs.ts';

/** For an error of the syntax at `start`. */
export function syntaxHint(
  text: string,
  error: { readonly start: number; readonly message: string },
): string | undefined {
  if (!error.message.startsWith('unexpected input character')) return undefined;
  switch (text.codePointAt(error.start)) {
    case 0:
      return 'save the file as UTF-8: it contains NUL bytes, so it is damaged, binary, or UTF-16';
    case 0xfeff:
      return 'remove the byte order mark: save the file as UTF-8 without one';
    case 0xa0:
    case 0x3000:
    case 0x2007:
    case 0x202f:
      return 'replace this character with a plain space; it only looks like one';
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x2060:
      return 'delete the invisible character';
    default:
      return undefined;
  }
}

/** For an error of a directive or block. `token` is its line's, with the verb or (in a block) without. */
export function directiveHint(
  kind: FileKind,
  verb: string,
  token: readonly string[],
  message: string,
): string | undefined {
  // What no person wrote needs no advice, nor to be repeated in it.
  if (token.some((part) => part.length > 300)) return undefined;
  if (CONFLICT_MARKER.test(token[0] ?? '')) return 'resolve the merge conflict and remove the marker';
  if (message.startsWith('unknown directive')) return unknownHint(kind, verb);
  if (message.startsWith('unknown block type')) {
    return VERBS[kind].includes(verb)
      ? `${verb} takes its value on the same line, not a block`
      : unknownHint(kind, verb);
  }
  if (message.startsWith('invalid go version')) return goHint(token.at(-1) ?? '');
  if (message.startsWith('invalid toolchain version')) return toolchainHint(token.at(-1) ?? '');
  if (message.includes('must be of the form v1.2.3')) return versionHint(token, message);
  if (message.includes(' invalid: should be ')) return MAJOR_HINT;
  if (message.startsWith('replacement module ')) return targetHint(token.at(-1) ?? '');
  if (message.startsWith('replacement directory appears to be Windows path')) return windowsHint(token.at(-1) ?? '');
  if (message.startsWith('usage: ')) return usageHint(token);
  return undefined;
}

const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})$/;
const MAJOR_HINT = 'from v2 on, end the module path with the major version (/v2), or the version with +incompatible';

/** What people write for a directive that goes by another name. */
const OTHER_NAMES = new Map([
  ['inreplace', 'replace'],
  ['override', 'replace'],
  ['import', 'require'],
  ['dependency', 'require'],
  ['dependencies', 'require'],
  ['package', 'module'],
  ['tools', 'tool'],
]);

function unknownHint(kind: FileKind, verb: string): string | undefined {
  const other = kind === 'mod' ? 'work' : 'mod';
  if (VERBS[other].includes(verb)) return `${verb} is a directive of go.${other}, not of go.${kind}`;
  const meant = OTHER_NAMES.get(verb);
  if (meant && VERBS[kind].includes(meant)) return `Go has no ${verb} directive; use ${meant}`;
  const near = VERBS[kind].find((known) => isNear(verb, known));
  return near && `did you mean ${near}?`;
}

/** At most two letters off, a swap of neighbors counting as one, and most of the word right. */
function isNear(word: string, known: string): boolean {
  const most = known.length > 4 ? 2 : 1;
  return Math.abs(word.length - known.length) <= most && distance(word.toLowerCase(), known) <= most;
}

/** Optimal string alignment distance of two short words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

function goHint(version: string): string | undefined {
  const plain = /^(?:v|go)([1-9][0-9]*\.[0-9.]+)$/.exec(version)?.[1];
  return plain && `use ${plain}: a go line has no ${version[0] === 'v' ? 'v' : 'go'} before the version`;
}

function toolchainHint(name: string): string | undefined {
  return /^v?1\.[0-9]/.test(name)
    ? `write go${name.replace('v', '')}: a toolchain has the name of its release`
    : undefined;
}

/** `require a.example/x: version "main" invalid`: of a replacement, the side that is wrong. */
const WRONG_VERSION = /^(\w+) (\S+): version "([^"]+)" invalid/;

function versionHint(token: readonly string[], message: string): string | undefined {
  const [, verb = '', path = '', version = token.at(-1) ?? ''] = WRONG_VERSION.exec(message) ?? [];
  if (/^[0-9]+\.[0-9]/.test(version)) return `write v${version}`;
  // Branches, tags and commits are queries: Go resolves them on the command line only.
  if (!/^[A-Za-z0-9][-.\w/]*$/.test(version) || !/^\w[\w.~/-]*$/.test(path)) return undefined;
  return verb === 'require'
    ? `use a version: go get ${path}@${version} writes that of ${version}`
    : `use a version: go list -m ${path}@${version}, run outside the module, names that of ${version}`;
}

function targetHint(target: string): string | undefined {
  const ssh = /^[^@/:]+@([^@/:]+):(.+?)(?:\.git)?$/.exec(target);
  if (ssh) return `a git address is not a module path: use ${ssh[1]}/${ssh[2]} and a version`;
  return schemeHint(target);
}

function windowsHint(target: string): string {
  if (/^"?(?:[A-Za-z]:|\\\\)/.test(target))
    return 'write a relative path with / that exists in every checkout, such as ../lib';
  const path = target.replaceAll('"', '').replace(/\\+/g, '/');
  return `write / in place of \\, which Go takes on Windows too: ${path}`;
}

/** To Go `https://…` is `https:` and a comment. */
function schemeHint(token: string): string | undefined {
  return /^[a-z][a-z+]*:$/.test(token) ? `remove ${token}// from the module path` : undefined;
}

function usageHint(token: readonly string[]): string | undefined {
  const at = token.find((part) => /^[^@"]+@[^@"]+$/.test(part));
  if (at) return `replace the @ in ${at} with a space`;
  return schemeHint(token.at(-1) ?? '');
}
