/**
 * vendor/modules.txt, as cmd/go/internal/modload reads it: lines it does not understand are skipped without a word, and what is said
 * of a module several times adds up.
 */
import { decode, encode } from '../../text/bytes.ts';
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, type Span, span } from '../../text/source.ts';
import { checkImportPath } from '../path/check.ts';
import { MAX_LINE_LENGTH, MAX_VENDOR_LINES } from '../std/limits.ts';
import { fields, trimSpace } from '../std/unicode.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import { modCompare } from '../version/module-version.ts';
import { isValid } from '../version/semver.ts';

/** One `# PATH VERSION [=> …]` line with the lines below it; `version` is '' in a record of a replacement for all versions. */
export interface VendorRecord extends ModuleVersion {
  readonly at: Span;
  readonly replacement: ModuleVersion | undefined;
  readonly explicit: boolean;
  /** The module's go line; '' where none is recorded. */
  readonly goVersion: string;
  readonly goVersionAt: Span | undefined;
  readonly packages: readonly VendoredPackage[];
}

export interface VendoredPackage {
  readonly path: string;
  readonly at: Span;
}

/** What Go keeps of a module: the sum of all its records. */
export interface VendorMeta {
  readonly explicit: boolean;
  readonly goVersion: string;
  readonly replacement: ModuleVersion | undefined;
}

/** A parsed vendor/modules.txt. */
export interface VendorFile {
  readonly source: Source;
  /** Why a file that is there could not be read; then it holds nothing. */
  readonly unreadable?: string;
  /** Made by `go work vendor`: the first line says `## workspace`. */
  readonly workspace: boolean;
  readonly records: readonly VendorRecord[];
  /** By `path@version` (`path@` for all versions). */
  readonly meta: ReadonlyMap<string, VendorMeta>;
  /** Modules that have a package here, each at its first package; what the build uses. */
  readonly list: readonly ModuleVersion[];
  /** The version that counts for a path: of two, the higher. */
  readonly versions: ReadonlyMap<string, string>;
  /** The module of each package; the last record that names it wins. */
  readonly packages: ReadonlyMap<string, ModuleVersion>;
  /** Modules recorded as replaced, in file order, with repeats. */
  readonly replaced: readonly ModuleVersion[];
  /** Lines that Go skips, blank ones aside. */
  readonly ignored: readonly Span[];
}

interface OpenRecord extends VendorRecord {
  replacement: ModuleVersion | undefined;
  explicit: boolean;
  goVersion: string;
  goVersionAt: Span | undefined;
  packages: VendoredPackage[];
}

export function vendorKey(of: ModuleVersion): string {
  return `${of.path}@${of.version}`;
}

/** Reads vendor/modules.txt as modload.readVendorList does. Lines that Go ignores are kept as places. */
export function parseVendor(source: Source): VendorFile {
  const unreadable = overLimit(source.text);
  if (unreadable !== undefined)
    return { source, unreadable, workspace: false, records: [], ignored: [], ...summary([]) };
  const records: OpenRecord[] = [];
  const ignored: Span[] = [];
  let current: OpenRecord | undefined;
  let first = true;
  let workspace = false;
  for (const { line, at } of lines(source)) {
    if (first) workspace = saysWorkspace(line);
    if (line.startsWith('# ')) {
      const f = fields(line);
      // A line with fewer than three fields is skipped, and what follows still belongs to the module before.
      const record = f.length < 3 ? undefined : openRecord(f, at);
      if (f.length >= 3) current = record;
      if (record) records.push(record);
      else ignored.push(at);
    } else if (current && line.startsWith('## ')) {
      annotate(current, line, at);
    } else {
      const path = current && packagePath(line);
      if (path !== undefined) current!.packages.push({ path, at });
      else if (trimSpace(line) !== '' && !(first && workspace)) ignored.push(at);
    }
    first = false;
  }
  return { source, workspace, records, ignored, ...summary(records) };
}

function overLimit(text: string): string | undefined {
  let line = 1;
  for (let from = 0; from < text.length; line++) {
    const end = indexOrEnd(text, '\n', from);
    if (line > MAX_VENDOR_LINES) return `over the limit of ${MAX_VENDOR_LINES} lines`;
    if (end - from > MAX_LINE_LENGTH) return `line ${line} is over the limit of ${MAX_LINE_LENGTH} characters`;
    from = end + 1;
  }
  return undefined;
}

function* lines(source: Source): Generator<{ line: string; at: Span }> {
  const { text } = source;
  for (let from = 0; from <= text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    const line = text.slice(from, end);
    yield { line, at: span(source, from, from + line.trimEnd().length) };
    from = end + 1;
  }
}

/** Go looks no further than the first 512 bytes. */
function saysWorkspace(line: string): boolean {
  return (
    line.startsWith('## ') &&
    annotations(decode(encode(line.slice(0, 512)).subarray(0, 512))).some(({ text }) => text === 'workspace')
  );
}

interface Annotation {
  readonly text: string;
  /** Offset in the line. */
  readonly start: number;
}

function annotations(line: string): Annotation[] {
  let at = '## '.length;
  return line
    .slice(at)
    .split(';')
    .map((part) => {
      const text = trimSpace(part);
      const start = at + part.indexOf(text);
      at += part.length + 1;
      return { text, start };
    });
}

/** undefined where Go does not know how to read the line; the lines below it then belong to no module. */
function openRecord(f: readonly string[], at: Span): OpenRecord | undefined {
  const [, path, second] = f as [string, string, string];
  const versioned = isValid(second);
  if (!versioned && second !== '=>') return undefined;
  return {
    path,
    version: versioned ? second : '',
    at,
    replacement: replacementOf(f.slice(versioned ? 3 : 2)),
    explicit: false,
    goVersion: '',
    goVersionAt: undefined,
    packages: [],
  };
}

function replacementOf(rest: readonly string[]): ModuleVersion | undefined {
  const [arrow, path, version] = rest;
  if (arrow !== '=>' || path === undefined) return undefined;
  if (rest.length === 2) return { path, version: '' };
  return rest.length === 3 && isValid(version!) ? { path, version: version! } : undefined;
}

function annotate(record: OpenRecord, line: string, at: Span): void {
  for (const { text, start } of annotations(line)) {
    if (text === 'explicit') record.explicit = true;
    if (!text.startsWith('go ')) continue;
    record.goVersion = text.slice('go '.length);
    const end = at.start + start + text.length;
    record.goVersionAt = span(at.file, end - record.goVersion.length, end);
  }
}

function packagePath(line: string): string | undefined {
  const [path, ...more] = fields(line);
  return path !== undefined && more.length === 0 && checkImportPath(path) === undefined ? path : undefined;
}

function summary(
  records: readonly VendorRecord[],
): Pick<VendorFile, 'meta' | 'list' | 'versions' | 'packages' | 'replaced'> {
  const meta = new Map<string, VendorMeta>();
  const list: ModuleVersion[] = [];
  const versions = new Map<string, string>();
  const packages = new Map<string, ModuleVersion>();
  const replaced: ModuleVersion[] = [];
  for (const record of records) {
    const { path, version, replacement } = record;
    const module = { path, version };
    const before = meta.get(vendorKey(module));
    meta.set(vendorKey(module), {
      explicit: record.explicit || (before?.explicit ?? false),
      goVersion: record.goVersion || (before?.goVersion ?? ''),
      replacement: replacement ?? before?.replacement,
    });
    if (replacement) replaced.push(module);
    for (const vendored of record.packages) packages.set(vendored.path, module);
    const listed = versions.get(path);
    if (record.packages.length > 0 && (listed === undefined || modCompare(path, listed, version) < 0)) {
      list.push(module);
      versions.set(path, version);
    }
  }
  return { meta, list, versions, packages, replaced };
}
