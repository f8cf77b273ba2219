/** go.mod text to what it says (golang.org/x/mod/modfile, Parse and ParseLax). */
import type { Source } from '../../text/source.ts';
import { quote } from '../std/strconv.ts';
import { deprecation, directiveComment, isIndirect } from './comments.ts';
import { addGo, addGodebug, addPath, addReplace, addToolchain } from './directives.ts';
import { blockError, lineError } from './errors.ts';
import { parseSyntax } from './syntax.ts';
import type { FileSyntax, Line, LineBlock } from './tree.ts';
import type { ModError, ModFile, Parsed } from './types.ts';
import {
  type Arguments,
  argument,
  count,
  intervalValue,
  moduleVersionValue,
  stringValue,
  type ValueFault,
  type VersionFixer,
} from './values.ts';
import { canBeBlock } from './verbs.ts';

/** How a go.mod is read. */
export interface ParseModOptions {
  /** As Go reads the go.mod of a dependency: unknown directives, and those that count only in a main module, are skipped. */
  readonly lax?: boolean;
  readonly fixVersion?: VersionFixer;
}

/**
 * Reads a go.mod. After a syntax error `file` holds what stands before it and `errors` has only that one, as for Go; else `file`
 * holds all but the lines that have errors.
 */
export function parseMod(source: Source, options: ParseModOptions = {}): Parsed<ModFile> {
  const { tree, error } = parseSyntax(source);
  const reader = newReader(tree, options);
  for (const statement of tree.stmt) {
    if (statement.kind === 'block') readBlock(reader, statement);
    else if (statement.kind === 'line') {
      read(reader, undefined, statement, statement.token[0]!, { tokens: statement.token, from: 1 });
    }
  }
  if (options.fixVersion) fixRetracts(reader, options.fixVersion);
  return { file: reader.file, errors: error ? [error] : reader.errors };
}

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

interface Reader {
  readonly file: Draft<ModFile>;
  readonly lax: boolean;
  readonly fix: VersionFixer | undefined;
  readonly errors: ModError[];
  /** Whether a module line was met, valid or not: a second one is an error either way. */
  moduleSeen: boolean;
}

function newReader(syntax: FileSyntax, options: ParseModOptions): Reader {
  // Not put together by spread syntax, which took longer than a short file.
  const file: Draft<ModFile> = {
    syntax,
    module: undefined,
    go: undefined,
    toolchain: undefined,
    godebug: [],
    require: [],
    exclude: [],
    replace: [],
    retract: [],
    tool: [],
    ignore: [],
  };
  return { file, lax: options.lax ?? false, fix: options.fixVersion, errors: [], moduleSeen: false };
}

function readBlock(reader: Reader, block: LineBlock): void {
  const verb = block.token[0]!;
  if (block.token.length > 1 || !canBeBlock('mod', verb)) {
    if (!reader.lax) reader.errors.push(blockError('mod', reader.file.syntax.source, block));
    return;
  }
  for (const line of block.line) read(reader, block, line, verb, { tokens: line.token, from: 0 });
}

/** What counts in a dependency's go.mod too. */
const SHARED: readonly string[] = ['module', 'go', 'require', 'retract', 'ignore'];

function read(reader: Reader, block: LineBlock | undefined, line: Line, verb: string, args: Arguments): void {
  if (reader.lax && !SHARED.includes(verb)) return;
  const fault = readDirective(reader, block, line, verb, args);
  if (fault) reader.errors.push(lineError('mod', reader.file.syntax.source, line, verb, fault));
}

function readDirective(
  reader: Reader,
  block: LineBlock | undefined,
  line: Line,
  verb: string,
  args: Arguments,
): ValueFault | undefined {
  const { file, fix, lax } = reader;
  switch (verb) {
    case 'module':
      return addModule(reader, block, line, args);
    case 'go':
      return addGo(file, line, args, lax);
    case 'toolchain':
      return addToolchain(file, line, args);
    case 'godebug':
      return addGodebug(file, line, args);
    case 'require': {
      const required = moduleVersionValue(verb, args, fix);
      if ('message' in required) return required;
      // Field by field: with spread syntax V8 took two thirds of the parser's time here.
      const { path, version } = required;
      file.require.push({ path, version, indirect: isIndirect(line), line });
      return undefined;
    }
    case 'exclude': {
      const excluded = moduleVersionValue(verb, args, fix);
      if ('message' in excluded) return excluded;
      file.exclude.push({ path: excluded.path, version: excluded.version, line });
      return undefined;
    }
    case 'replace':
      return addReplace(file, line, args, fix);
    case 'retract':
      return addRetract(reader, block, line, args);
    case 'tool':
      return addPath(file.tool, line, args, 'tool directive expects exactly one argument');
    case 'ignore':
      return addPath(file.ignore, line, args, 'ignore directive expects exactly one argument');
    default:
      return { message: `unknown directive: ${verb}` };
  }
}

function addModule(reader: Reader, block: LineBlock | undefined, line: Line, args: Arguments): ValueFault | undefined {
  if (reader.moduleSeen) return { message: 'repeated module statement' };
  reader.moduleSeen = true;
  if (count(args) !== 1) return { message: 'usage: module module/path' };
  const path = stringValue(args, 0);
  if (typeof path !== 'string') return path;
  reader.file.module = { path, version: '', deprecated: deprecation(block, line), line };
  return undefined;
}

/** Versions are left as they are here: the module's path, which fixes them, may stand further down. */
const keepVersion: VersionFixer = (_path, version) => ({ version });

function addRetract(reader: Reader, block: LineBlock | undefined, line: Line, args: Arguments): ValueFault | undefined {
  const interval = intervalValue('', args, keepVersion);
  // A dependency may use forms of a later Go.
  if ('message' in interval) return reader.lax ? undefined : interval;
  const { low, high, used } = interval;
  if (count(args) > used && !reader.lax) {
    return { message: `unexpected token after version: ${quote(argument(args, used))}` };
  }
  reader.file.retract.push({ low, high, rationale: directiveComment(block, line), line });
  return undefined;
}

function fixRetracts(reader: Reader, fix: VersionFixer): void {
  const { file } = reader;
  const path = file.module?.path ?? '';
  const fail = (line: Line, fault: ValueFault) =>
    reader.errors.push(lineError('mod', file.syntax.source, line, 'retract', fault));
  for (const [i, retract] of file.retract.entries()) {
    const { line } = retract;
    if (path === '') {
      fail(line, { message: 'no module directive found, so retract cannot be used' });
      return;
    }
    const interval = intervalValue(path, { tokens: line.token, from: line.token[0] === 'retract' ? 1 : 0 }, fix);
    if ('message' in interval) fail(line, interval);
    else file.retract[i] = { ...retract, low: interval.low, high: interval.high };
  }
}
