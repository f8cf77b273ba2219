/** File patterns of policies: minimatch over repository paths. Loaded where a policy has some; what is returned is synchronous. */
import { MAX_BRACE_PATTERNS } from '../limits.ts';

/** The limit on braces is told where a policy is read; here it is the last word. */
const OPTIONS = { dot: true, nocomment: true, nonegate: true, braceExpandMax: MAX_BRACE_PATTERNS } as const;

/** Whether a path matches one of the patterns; without patterns none does. Plain paths are looked up, answers are remembered. */
export async function fileTest(globs: readonly string[]): Promise<(path: string) => boolean> {
  const plain = new Set(globs.filter(isPlain));
  const others = [...new Set(globs)].filter((glob) => !isPlain(glob));
  if (others.length === 0) return (path) => plain.has(path);
  const { Minimatch } = await import('minimatch');
  const all = others.map((glob) => new Minimatch(glob, OPTIONS));
  const known = new Map<string, boolean>();
  return (path) => {
    const matches = known.get(path) ?? (plain.has(path) || all.some((glob) => glob.match(path)));
    known.set(path, matches);
    return matches;
  };
}

/** Means itself: letters, digits and the like in elements that are not empty. */
function isPlain(glob: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(glob);
}
