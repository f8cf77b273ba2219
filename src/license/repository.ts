/** What a module's path says of its place in its repository. */

/** Hosts whose repositories lie two names deep: github.com/owner/repository. */
const TWO_DEEP: ReadonlySet<string> = new Set([
  'github.com',
  'bitbucket.org',
  'codeberg.org',
  'gitea.com',
  'gitee.com',
  'git.sr.ht',
  'gitlab.com',
]);

/**
 * Whether a module may lie below its repository's root, by its path. A vanity host's repositories lie anywhere below its name, so two
 * names are enough there.
 */
export function mayBeBelowRoot(modulePath: string): boolean {
  const parts = modulePath.split('/');
  if (/^v\d+$/.test(parts[parts.length - 1]!)) parts.pop();
  const host = parts[0]!;
  if (host === 'gopkg.in') return false;
  return parts.length > (TWO_DEEP.has(host) ? 3 : 2);
}
