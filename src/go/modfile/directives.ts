/** Directives that go.mod and go.work have in common. Each is added to its list, or the fault is returned. */
import { isGoLine, isToolchainLine } from '../version/go-version.ts';
import type { Line } from './tree.ts';
import type { Godebug, GoLine, PathLine, Replace, ToolchainLine } from './types.ts';
import {
  type Arguments,
  argument,
  count,
  replaceValue,
  stringValue,
  type ValueFault,
  type VersionFixer,
} from './values.ts';

/** What both kinds of file keep of `go`, `toolchain`, `godebug` and `replace`, while it is read. */
export interface CommonDraft {
  go: GoLine | undefined;
  toolchain: ToolchainLine | undefined;
  readonly godebug: Godebug[];
  readonly replace: Replace[];
}

const LAX_GO_LINE = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9][^\n]*$/;

/** `lax` takes what follows `1.21` for a suffix of a later Go, and drops it, from the token too. */
export function addGo(file: CommonDraft, line: Line, args: Arguments, lax: boolean): ValueFault | undefined {
  if (file.go) return { message: 'repeated go statement' };
  if (count(args) !== 1) return { message: 'go directive expects exactly one argument' };
  let version = argument(args, 0);
  if (!isGoLine(version)) {
    const fixed = lax ? LAX_GO_LINE.exec(version)?.[1] : undefined;
    if (fixed === undefined) return { message: `invalid go version '${version}': must match format 1.23.0` };
    args.tokens[args.from] = fixed;
    version = fixed;
  }
  file.go = { version, line };
  return undefined;
}

export function addToolchain(file: CommonDraft, line: Line, args: Arguments): ValueFault | undefined {
  if (file.toolchain) return { message: 'repeated toolchain statement' };
  if (count(args) !== 1) return { message: 'toolchain directive expects exactly one argument' };
  const name = argument(args, 0);
  if (!isToolchainLine(name)) {
    return { message: `invalid toolchain version '${name}': must match format go1.23.0 or default` };
  }
  file.toolchain = { name, line };
  return undefined;
}

export function addGodebug(file: CommonDraft, line: Line, args: Arguments): ValueFault | undefined {
  const setting = argument(args, 0);
  const equals = setting.indexOf('=');
  if (count(args) !== 1 || equals < 0 || /["'`,]/.test(setting)) return { message: 'usage: godebug key=value' };
  file.godebug.push({ key: setting.slice(0, equals), value: setting.slice(equals + 1), line });
  return undefined;
}

export function addReplace(
  file: CommonDraft,
  line: Line,
  args: Arguments,
  fix: VersionFixer | undefined,
): ValueFault | undefined {
  const replace = replaceValue(line, args, fix);
  if ('message' in replace) return replace;
  file.replace.push(replace);
  return undefined;
}

/** A directive of one path; `usage` is the message for more or fewer. */
export function addPath(list: PathLine[], line: Line, args: Arguments, usage: string): ValueFault | undefined {
  if (count(args) !== 1) return { message: usage };
  const path = stringValue(args, 0);
  if (typeof path !== 'string') return path;
  list.push({ path, line });
  return undefined;
}
