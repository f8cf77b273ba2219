/**
 * The Go environment of the person who runs modwarden: their process environment, over their go/env file, over GOROOT's go.env, over Go's
 * defaults. Nothing of the repository that is judged is read, and go is not run.
 */
import { realpathSync, type Stats, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { goEnvSettings, parseGoEnvFile } from '../go/env/goenv-file.ts';
import { GO_DEFAULTS } from '../go/env/goproxy.ts';
import { decode } from '../text/bytes.ts';
import { source } from '../text/source.ts';
import { isForbidden } from './exists.ts';
import type { Environment } from './http/web-proxy.ts';
import { netrcPath } from './proxy/netrc.ts';
import { readUserFile } from './user-file.ts';

/** The user's own Go settings, each with Go's default where it is not set. */
export interface UserEnv {
  readonly GOPROXY: string;
  readonly GONOPROXY: string;
  readonly GOPRIVATE: string;
  readonly GOINSECURE: string;
  readonly GOSUMDB: string;
  readonly GONOSUMDB: string;
  readonly GOFLAGS: string;
  readonly GOAUTH: string;
  readonly GO111MODULE: string;
  readonly GOTOOLCHAIN: string;
  /** '' where neither it nor GOPATH nor a home folder is known. */
  readonly GOMODCACHE: string;
  /** Where the .netrc is, or would be. */
  readonly netrc: string | undefined;
  /** The process environment, for what is not Go's (HTTPS_PROXY, SSL_CERT_FILE). */
  readonly process: Environment;
}

/**
 * Reads the user's Go settings from the process environment, then from the user's `go/env` file. Never from a repository. `offline`: no
 * request depends on them.
 */
export function userEnv(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  offline = false,
): UserEnv {
  const home = env[platform === 'win32' ? 'USERPROFILE' : 'HOME'] || undefined;
  const file = goEnvFile(env, platform, home);
  const settings = file === undefined ? new Map<string, string>() : readEnvFile(file, offline);
  const goroot = settings.get('GOROOT') || env.GOROOT || gorootOnPath(env, platform);
  const rootSettings = goroot ? readEnvFile(join(goroot, 'go.env'), offline) : new Map<string, string>();
  // The user's file hides go.env even by an empty value, the process environment only by one that is not.
  const get = (name: string, fallback = '') => env[name] || (settings.get(name) ?? rootSettings.get(name) ?? fallback);
  const GOPRIVATE = get('GOPRIVATE');
  const GOPATH = get('GOPATH') || defaultGopath(home, goroot);
  return {
    GOPROXY: get('GOPROXY', GO_DEFAULTS.GOPROXY),
    GOSUMDB: get('GOSUMDB', GO_DEFAULTS.GOSUMDB),
    GOPRIVATE,
    GONOPROXY: get('GONOPROXY') || GOPRIVATE,
    GONOSUMDB: get('GONOSUMDB') || GOPRIVATE,
    GOINSECURE: get('GOINSECURE'),
    GOFLAGS: get('GOFLAGS'),
    GOAUTH: get('GOAUTH') || 'netrc',
    GO111MODULE: get('GO111MODULE'),
    GOTOOLCHAIN: get('GOTOOLCHAIN', GO_DEFAULTS.GOTOOLCHAIN),
    GOMODCACHE: get('GOMODCACHE') || firstOf(GOPATH, 'pkg/mod'),
    netrc: netrcPath(env, platform, home),
    process: env,
  };
}

/** Where Go keeps what `go env -w` sets; undefined where there is none. */
function goEnvFile(env: Environment, platform: NodeJS.Platform, home: string | undefined): string | undefined {
  if (env.GOENV) return env.GOENV === 'off' ? undefined : env.GOENV;
  const folder = configFolder(env, platform, home);
  return folder && join(folder, 'go', 'env');
}

/** os.UserConfigDir; undefined where there is none. */
export function configFolder(
  env: Environment,
  platform: NodeJS.Platform,
  home: string | undefined,
): string | undefined {
  if (platform === 'win32') return env.AppData || env.APPDATA || undefined;
  if (platform === 'darwin') return home && join(home, 'Library', 'Application Support');
  if (env.XDG_CONFIG_HOME) return isAbsolute(env.XDG_CONFIG_HOME) ? env.XDG_CONFIG_HOME : undefined;
  return home && join(home, '.config');
}

/** `offline`: go on without a file that Node may not read, since no request depends on it. */
function readEnvFile(file: string, offline: boolean): Map<string, string> {
  const bytes = offline && isForbidden(file) ? undefined : readUserFile(file);
  if (bytes === undefined) return new Map();
  const settings = goEnvSettings(parseGoEnvFile(source(file, decode(bytes))));
  return new Map([...settings].map(([name, { value }]) => [name, value]));
}

/** The GOROOT of the go command that the user's PATH finds. Relative folders are skipped: they may be the judged repository's. */
function gorootOnPath(env: Environment, platform: NodeJS.Platform): string | undefined {
  const separator = platform === 'win32' ? ';' : ':';
  for (const folder of (env.PATH ?? env.Path ?? '').split(separator)) {
    if (!isAbsolute(folder)) continue;
    const found = gorootOf(join(folder, platform === 'win32' ? 'go.exe' : 'go'));
    if (found !== undefined) return found.root;
  }
  return undefined;
}

/** As cfg.findGOROOT: two folders up, else two up from where its symlinks lead. A wrapper script has no GOROOT, and ends the search. */
function gorootOf(command: string): { root: string | undefined } | undefined {
  if (!statOf(command)?.isFile()) return undefined;
  for (const path of [command, realpathSync(command)]) {
    for (const root of [dirname(dirname(path)), dirname(dirname(dirname(path)))]) {
      if (statOf(join(root, 'pkg', 'tool'))?.isDirectory()) return { root };
    }
  }
  return { root: undefined };
}

/** What this user may not look at is as good as missing. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function defaultGopath(home: string | undefined, goroot: string | undefined): string {
  if (home === undefined) return '';
  const gopath = join(home, 'go');
  return goroot !== undefined && resolve(goroot) === gopath ? '' : gopath;
}

function firstOf(list: string, below: string): string {
  const first = list.split(delimiter)[0];
  return first ? join(first, below) : '';
}
