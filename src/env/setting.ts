/** Settings of Go, git and ssh that files of a repository make, each with its place and how far it reaches. */
import type { Source, Span } from '../text/source.ts';

/** One place in a file that sets one variable. */
export interface FileSetting {
  /**
   * A variable as Go spells it (`GOSUMDB`), or what else decides how modules are fetched: `http.sslVerify`, `url.insteadOf`,
   * `core.sshCommand`, `StrictHostKeyChecking`, `-insecure` (of `go get`), `go install` for a program that is installed or run by its path and version, and `go-version` for the Go
   * that a job or image runs; `go-version-file` names the file that says which.
   */
  readonly variable: string;
  /**
   * After the language's own unquoting; `''` where the file empties or unsets it. Of `${X:-v}` it is the default `v`; other expansions stay as
   * they are written. Undefined where all of it comes from elsewhere (`$X`, `${{ inputs.x }}`). Of `url.insteadOf`, the new base URL.
   */
  readonly value: string | undefined;
  readonly nameAt: Span;
  /** The value as it is written, without quotes around it; the name where no value is written. */
  readonly valueAt: Span;
  readonly by: SetBy;
  readonly reach: Reach;
  readonly certainty: Certainty;
}

/** How a file sets a variable. */
export type SetBy =
  /** A line or entry of a file or list that is an environment: `NAME=value`, `name:` and `value:`. */
  | 'environment'
  /** A line of a file that `go env -w` writes, which Go reads without unquoting. */
  | 'goenv file'
  /** `go env -w NAME=value`. */
  | 'go env -w'
  /** `export`, `declare -x`, `set -gx`, `$env:X =`, `set X=`: for all that the script runs afterwards. */
  | 'export'
  /** An assignment that no export follows in the same script. It reaches programs only where the variable is exported already. */
  | 'assignment'
  /** Before a command (`X=1 go build`, `env X=1 …`), or an option of it (`docker run -e`, `--build-arg`). */
  | 'command'
  /** `unset X`, `env -u X`. */
  | 'unset'
  /** ENV of a Dockerfile. */
  | 'image ENV'
  /** ARG of a Dockerfile: an environment variable of the commands of its stage; whoever builds may change it. */
  | 'image ARG'
  /** Printed into a file that a shell or a CI system reads later: `>> $GITHUB_ENV`, `>> ~/.bashrc`. */
  | 'written'
  /** A key of a git or ssh configuration, in its file or by command. */
  | 'configuration'
  /** A flag of the go command itself. */
  | 'flag'
  /** A directive of go.mod. */
  | 'go.mod'
  /** A Go version that is installed: `go-version:`, `FROM golang:1.23`, `.go-version`. */
  | 'version';

/** How sure it is that the programs in reach see this value. */
export type Certainty =
  /** The file sets it, whoever runs it. */
  | 'certain'
  /** The file gives a default: `ARG X=v`, `${X:-v}`, `X ?= v`; another value may be given from outside. */
  | 'overridable'
  /** The file sets it under a condition, or in a form that other programs read (templates, values of charts). */
  | 'likely';

/**
 * Where a setting holds. Settings act together where they have the same reach, and where one reach lies within the other: those of
 * `outer` hold here too, unless a setting here replaces them.
 */
export interface Reach {
  readonly kind: ReachKind;
  /** Unique in its file, for people as well: `jobs.build`, `stage builder`, `line 12`. */
  readonly id: string;
  readonly outer: Reach | undefined;
}

export type ReachKind =
  /** One command. */
  | 'command'
  /** One script, or one step of a job. */
  | 'script'
  | 'step'
  | 'job'
  /** A stage of an image that is not the last. */
  | 'stage'
  /** The last stage of an image: the setting is part of the image. */
  | 'image'
  /** One container or service. */
  | 'container'
  /** All jobs of one pipeline or workflow. */
  | 'workflow'
  /** Everything that reads the file. */
  | 'file'
  /** Everybody who works on the repository, by their editor or shell. */
  | 'developers'
  /** All that one user of a machine, or of an image, runs. */
  | 'user'
  | 'machine';

/** What a reader makes of one file. */
export interface SettingsRead {
  /** In file order. */
  readonly settings: readonly FileSetting[];
  /** What could not be read, and so may set anything. */
  readonly unread: readonly UnreadPart[];
}

export interface UnreadPart {
  readonly at: Span;
  /** A sentence without a full stop, for a report: `the file is over the limit of 4,194,304 characters`. */
  readonly reason: string;
}

/** Reads one file: pure, linear in its length, and never throws. */
export type ReadSettings = (source: Source) => SettingsRead;

export function reach(kind: ReachKind, id: string, outer?: Reach): Reach {
  return { kind, id, outer };
}
