/** The settings that the go command knows, and what `go env -w` lets in (cmd/go/internal/envcmd). */

import { quote } from '../std/strconv.ts';
import { splitQuoted } from './goflags.ts';

const KNOWN = `
AR CC CGO_CFLAGS CGO_CFLAGS_ALLOW CGO_CFLAGS_DISALLOW CGO_CPPFLAGS CGO_CPPFLAGS_ALLOW CGO_CPPFLAGS_DISALLOW CGO_CXXFLAGS
CGO_CXXFLAGS_ALLOW CGO_CXXFLAGS_DISALLOW CGO_ENABLED CGO_FFLAGS CGO_FFLAGS_ALLOW CGO_FFLAGS_DISALLOW CGO_LDFLAGS
CGO_LDFLAGS_ALLOW CGO_LDFLAGS_DISALLOW CXX FC GCCGO GO111MODULE GO386 GOAMD64 GOARCH GOARM GOARM64 GOAUTH GOBIN GOCACHE
GOCACHEPROG GOENV GOEXE GOEXPERIMENT GOFIPS140 GOFLAGS GOGCCFLAGS GOHOSTARCH GOHOSTOS GOINSECURE GOMIPS GOMIPS64 GOMODCACHE
GONOPROXY GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY GORISCV64 GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOTOOLDIR GOVCS
GOWASM GOWORK GO_EXTLINK_ENABLED PKG_CONFIG
`;

let known: Set<string> | undefined;

/** Whether the go command looks at a setting of this name. GODEBUG it does too, but only in the process. */
export function isGoSetting(name: string): boolean {
  known ??= new Set(KNOWN.trim().split(/\s+/));
  return known.has(name);
}

const COMPUTED =
  'GOEXE GOGCCFLAGS GOHOSTARCH GOHOSTOS GOMOD GOWORK GOTOOLDIR GOVERSION GOTELEMETRY GOTELEMETRYDIR'.split(' ');

/** Whether `go env` prints a variable of this name, or the go command looks at it. */
export function isGoVariable(name: string): boolean {
  return isGoSetting(name) || COMPUTED.includes(name) || name === 'GODEBUG';
}

/**
 * Go's message where `go env -w` refuses a `NAME=value`; undefined where it takes it, which it does with most values that later fail.
 * GOOS, GOARCH and GOEXPERIMENT, which it checks against each other, are taken.
 */
export function checkEnvWrite(argument: string): string | undefined {
  const equals = argument.indexOf('=');
  if (equals < 0) return `arguments must be KEY=VALUE: invalid argument: ${argument}`;
  const name = argument.slice(0, equals);
  const value = argument.slice(equals + 1);
  if (COMPUTED.includes(name)) return `${name} cannot be modified`;
  if (name === 'GOENV' || name === 'GODEBUG') return `${name} can only be set using the OS environment`;
  if (!isGoSetting(name)) return `unknown go command variable ${name}`;
  const fault = valueFault(name, value);
  if (fault) return fault;
  if (!value.isWellFormed()) return `invalid UTF-8 in ${name}=... value`;
  if (value.includes('\0')) return `invalid NUL in ${name}=... value`;
  if (/[\v\r\n]/.test(value)) return `invalid newline in ${name}=... value`;
  return name === 'GOTMPDIR' && !isAbsolute(value) ? 'GOTMPDIR must be an absolute path' : undefined;
}

function valueFault(name: string, value: string): string | undefined {
  switch (name) {
    case 'GO111MODULE':
      return ['', 'auto', 'on', 'off'].includes(value) ? undefined : `invalid GO111MODULE value ${quote(value)}`;
    case 'GOPATH':
      if (value.startsWith('~')) return `GOPATH entry cannot start with shell metacharacter '~': ${quote(value)}`;
      return isAbsolute(value) ? undefined : `GOPATH entry is relative; must be absolute path: ${quote(value)}`;
    case 'GOMODCACHE':
      return isAbsolute(value) ? undefined : `GOMODCACHE entry is relative; must be absolute path: ${quote(value)}`;
    case 'CC':
    case 'CXX':
      return value === '' ? undefined : compilerFault(name, value);
    default:
      return undefined;
  }
}

function compilerFault(name: string, value: string): string | undefined {
  const words = splitQuoted(value);
  if (words.error !== undefined) return `invalid ${name}: ${words.error}`;
  const program = words.value[0]?.text;
  if (program === undefined) return `${name} entry cannot contain only space`;
  const found = isAbsolute(program) || !program.includes('/');
  return found ? undefined : `${name} entry is relative; must be absolute path: ${quote(program)}`;
}

/** Of Linux; an empty value, which removes a setting, passes. */
function isAbsolute(path: string): boolean {
  return path === '' || path.startsWith('/');
}
