/** GOAUTH: where credentials for https requests come from (cmd/go/internal/auth); the first command has priority. */
import type { Result } from '../std/result.ts';
import { fields, trimSpace } from '../std/unicode.ts';

export type AuthCommand =
  | { readonly kind: 'off' | 'netrc'; readonly text: string }
  /** Runs `git credential fill` in a folder. */
  | { readonly kind: 'git'; readonly text: string; readonly dir: string }
  /** Runs any program. Go does not look at its name, so `Off` and `netrc, git` are programs too. */
  | { readonly kind: 'command'; readonly text: string; readonly program: string };

/** What only the machine that runs Go can tell; what is left out is taken for given. */
export interface AuthMachine {
  /** Whether its paths are those of Windows. */
  readonly windows?: boolean;
  /** Whether there is a folder of this name: Go stops where `git` is given none. */
  readonly isFolder?: (path: string) => boolean;
}

/** The commands of a value that is not defaulted any more; the error is Go's, and it is fatal at the first request. */
export function parseGoauth(value: string, machine: AuthMachine = {}): Result<AuthCommand[]> {
  const texts = value.split(';').map(trimSpace);
  const commands: AuthCommand[] = [];
  // Go looks at the commands from the last to the first, and stops at the first fault it meets.
  for (const text of texts.reverse()) {
    const [program, ...args] = fields(text);
    if (program === undefined) return { error: `GOAUTH encountered an empty command (GOAUTH=${value})` };
    if (program === 'off' && texts.length > 1) {
      return { error: `GOAUTH=off cannot be combined with other authentication commands (GOAUTH=${value})` };
    }
    if (program === 'git') {
      const [dir] = args;
      const needs = 'GOAUTH=git dir method requires an absolute path to the git working directory';
      if (dir === undefined || args.length > 1) return { error: needs };
      if (!isAbsolute(dir, machine.windows)) return { error: `${needs}, dir is not absolute` };
      if (machine.isFolder?.(dir) === false)
        return { error: `GOAUTH=git encountered an error; cannot stat ${dir}: there is no such folder` };
      commands.unshift({ kind: 'git', text, dir });
    } else if (program === 'off' || program === 'netrc') {
      commands.unshift({ kind: program, text });
    } else {
      commands.unshift({ kind: 'command', text, program });
    }
  }
  return { value: commands };
}

/** filepath.IsAbs; undefined: of some system. */
function isAbsolute(path: string, windows: boolean | undefined): boolean {
  const ofWindows = /^(?:[A-Za-z]:[/\\]|[/\\]{2}[^/\\])/.test(path);
  return windows === undefined ? ofWindows || path.startsWith('/') : windows ? ofWindows : path.startsWith('/');
}
