/** Module paths of the next major versions: `example.com/x` → `example.com/x/v2` → …; `gopkg.in/x.v2` → `gopkg.in/x.v3`. */
import { splitPathVersion } from '../../go/version/path-major.ts';

/** The path `steps` majors up; undefined for a path that has no such form. */
export function majorPath(path: string, steps: number): string | undefined {
  const { prefix, pathMajor, ok } = splitPathVersion(path);
  if (!ok) return undefined;
  const major = majorOf(path)! + steps;
  return pathMajor.startsWith('.') ? `${prefix}.v${major}` : `${prefix}/v${major}`;
}

/** The major version that a path stands for: 1 where it names none (v0 and v1 share it). */
export function majorOf(path: string): number | undefined {
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok) return undefined;
  const digits = /\d+/.exec(pathMajor)?.[0];
  return digits === undefined ? 1 : Math.max(Number(digits), 1);
}
