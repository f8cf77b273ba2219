/** What `go mod edit -json` and `go work edit -json` print, byte for byte. */

import type { FileKind } from '../modfile/verbs.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import type { Draft } from './draft.ts';

/** The file as Go's tools are told of it, with the newline at the end. */
export function draftJSON(kind: FileKind, draft: Draft): string {
  return `${encode(kind === 'mod' ? modJSON(draft) : workJSON(draft), '')}\n`;
}

/** A member that is undefined is left out. */
type Json = string | true | null | readonly Json[] | { readonly [name: string]: Json | undefined };

function modJSON(draft: Draft): Json {
  return {
    Module: { Path: draft.module?.path ?? '', Deprecated: optional(draft.module?.deprecated) },
    Go: optional(draft.go?.version),
    Toolchain: optional(draft.toolchain?.name),
    GoDebug: list(draft.godebug, ({ key, value }) => ({ Key: key, Value: value })) ?? undefined,
    Require: list(draft.require, (entry) => ({ ...moduleJSON(entry), Indirect: entry.indirect || undefined })),
    Exclude: list(draft.exclude, moduleJSON),
    Replace: list(draft.replace, (entry) => ({ Old: moduleJSON(entry.old), New: moduleJSON(entry.new) })),
    Retract: list(draft.retract, ({ low, high, rationale }) => ({
      Low: optional(low),
      High: optional(high),
      Rationale: optional(rationale),
    })),
    Tool: list(draft.tool, ({ path }) => ({ Path: path })),
    Ignore: list(draft.ignore, ({ path }) => ({ Path: path })),
  };
}

/** Toolchain and godebug are missing in Go's too. */
function workJSON(draft: Draft): Json {
  return {
    Go: optional(draft.go?.version),
    Use: list(draft.use, ({ path }) => ({ DiskPath: path })),
    Replace: list(draft.replace, (entry) => ({ Old: moduleJSON(entry.old), New: moduleJSON(entry.new) })),
  };
}

function moduleJSON({ path, version }: ModuleVersion): { Path: string; Version: string | undefined } {
  return { Path: path, Version: optional(version) };
}

function optional(text: string | undefined): string | undefined {
  return text || undefined;
}

/** An empty list is Go's nil slice. */
function list<T>(entries: readonly T[], json: (entry: T) => Json): Json[] | null {
  return entries.length === 0 ? null : entries.map(json);
}

/** json.MarshalIndent with a tab. */
function encode(value: Json, indent: string): string {
  if (value === null || value === true) return String(value);
  if (typeof value === 'string') return encodeString(value);
  const inner = `${indent}\t`;
  if (isList(value))
    return enclosed(
      '[',
      ']',
      indent,
      value.map((item) => encode(item, inner)),
    );
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`"${name}": ${encode(member, inner)}`],
  );
  return enclosed('{', '}', indent, members);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function enclosed(open: string, close: string, indent: string, items: readonly string[]): string {
  return `${open}\n${items.map((item) => `${indent}\t${item}`).join(',\n')}\n${indent}${close}`;
}

/** As encoding/json: what HTML or JavaScript could misread is escaped, and a byte that is not UTF-8 is U+FFFD, escaped too. */
function encodeString(text: string): string {
  const parts = text.split(/[\ud800-\udfff]/u).map((part) => JSON.stringify(part).slice(1, -1));
  const escaped = parts.join('\\ufffd').replace(/[<>&\u2028\u2029]/g, unicodeEscape);
  return `"${escaped}"`;
}

function unicodeEscape(ch: string): string {
  return `\\u${ch.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
