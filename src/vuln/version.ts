/** Versions as the Go vulnerability database and govulncheck write and compare them (internal/semver, internal/osv). */
import { compare } from '../go/version/semver.ts';

/** `1.2.3`, `v1.2.3` and `go1.2.3` are one version. What is no version stays as it is, with `v`, and is less than all that are. */
export function vulnVersion(written: string): string {
  const bare = written.startsWith('v') ? written.slice(1) : written;
  return `v${bare.startsWith('go') ? bare.slice(2) : bare}`;
}

/** Whether `a` is before `b`; both as vulnVersion gives them. */
export function isBefore(a: string, b: string): boolean {
  return compare(a, b) < 0;
}

const GO_RELEASE = /^go(\d+)(?:\.(\d+)(?:\.(\d+))?(?:(rc|beta|-pre)\.?(\d+))?)?$/;

/**
 * The standard library's version by what `go env GOVERSION` says: `go1.22.3` → `v1.22.3`, `go1.22rc1` → `v1.22.0-rc.1`. undefined for
 * development and custom builds, about which no entry says anything.
 */
export function standardLibraryVersion(goversion: string): string | undefined {
  const match = GO_RELEASE.exec(goversion.trim().split(/\s/, 1)[0]!);
  if (!match) return undefined;
  const [, major, minor = '0', patch = '0', kind, number] = match;
  const release = `v${major}.${minor}.${patch}`;
  return kind === undefined ? release : `${release}-${kind.replace('-', '')}.${number}`;
}
