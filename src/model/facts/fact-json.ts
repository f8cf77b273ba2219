/** Facts as JSON values, for files that outlive a run: what is read back is checked, whoever wrote it. */
import type { ImportingFiles, PackageFolder } from '../../go/source/package-folder.ts';
import { databasesFromJson, entryFromJson, reportsFromJson } from '../../vuln/fact-json.ts';
import type { VulnEntry } from '../../vuln/types.ts';
import type { Answer, Ask, CachedPart, FactKind, FactTypes, LicenseFile } from './facts.ts';

/** A text stands in JSON by whatever name the file gives it: itself, or its hash. */
export interface TextNames {
  nameOf(text: string): string;
  textOf(name: string): string | undefined;
}

/** Texts stand for themselves. */
export const INLINE: TextNames = { nameOf: (text) => text, textOf: (name) => name };

export const FACT_KINDS: readonly FactKind[] = [
  'mod',
  'info',
  'versions',
  'latest',
  'license',
  'files',
  'packages',
  'content',
  'cached',
  'origin',
  'tag',
  'proof',
  'vulndb',
  'vulns',
  'reports',
  'seen',
];

/** Facts that may be different tomorrow; all others are true for ever. */
export function isChanging(kind: FactKind): boolean {
  return kind === 'versions' || kind === 'latest' || kind === 'tag' || kind === 'seen';
}

export function isFactKind(value: unknown): value is FactKind {
  return FACT_KINDS.includes(value as FactKind);
}

export function answerToJson(ask: Ask, answer: Answer<unknown>, texts: TextNames): Record<string, unknown> {
  if (!answer.known) {
    const { why, detail, notFound, hint } = answer;
    return { why, detail, ...(notFound === true && { notFound }), ...(hint !== undefined && { hint }) };
  }
  const { source, asOf } = answer;
  return { value: valueToJson(ask.kind, answer.value, texts), source, ...(asOf === undefined ? {} : { asOf }) };
}

/** A string says what is wrong. */
export function answerFromJson(ask: Ask, json: unknown, texts: TextNames): Answer<FactTypes[FactKind]> | string {
  if (!isObject(json)) return 'an object is expected';
  if (json.why !== undefined) return unknownFromJson(json);
  const { source, asOf } = json;
  if (typeof source !== 'string') return '"source" must be a string';
  if (asOf !== undefined && !isTime(asOf)) return '"asOf" must be a time such as 2026-01-31T12:00:00Z';
  const value = valueFromJson(ask.kind, json.value, texts);
  if (value === undefined) return `"value" is not what is known of a ${ask.kind}`;
  return { known: true, value, source, ...(asOf === undefined ? {} : { asOf }) };
}

function unknownFromJson(json: Record<string, unknown>): Answer<never> | string {
  const { why, detail, notFound, hint } = json;
  if (notFound !== undefined && notFound !== true) return '"notFound" must be true where it is there';
  if (why !== 'offline' && why !== 'private' && why !== 'missing' && why !== 'failed')
    return '"why" must be offline, private, missing or failed';
  if (typeof detail !== 'string') return '"detail" must be a string';
  if (hint !== undefined && typeof hint !== 'string') return '"hint" must be a string';
  return { known: false, why, detail, ...(notFound === true && { notFound }), ...(hint !== undefined && { hint }) };
}

function valueToJson(kind: FactKind, value: unknown, texts: TextNames): unknown {
  if (kind === 'mod') return texts.nameOf(value as string);
  // Entries stand among the texts: one may be about many modules.
  if (kind === 'vulns')
    return { entries: (value as FactTypes['vulns']).entries.map((entry) => texts.nameOf(JSON.stringify(entry))) };
  if (kind !== 'license') return value;
  const { files } = value as FactTypes['license'];
  return { files: files.map(({ path, text }) => ({ path, text: texts.nameOf(text) })) };
}

function valueFromJson(kind: FactKind, json: unknown, texts: TextNames): FactTypes[FactKind] | undefined {
  if (kind === 'mod') return typeof json === 'string' ? texts.textOf(json) : undefined;
  if (kind === 'versions') return isStrings(json) ? json : undefined;
  if (!isObject(json)) return undefined;
  if (kind === 'license') return licenseFromJson(json, texts);
  if (kind === 'proof') return proofFromJson(json);
  if (kind === 'files') return filesFromJson(json);
  if (kind === 'packages') return packagesFromJson(json);
  if (kind === 'content') return contentFromJson(json);
  if (kind === 'cached') return cachedFromJson(json);
  if (kind === 'origin') return originFromJson(json);
  if (kind === 'tag') return json.hash === null || typeof json.hash === 'string' ? { hash: json.hash } : undefined;
  if (kind === 'vulndb') return databasesFromJson(json.databases);
  if (kind === 'reports') return reportsFromJson(json.reports);
  if (kind === 'seen') return seenFromJson(json);
  return kind === 'vulns' ? vulnsFromJson(json, texts) : infoFromJson(json);
}

function vulnsFromJson({ entries }: Record<string, unknown>, texts: TextNames): FactTypes['vulns'] | undefined {
  if (!isStrings(entries)) return undefined;
  const known = entries.map((name) => {
    const text = texts.textOf(name);
    return text === undefined ? undefined : entryFromJson(text);
  });
  return known.every((entry): entry is VulnEntry => entry !== undefined) ? { entries: known } : undefined;
}

function filesFromJson({ files }: Record<string, unknown>): FactTypes['files'] | undefined {
  if (!Array.isArray(files)) return undefined;
  const known: { path: string; sha256: string }[] = [];
  for (const file of files as unknown[]) {
    if (!isObject(file) || typeof file.path !== 'string' || typeof file.sha256 !== 'string') return undefined;
    known.push({ path: file.path, sha256: file.sha256 });
  }
  return { files: known };
}

function packagesFromJson({ sha256, packages }: Record<string, unknown>): FactTypes['packages'] | undefined {
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256) || !Array.isArray(packages)) return undefined;
  const known = (packages as unknown[]).map(packageFromJson);
  return known.every((one): one is PackageFolder => one !== undefined) ? { sha256, packages: known } : undefined;
}

function packageFromJson(json: unknown): PackageFolder | undefined {
  if (!isObject(json) || typeof json.folder !== 'string' || !Array.isArray(json.files)) return undefined;
  const files: ImportingFiles[] = [];
  for (const file of json.files as unknown[]) {
    if (!isObject(file) || typeof file.when !== 'string' || !isStrings(file.imports)) return undefined;
    if (file.test !== undefined && file.test !== true) return undefined;
    files.push({ when: file.when, ...(file.test === true && { test: true }), imports: file.imports });
  }
  return { folder: json.folder, files };
}

function contentFromJson({ hash, of }: Record<string, unknown>): FactTypes['content'] | undefined {
  return typeof hash === 'string' && (of === 'zip' || of === 'folder') ? { hash, of } : undefined;
}

const CACHED_PARTS: readonly CachedPart[] = ['zip', 'folder', 'mod', 'ziphash'];

function cachedFromJson(json: Record<string, unknown>): FactTypes['cached'] | undefined {
  const hashes = textsIn(json, CACHED_PARTS);
  if (hashes === undefined || json.unreadable === undefined) return hashes;
  if (!Array.isArray(json.unreadable)) return undefined;
  const unreadable: { part: CachedPart; detail: string }[] = [];
  for (const one of json.unreadable as unknown[]) {
    const part = isObject(one) ? CACHED_PARTS.find((known) => known === one.part) : undefined;
    if (!isObject(one) || part === undefined || typeof one.detail !== 'string') return undefined;
    unreadable.push({ part, detail: one.detail });
  }
  return { ...hashes, unreadable };
}

/** undefined where one of them is there and no text. Other keys are left out. */
function textsIn<K extends string>(
  json: Record<string, unknown>,
  names: readonly K[],
): Partial<Record<K, string>> | undefined {
  const texts: Partial<Record<K, string>> = {};
  for (const name of names) {
    const text = json[name];
    if (text !== undefined && typeof text !== 'string') return undefined;
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

function originFromJson(json: Record<string, unknown>): FactTypes['origin'] | undefined {
  return textsIn(json, ['vcs', 'url', 'ref', 'hash']);
}

function proofFromJson({ database, lines }: Record<string, unknown>): FactTypes['proof'] | undefined {
  return typeof database === 'string' && isStrings(lines) ? { database, lines } : undefined;
}

function seenFromJson({ listed, since, until }: Record<string, unknown>): FactTypes['seen'] | undefined {
  if (!isTime(since) || !isTime(until) || (listed !== undefined && !isTime(listed))) return undefined;
  return listed === undefined ? { since, until } : { listed, since, until };
}

function infoFromJson({ version, time }: Record<string, unknown>): FactTypes['info'] | undefined {
  if (typeof version !== 'string' || (time !== undefined && !isTime(time))) return undefined;
  return time === undefined ? { version } : { version, time };
}

function licenseFromJson({ files }: Record<string, unknown>, texts: TextNames): FactTypes['license'] | undefined {
  if (!Array.isArray(files)) return undefined;
  const known: LicenseFile[] = [];
  for (const file of files as unknown[]) {
    if (!isObject(file) || typeof file.path !== 'string' || typeof file.text !== 'string') return undefined;
    const text = texts.textOf(file.text);
    if (text === undefined) return undefined;
    known.push({ path: file.path, text });
  }
  return { files: known };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** RFC 3339, as Go writes times into .info files. */
export function isTime(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
