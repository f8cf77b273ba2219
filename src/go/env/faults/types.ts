/** What can be wrong with the value of one setting. */

/** The kinds, by what is lost or refused. */
export type FaultKind =
  | 'auth-credentials'
  | 'auth-invalid'
  | 'cgo-allow-all'
  | 'git-credentials'
  | 'git-insteadof-plaintext'
  | 'git-protocol-plaintext'
  | 'git-tls-off'
  | 'go-get-insecure'
  | 'godebug-weak'
  | 'goflags-insecure'
  | 'goflags-invalid'
  | 'goflags-mod-mod'
  | 'goflags-modcacherw'
  | 'goflags-toolexec'
  | 'govcs-all'
  | 'govcs-invalid'
  | 'insecure-all'
  | 'insecure-pattern'
  | 'modules-auto'
  | 'modules-off'
  | 'no-such-variable'
  | 'noproxy-without-nosumdb'
  | 'pattern-never-matches'
  | 'private-all'
  | 'proxy-credentials'
  | 'proxy-direct-only'
  | 'proxy-fallthrough'
  | 'proxy-invalid'
  | 'proxy-plaintext'
  | 'proxy-skip-all'
  | 'proxy-third-party'
  | 'proxy-unreachable'
  | 'public-host-private'
  | 'ssh-hostkey-off'
  | 'sumdb-custom'
  | 'sumdb-invalid'
  | 'sumdb-off'
  | 'sumdb-plaintext'
  | 'sumdb-skip-all'
  | 'toolchain-invalid'
  | 'toolchain-pin';

export interface SettingFault {
  readonly kind: FaultKind;
  /** The part of the value that it is about: offsets in UTF-16 code units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** That part, such as one entry of a list. */
  readonly text: string;
  /** Go's own message, where Go refuses the value. */
  readonly error?: string;
  /** The host that the part names, with its port. */
  readonly host?: string;
  /** What is wrong, for a pattern that never matches; what a weak setting admits. */
  readonly reason?: string;
}

/** What a value means depends on where it stands. */
export interface FaultContext {
  /** Nothing is expanded there: a `$X` is those two characters, as in the files of `go env -w`. */
  readonly literal?: boolean;
  /** What else is set for the same commands; undefined for what is not set. */
  readonly valueFor?: (name: string) => string | undefined;
}
