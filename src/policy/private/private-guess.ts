/** Which modules look private, from their paths alone. A guess, for people to decide on. */
import { modulePatternFault } from '../patterns/patterns.ts';

export interface PrivateGuess {
  /** Hosts that nobody outside can reach, by their names. */
  readonly likely: readonly string[];
  /** Hosts and organizations that may be public as well. */
  readonly possible: readonly string[];
}

/** Hosts where code is public unless its organization says otherwise. */
export const FORGES: ReadonlySet<string> = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'gitea.com',
  'git.sr.ht',
  'dev.azure.com',
]);

/** Names in front of well-known public modules. */
const PUBLIC =
  /^(?:golang\.org|google\.golang\.org|gopkg\.in|k8s\.io|sigs\.k8s\.io|go\.[a-z]+\.(?:org|io|com|dev)|[a-z]+\.org|cloud\.google\.com)$/;

/** Top levels that the public name system does not have. */
const INTERNAL =
  /\.(?:corp|internal|intranet|intern|lan|local|localdomain|private|home\.arpa)$|\.(?:corp|internal|intranet|intra)\./;

/** What companies call their own forges: git.acme.com. */
const OWN_FORGE = /^(?:git|gitlab|github|gitea|gerrit|bitbucket|stash|scm|vcs|source|src|code)\./;

/** `own`: paths of the repository's modules; `used`: of those that they require. */
export function guessPrivate(own: readonly string[], used: readonly string[]): PrivateGuess {
  const likely = new Set<string>();
  const possible = new Set<string>();
  for (const path of [...own, ...used]) {
    const host = hostOf(path);
    if (host !== undefined && !FORGES.has(host) && (INTERNAL.test(host) || OWN_FORGE.test(host))) likely.add(host);
  }
  for (const path of own) {
    const host = hostOf(path);
    if (host === undefined || likely.has(host)) continue;
    const organization = path.split('/')[1];
    if (!FORGES.has(host)) {
      if (!PUBLIC.test(host)) possible.add(host);
    } else if (organization !== undefined) possible.add(`${host}/${organization}`);
  }
  return { likely: sound(likely), possible: sound(possible) };
}

/** The first element of a path, where it is a host. */
function hostOf(path: string): string | undefined {
  const [host = ''] = path.split('/');
  return host.includes('.') ? host : undefined;
}

/** A path may hold signs that mean something else in a pattern. */
function sound(patterns: Iterable<string>): string[] {
  return [...patterns]
    .filter((pattern) => modulePatternFault(pattern) === undefined && /^[\w.~/-]+$/.test(pattern))
    .sort();
}
