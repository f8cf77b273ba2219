/** The user's .netrc, read as cmd/go/internal/auth does: a line wise grammar of its own. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { basic } from '../http/credentials.ts';
import type { Environment } from '../http/web-proxy.ts';
import { readUserFile } from '../user-file.ts';

export interface NetrcEntry {
  readonly machine: string;
  readonly login: string;
  readonly password: string;
}

/** `home`: the user's home folder, if known. */
export function netrcPath(env: Environment, platform: NodeJS.Platform, home: string | undefined): string | undefined {
  if (env.NETRC) return env.NETRC;
  if (home === undefined) return undefined;
  // On Windows the old name comes first.
  const legacy = join(home, '_netrc');
  return platform === 'win32' && statSync(legacy, { throwIfNoEntry: false }) ? legacy : join(home, '.netrc');
}

/** No entries where the file is missing or unreadable. @throws UserFileError for a pipe, and for a file over the limit. */
export function readNetrc(path: string | undefined): readonly NetrcEntry[] {
  if (path === undefined) return [];
  const bytes = readUserFile(path);
  return bytes === undefined ? [] : parseNetrc(Buffer.from(bytes).toString('utf8'));
}

export function parseNetrc(text: string): NetrcEntry[] {
  const entries: NetrcEntry[] = [];
  let machine = '';
  let login = '';
  let password = '';
  let inMacro = false;
  for (const line of text.split('\n')) {
    if (inMacro) {
      if (line === '') inMacro = false;
      continue;
    }
    const words = line.split(/\s+/).filter((word) => word !== '');
    let i = 0;
    for (; i < words.length - 1; i += 2) {
      const value = words[i + 1]!;
      if (words[i] === 'machine') [machine, login, password] = [value, '', ''];
      else if (words[i] === 'login') login = value;
      else if (words[i] === 'password') password = value;
      else if (words[i] === 'macdef') inMacro = true;
      if (machine !== '' && login !== '' && password !== '') {
        entries.push({ machine, login, password });
        machine = login = password = '';
      }
    }
    // `default` as the last word of a line ends the machines; in the middle of one Go skips it with the word behind it.
    if (words[i] === 'default') break;
  }
  return entries;
}

/**
 * The Authorization header for an https URL: the longest entry that is the URL's host, or the host and the beginning of its path.
 * `written` is the URL as Go writes it: letter case, a trailing dot and a port all count.
 */
export function netrcCredentials(entries: readonly NetrcEntry[]): (url: URL, written?: string) => string | undefined {
  const byPrefix = new Map<string, string>();
  // The first of several entries for a machine counts.
  for (const { machine, login, password } of [...entries].reverse())
    byPrefix.set(machine.replace(/^https:\/\//, '').replace(/\/$/, ''), basic(login, password));
  return (url, written = url.href) => {
    if (url.protocol !== 'https:' || byPrefix.size === 0) return undefined;
    let prefix = written.replace(/^https:\/\//, '').replace(/\/$/, '');
    for (;;) {
      const found = byPrefix.get(prefix);
      if (found !== undefined) return found;
      const slash = prefix.lastIndexOf('/');
      if (slash < 0) return undefined;
      prefix = prefix.slice(0, slash);
    }
  };
}
