/** Module paths that look like those of widely used repositories. */

/** Hosts on which anybody may have any name that is still free. */
export const FORGES: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/** A widely used repository, and how a module path resembles it. */
export interface LookAlike {
  /** The widely used repository that it looks like: `github.com/owner/name`. */
  readonly original: string;
  /** `owner`: the same repository name, the owner's name nearly · `name`: the same repository name, another owner. */
  readonly kind: 'owner' | 'name';
}

/** Gives the widely used repository that a module path looks like; undefined where it looks like none. */
export type FindLookAlike = (modulePath: string) => LookAlike | undefined;

/** Owners' names shorter than this differ by a letter from too many others. */
const MIN_OWNER = 4;
/** Repository names shorter than this are chosen by many. */
const MIN_NAME = 6;

/** `list`: repositories, apart by white space; of github.com without the host. */
export function lookAlikeFinder(list: string): FindLookAlike {
  const owners = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const word of list.split(/\s+/)) {
    const [host = '', owner = '', name = ''] = (word.split('/').length === 2 ? `github.com/${word}` : word).split('/');
    if (name === '') continue;
    owners.add(`${host}/${owner.toLowerCase()}`);
    const known = byName.get(name.toLowerCase());
    if (known) known.push(`${host}/${owner}/${name}`);
    else byName.set(name.toLowerCase(), [`${host}/${owner}/${name}`]);
  }
  return (modulePath) => {
    const [host = '', owner = '', name = ''] = modulePath.toLowerCase().split('/');
    if (!FORGES.has(host) || name === '' || owners.has(`${host}/${owner}`)) return undefined;
    const originals = byName.get(name) ?? [];
    const near = originals.find((original) => {
      const [itsHost, itsOwner = ''] = original.toLowerCase().split('/');
      return itsHost === host && isNearOwner(owner, itsOwner);
    });
    if (near !== undefined) return { original: near, kind: 'owner' };
    const [first] = originals;
    return first === undefined || name.length < MIN_NAME ? undefined : { original: first, kind: 'name' };
  };
}

function isNearOwner(owner: string, original: string): boolean {
  return (original.length >= MIN_OWNER && isOneEditApart(owner, original)) || differsByAffix(owner, original);
}

/** Optimal string alignment distance 1: one letter more, less or other, or two neighbors swapped. */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (a.length !== b.length) return restA.slice(1) === restB || restA === restB.slice(1);
  const isSwap = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || isSwap;
}

const AFFIXES = ['golang', 'go', 'io', 'lib', 'hq'].flatMap((word) => [word, `${word}-`, `-${word}`]);

/** `boltdb-go` and `boltdb`, in both directions. */
export function differsByAffix(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short !== '' && AFFIXES.some((affix) => long === short + affix || long === affix + short);
}
