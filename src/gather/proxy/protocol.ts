/**
 * The module proxy protocol, as far as it is the same over HTTP, in a folder and in the module cache: what a question is called
 * there, and what an answer must be (cmd/go/internal/modfetch/proxy.go). Messages are Go's, without the `PATH@VERSION: ` in front.
 */
import { check } from '../../go/path/check.ts';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { Result } from '../../go/std/result.ts';
import { quote } from '../../go/std/strconv.ts';
import { fields } from '../../go/std/unicode.ts';
import { canonicalVersion } from '../../go/version/path-major.ts';
import { isPseudoVersion, pseudoVersionTime } from '../../go/version/pseudo.ts';
import * as semver from '../../go/version/semver.ts';
import { isObject, isTime } from '../../model/facts/fact-json.ts';
import type { Ask, FactKind, FactTypes } from '../../model/facts/facts.ts';
import { decode, encode } from '../../text/bytes.ts';
import { goJsonError } from '../facts/json-error.ts';

/** Kinds that one file of the protocol answers. */
export type FileKind = 'mod' | 'info' | 'origin' | 'latest' | 'versions';

/** Bytes of an answer of each kind. Go stops reading a go.mod at 16 MB (codehost.MaxGoMod); of lists the largest known have some 100 KB. */
export const FILE_LIMITS: Readonly<Record<FileKind, number>> = {
  mod: 16 << 20,
  info: 1 << 20,
  origin: 1 << 20,
  latest: 1 << 20,
  versions: 4 << 20,
};

/** Versions in a list, pseudo-versions not counted. The largest known lists have some thousands. */
export const MAX_VERSIONS = 50_000;

/** `example.com/!mod`, the folder of a module. */
export function moduleFolder(path: string): Result<string> {
  return escapePath(path);
}

/** Kinds that need the version's zip. */
export function isOfZip(kind: FactKind): kind is 'license' | 'files' | 'content' | 'packages' {
  return kind === 'license' || kind === 'files' || kind === 'content' || kind === 'packages';
}

/** Kinds that no module proxy answers. */
export function isForOthers(kind: FactKind): boolean {
  return kind === 'proof' || kind === 'cached' || kind === 'tag' || kind === 'seen';
}

/** What answers a question, below the module's folder: `@v/v1.0.0.mod`, `@v/list`, `@latest`; for what is in it the zip. */
export function protocolFile({ kind, module: { version } }: Ask): Result<string> {
  if (kind === 'versions') return { value: '@v/list' };
  if (kind === 'latest') return { value: '@latest' };
  if (kind !== 'info' && kind !== 'origin' && version !== canonicalVersion(version))
    return { error: `internal error: version passed to ${kind === 'mod' ? 'GoMod' : 'Zip'} is not canonical` };
  const escaped = escapeVersion(version);
  if (escaped.value === undefined) return escaped;
  return { value: `@v/${escaped.value}.${isOfZip(kind) ? 'zip' : kind === 'origin' ? 'info' : kind}` };
}

/** As module.ModuleError: a version that is not canonical is named as the mistake it is. */
export function versionError(version: string, message: string): string {
  if (version === '' || version === canonicalVersion(version)) return message;
  return `invalid ${isPseudoVersion(version) ? 'pseudo-version' : 'version'}: ${message}`;
}

/** `base` is the proxy's URL for messages, without password. */
export function parseAnswer(ask: Ask, bytes: Uint8Array, base: string): Result<FactTypes[FileKind]> {
  if (ask.kind === 'mod') return parseMod(decode(bytes), base);
  if (ask.kind === 'versions') return parseVersions(bytes, base);
  if (ask.kind === 'origin') return parseOrigin(decode(bytes), base);
  const info = parseInfo(decode(bytes), base);
  return info.value === undefined ? info : checkInfo(ask, info.value, base);
}

/**
 * Whether Go takes this answer for one and asks no other proxy, though we refuse it. It looks into a go.mod only after it has chosen the
 * proxy, and of a page in place of a list it reads that there are no versions.
 */
export function isFinal({ kind }: Ask): boolean {
  return kind === 'mod' || kind === 'versions';
}

/** Go finds out by the checksum database or the parser that a portal's page is no go.mod. No go.mod begins with `<`. */
function parseMod(text: string, base: string): Result<string> {
  if (!text.trimStart().startsWith('<')) return { value: text };
  return { error: `invalid response from proxy ${quote(base)}: a page of markup instead of a go.mod file` };
}

/**
 * `@v/list`: a version on each line, with its time behind it if the server likes. Go skips lines that are none, and takes a login
 * page for a module without versions; that would be a silent pass.
 */
function parseVersions(bytes: Uint8Array, base: string): Result<string[]> {
  const fault = listFault(bytes, base);
  if (fault !== undefined) return { error: fault };
  const versions: string[] = [];
  for (const [version] of listLines(bytes)) {
    if (isPseudoVersion(version)) continue;
    if (versions.length >= MAX_VERSIONS)
      return { error: `invalid response from proxy ${quote(base)}: a list of more than ${MAX_VERSIONS} versions` };
    versions.push(version);
  }
  return { value: semver.sort(versions) };
}

/** Why bytes are no list: they have lines, and none of them is a version. */
export function listFault(bytes: Uint8Array, base: string): string | undefined {
  if (!bytes.some((byte) => byte > 0x20) || !listLines(bytes).next().done) return undefined;
  return `invalid response from proxy ${quote(base)}: no line of the list is a version`;
}

/** Line by line from the bytes: a version that is kept must not keep the list's whole text. */
function* listLines(bytes: Uint8Array): Generator<[version: string, time: string | undefined]> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, at);
    const line = decode(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 1;
    const [version, time] = fields(line);
    if (version === undefined || !semver.isValid(version)) continue;
    yield [line.length > LONG_LINE ? decode(encode(version)) : version, time];
  }
}

const NEWLINE = 0x0a;
/** A part of a line keeps the line in memory; of a longer one it is copied. */
const LONG_LINE = 256;

/** The version of the list that stands for `@latest` where a server has none: the youngest by the list's own times, or by pseudo-version. */
export function latestOfList(bytes: Uint8Array): string | undefined {
  let best: string | undefined;
  let bestTime = Number.NEGATIVE_INFINITY;
  for (const [version, time] of listLines(bytes)) {
    if (time === undefined && !isPseudoVersion(version)) continue;
    const at = Date.parse(time === undefined ? (pseudoVersionTime(version).value ?? '') : isTime(time) ? time : '');
    if (at > bestTime) [best, bestTime] = [version, at];
  }
  return best;
}

/** Go itself takes no harm from an `Origin` of another shape: it is as good as none. */
function parseOrigin(text: string, base: string): Result<FactTypes['origin']> {
  const info = parseInfo(text, base);
  if (info.error !== undefined) return info;
  const entries = Object.entries((JSON.parse(text) ?? {}) as object);
  const origin: unknown = entries.find(([key]) => /^origin$/i.test(key))?.[1];
  const part = (name: string) => {
    const value = isObject(origin)
      ? Object.entries(origin).find(([key]) => key.toLowerCase() === name)?.[1]
      : undefined;
    return typeof value === 'string' && value !== '' && value.length <= MAX_ORIGIN ? { [name]: value } : {};
  };
  return { value: { ...part('vcs'), ...part('url'), ...part('ref'), ...part('hash') } };
}

/** Characters of one part. */
const MAX_ORIGIN = 2000;

type Info = FactTypes['info'];

function parseInfo(text: string, base: string): Result<Info> {
  const invalid = (why: string) => ({ error: `invalid response from proxy ${quote(base)}: ${why}` });
  let json: unknown;
  try {
    // To encoding/json null says nothing, here as in a field.
    json = JSON.parse(text) ?? {};
  } catch {
    return invalid(goJsonError(text));
  }
  if (!isObject(json))
    return invalid(`json: cannot unmarshal ${typeName(json)} into Go value of type modfetch.RevInfo`);
  let version = '';
  let time: string | undefined;
  for (const [key, value] of Object.entries(json)) {
    // encoding/json takes names in any case.
    if (/^version$/i.test(key) && value !== null) {
      if (typeof value !== 'string')
        return invalid(`json: cannot unmarshal ${typeName(value)} into Go struct field RevInfo.Version of type string`);
      version = value;
    } else if (/^time$/i.test(key) && value !== null) {
      if (!isTime(value)) return invalid(`Time ${JSON.stringify(value)} is not an RFC 3339 time`);
      time = value;
    }
  }
  // The zero time of Go is no time.
  return { value: time === undefined || time.startsWith('0001-01-01T00:00:00') ? { version } : { version, time } };
}

function checkInfo({ kind, module }: Ask, info: Info, base: string): Result<Info> {
  if (info.version === '' || info.version !== canonicalVersion(info.version))
    return { error: `invalid response from proxy ${quote(base)}: version ${quote(info.version)} is not canonical` };
  const exact = kind === 'info' && module.version === canonicalVersion(module.version);
  if (exact && info.version !== module.version && check(module.path, module.version) === undefined)
    return { error: `proxy returned info for version ${info.version} instead of requested version` };
  return { value: info };
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
