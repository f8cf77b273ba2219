/**
 * What cmd/go demands of a main module's go.mod beyond the grammar (modload.fixVersion, loadModFile, UpdateGoModFromReqs). `go mod edit`
 * takes these lines, every command that loads the module stops at them. The words are Go's.
 */
import { cut, MAX_NAMED } from '../../../text/cut.ts';
import type { Span } from '../../../text/source.ts';
import { argumentSpan, replaceSpans } from '../../modfile/spans.ts';
import type { Line } from '../../modfile/tree.ts';
import type { ModError, ModFile } from '../../modfile/types.ts';
import { checkImportPath } from '../../path/check.ts';
import { quote } from '../../std/strconv.ts';
import { fromToolchain, isValid } from '../../version/go-version.ts';
import { canonicalVersion, checkPathMajor, splitPathVersion } from '../../version/path-major.ts';

/** In file order of each directive; the errors that `parseMod` found are not repeated. */
export function mainErrors(mod: ModFile): ModError[] {
  return [...replaceErrors(mod), ...retractErrors(mod), ...toolErrors(mod), ...toolchainErrors(mod)];
}

/** `require go 1.22.0`: the module `go` has versions without a v, which Go reads before it looks at the form. */
export function inGoWords(error: ModError): ModError {
  const found = /^(require|exclude|replace) go: version "(?:go)?([^"]+)" invalid: must be of the form v1\.2\.3$/.exec(
    error.message,
  );
  const [, verb, version = ''] = found ?? [];
  if (verb === undefined || !isValid(version)) return error;
  return {
    ...error,
    message: `${verb} go: version ${quote(version)} invalid: should be v0 or v1, not`,
    hint: `the Go version has a line of its own: go ${version}`,
  };
}

function fault(at: Span, message: string, hint: string, of: Partial<ModError> = {}): ModError {
  return { at, message, verb: '', modPath: '', hint, ...of };
}

/** The right side's version has to fit the right side's path. */
function replaceErrors({ replace, syntax }: ModFile): ModError[] {
  return replace.flatMap((line) => {
    const { path, version } = line.new;
    if (version === '') return [];
    const message = versionFault(path, version);
    if (message === undefined) return [];
    const { newPath, newVersion = newPath } = replaceSpans(syntax, line);
    const hint = 'the major version at the end of the new path (/v2) and its version must be the same';
    return [fault(newVersion, message, hint, { verb: 'replace', modPath: path })];
  });
}

/** What is not canonical is a question to a proxy, whose answer only `go mod tidy` may write. */
function versionFault(path: string, version: string): string | undefined {
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok) return `version ${quote(version)} invalid: malformed module path ${quote(path)}`;
  return canonicalVersion(version) === version
    ? checkPathMajor(version, pathMajor) && checkPathMajor(version, cut(pathMajor, MAX_NAMED))
    : undefined;
}

function retractErrors({ module, retract, syntax }: ModFile): ModError[] {
  if (module === undefined || !splitPathVersion(module.path).ok) return [];
  const { path } = module;
  const of = { verb: 'retract', modPath: path };
  return retract.flatMap(({ low, high, line }) => {
    // The arguments are `v1.0.0`, or `[`, `v1.0.0`, `,`, `v1.2.0`, `]`.
    const isRange = line.token[line.inBlock ? 0 : 1] === '[';
    for (const [version, index] of isRange
      ? ([
          [low, 1],
          [high, 3],
        ] as const)
      : ([[low, 0]] as const)) {
      const at = argumentSpan(syntax, line, index);
      if (canonicalVersion(version) !== version || version === '') {
        const message = `version ${quote(version)} invalid: must be of the form v1.2.3`;
        return [fault(at, message, retractHint(version), of)];
      }
      const message = versionFault(path, version);
      if (message !== undefined) return [fault(at, message, OWN_VERSIONS, of)];
    }
    return [];
  });
}

const OWN_VERSIONS = 'a module retracts versions of its own path; other major versions are other modules';

function retractHint(version: string): string {
  const canonical = canonicalVersion(version) || canonicalVersion(`v${version}`);
  return canonical === ''
    ? 'name a released version: Go looks up branches and tags here, and stops where it may not write go.mod'
    : `write ${canonical}`;
}

/** A tool is a package path: no pattern, no folder, no version. */
function toolErrors({ tool, syntax }: ModFile): ModError[] {
  return tool.flatMap(({ path, line }) => {
    const message = checkImportPath(path)?.replace('malformed import path', 'malformed tool path');
    return message === undefined ? [] : [fault(firstArgument(syntax, line), message, toolHint(path))];
  });
}

function toolHint(path: string): string {
  if (path.includes('@')) return `the version is in the require line: write ${path.slice(0, path.indexOf('@'))}`;
  if (path.includes('...')) return 'write a line for each package: a tool is one package, not a pattern';
  return 'write the import path of the package, which begins with the path of its module';
}

/** Go rewrites what it cannot read as a release, so every command that may not write go.mod stops. */
function toolchainErrors({ toolchain, syntax }: ModFile): ModError[] {
  if (toolchain === undefined || toolchain.name === 'default' || fromToolchain(toolchain.name) !== '') return [];
  const { name, line } = toolchain;
  const release = /^go1\.\d{1,4}(?:\.\d{1,4}|rc\d{1,4}|beta\d{1,4})?/.exec(name)?.[0];
  const hint = release === undefined ? 'name a release, such as go1.25.0' : `write ${release}`;
  const message = `toolchain ${name} is not a release of Go: updates to go.mod needed`;
  return [fault(firstArgument(syntax, line), message, hint)];
}

function firstArgument(syntax: ModFile['syntax'], line: Line): Span {
  return argumentSpan(syntax, line, 0);
}
