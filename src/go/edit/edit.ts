/** `go mod edit` and `go work edit` on a text: the same flags, the same output, the same errors. */
import type { Source } from '../../text/source.ts';
import { formatModError } from '../modfile/errors.ts';
import { format } from '../modfile/format.ts';
import { parseMod } from '../modfile/parse-mod.ts';
import { parseWork } from '../modfile/parse-work.ts';
import type { ModError } from '../modfile/types.ts';
import type { FileKind } from '../modfile/verbs.ts';
import { checkImportPath } from '../path/check.ts';
import type { Result } from '../std/result.ts';
import { isGoLine, isToolchainLine } from '../version/go-version.ts';
import { isToolchain } from '../version/module-version.ts';
import { type Draft, modDraft, workDraft } from './draft.ts';
import { type Edit, editOf } from './flags.ts';
import { draftJSON } from './json.ts';
import { dropGo, dropToolchain, setGo, setModule, setToolchain } from './operations.ts';
import { cleanUp, sortBlocks } from './sort.ts';

/** Options of `editFile`. */
export interface EditOptions {
  /** The Go release that two messages name as an example. */
  readonly goVersion?: string;
}

/**
 * Runs `go mod edit FLAGS` (`go work edit FLAGS`) over the text. `value` is what it writes: the new file, or with `-json` the JSON.
 * `error` is what Go prints to standard error before it exits with a failure. A flag is one string,
 * `-name=value`, or two, `-name` and `value`.
 */
export function editFile(
  source: Source,
  kind: FileKind,
  flags: readonly string[],
  options: EditOptions = {},
): Result<string> {
  const { value: wanted, error } = parseFlags(kind, flags);
  if (error !== undefined) return { error };
  const refused = flagsFault(kind, wanted, options.goVersion ?? '1.26.8');
  if (refused !== undefined) return { error: refused };
  const read = readDraft(source, kind);
  if (read.error !== undefined) return read;
  const draft = read.value;
  applyNamed(draft, kind, wanted);
  for (const edit of wanted.edits) {
    const failed = edit(draft);
    if (failed !== undefined) return { error: failed };
  }
  sortBlocks(draft);
  cleanUp(draft);
  return { value: wanted.switches.has('json') ? draftJSON(kind, draft) : format(draft.tree) };
}

/** The command line. Of `named` the last value counts, the edits are applied in the order given. */
interface Flags {
  /** module, go, toolchain. */
  readonly named: Map<string, string>;
  /** fmt, json, print. */
  readonly switches: Set<string>;
  readonly edits: Edit[];
}

const NAMED = { mod: ['module', 'go', 'toolchain'], work: ['go', 'toolchain'] };
const SWITCHES = ['fmt', 'json', 'print'];

/** As Go's flag package reads a command line. */
function parseFlags(kind: FileKind, args: readonly string[]): Result<Flags> {
  const flags: Flags = { named: new Map(), switches: new Set(), edits: [] };
  for (let i = 0; i < args.length; i++) {
    const [, name, given] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(args[i]!) ?? [];
    if (name === undefined) return { error: `bad flag syntax: ${args[i]}` };
    if (SWITCHES.includes(name)) {
      flags.switches.add(name);
      continue;
    }
    const value = given ?? args[++i];
    if (value === undefined) return { error: `flag needs an argument: -${name}` };
    if (NAMED[kind].includes(name)) {
      flags.named.set(name, value);
      continue;
    }
    const edit = editOf(kind, name, value);
    if (!edit) return { error: `flag provided but not defined: -${name}` };
    if (edit.error !== undefined) return edit;
    flags.edits.push(edit.value);
  }
  return { value: flags };
}

/** What cmd/go refuses before it reads the file. An empty value is no edit. */
function flagsFault(kind: FileKind, flags: Flags, goVersion: string): string | undefined {
  const { named, switches, edits } = flags;
  const wanted = [...named.values()].some((value) => value !== '') || switches.size > 0 || edits.length > 0;
  if (!wanted) return `go: no flags specified (see 'go help ${kind} edit').`;
  if (switches.has('json') && switches.has('print')) return 'go: cannot use both -json and -print';
  const module = named.get('module') ?? '';
  if (module !== '') {
    const fault = checkImportPath(module) ?? (isToolchain(module) ? 'module path is reserved' : undefined);
    if (fault !== undefined) return `go: invalid -module: ${fault}`;
  }
  const go = named.get('go') ?? '';
  if (!isNoneOr(go, isGoLine)) return `go ${kind}: invalid -go option; expecting something like "-go ${goVersion}"`;
  const toolchain = named.get('toolchain') ?? '';
  if (isNoneOr(toolchain, isToolchainLine)) return undefined;
  return `go ${kind}: invalid -toolchain option; expecting something like "-toolchain go${goVersion}"`;
}

function isNoneOr(value: string, isValid: (value: string) => boolean): boolean {
  return value === '' || value === 'none' || isValid(value);
}

function readDraft(source: Source, kind: FileKind): Result<Draft> {
  const list = (errors: readonly ModError[]) => errors.map((error) => formatModError(source.path, error)).join('\n');
  if (kind === 'mod') {
    const { file, errors } = parseMod(source);
    if (errors.length === 0) return { value: modDraft(file) };
    return { error: `go: errors parsing ${source.path}:\n${list(errors)}` };
  }
  const { file, errors } = parseWork(source);
  if (errors.length === 0) return { value: workDraft(file) };
  // go work edit says it twice.
  return { error: `go: errors parsing ${source.path}:\nerrors parsing go.work:\n${list(errors)}` };
}

/** module, go and toolchain, in this order whatever the command line's. */
function applyNamed(draft: Draft, kind: FileKind, { named }: Flags): void {
  const module = named.get('module') ?? '';
  if (module !== '') setModule(draft, module);
  const go = named.get('go') ?? '';
  if (go === 'none') dropGo(draft);
  else if (go !== '') setGo(draft, kind, go);
  const toolchain = named.get('toolchain') ?? '';
  if (toolchain === 'none') dropToolchain(draft);
  else if (toolchain !== '') setToolchain(draft, kind, toolchain);
}
