/** Where the remotes of a repository are: host and owner. What else a URL holds (a user, a token) goes nowhere. */
import { decode } from '../../text/bytes.ts';
import type { Environment } from '../http/web-proxy.ts';
import { GitError, gitIn } from './git-command.ts';

/** Characters of a URL that are read. */
const MAX_URL = 2_000;

/** `host/owner` of each remote, sorted, each once; none without git. `root`: the top of a work tree. */
export function gitRemotes(root: string, env: Environment): string[] {
  try {
    const git = gitIn({ folder: root, env, inHook: false });
    // Key and value are on two lines, entries end with NUL.
    const entries = decode(git.run(['config', '-z', '--local', '--get-regexp', '^remote\\..*\\.url$'])).split('\0');
    const urls = entries.map((entry) => entry.slice(entry.indexOf('\n') + 1));
    return [...new Set(urls.flatMap((url) => remoteOwner(url) ?? []))].sort();
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}

/** `git.acme.example/pay` for `ssh://git@git.acme.example:2222/pay/api.git` and `git@git.acme.example:pay/api`; undefined for a path. */
export function remoteOwner(url: string): string | undefined {
  if (url.length > MAX_URL) return undefined;
  const parts =
    /^(?:https?|ssh|git|git\+ssh):\/\/(?:[^/@]*@)?([\w.-]+)(?::[0-9]+)?\/(.*)$/.exec(url) ??
    /^(?:[^/@:]*@)?([\w-]+(?:\.[\w-]+)+):(?!\/\/)(.*)$/.exec(url);
  const [, host, path] = parts ?? [];
  if (host === undefined || path === undefined || !host.includes('.')) return undefined;
  const [owner = '', ...below] = path.split('/').filter((element) => element !== '');
  const named = below.length > 0 && /^[\w.~-]+$/.test(owner) ? `/${owner}` : '';
  return `${host.toLowerCase()}${named}`;
}
