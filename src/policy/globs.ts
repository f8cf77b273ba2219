/** File patterns of policies: minimatch over repository paths. Loaded where a policy has some; what is returned is synchronous. */

const OPTIONS = { dot: true, nocomment: true, nonegate: true } as const;

/** Whether a path matches one of the patterns; without patterns none does. */
export async function fileTest(globs: readonly string[]): Promise<(path: string) => boolean> {
  if (globs.length === 0) return () => false;
  const { Minimatch } = await import('minimatch');
  const all = globs.map((glob) => new Minimatch(glob, OPTIONS));
  return (path) => all.some((glob) => glob.match(path));
}
