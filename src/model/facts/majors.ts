/** Module paths of the next major versions: `example.com/x` → `example.com/x/v2` → …; `gopkg.in/x.v2` → `gopkg.in/x.v3`. */
import { authorsWord } from '../../go/graph/files/summary.ts';
import { splitPathVersion } from '../../go/version/path-major.ts';
import { compare, prerelease } from '../../go/version/semver.ts';

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

/** The version whose go.mod says what is retracted: the highest release, else the highest of all (modload.queryLatestVersionIgnoringRetractions). */
export function latestOf(versions: readonly string[]): string | undefined {
  const releases = versions.filter((version) => prerelease(version) === '');
  const candidates = releases.length > 0 ? releases : versions;
  return candidates.reduce<string | undefined>(
    (best, version) => (best === undefined || compare(version, best) > 0 ? version : best),
    undefined,
  );
}

/** Those that are not retracted. `goMod`: text of the latest version's go.mod; undefined where it is not known. */
export function standingVersions(versions: readonly string[], goMod: string | undefined): readonly string[] {
  if (goMod === undefined) return versions;
  const { retract } = authorsWord({ text: goMod });
  return versions.filter((v) => !retract.some(({ low, high }) => compare(low, v) <= 0 && compare(v, high) <= 0));
}
