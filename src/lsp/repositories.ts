/** Which repository each open document belongs to, and the checks of each. */
import { closeSync, openSync, readSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { whereIs } from '../gather/where.ts';
import { type Checked, openRepository, type Repository } from './checks/repository.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { OpenDocument, OpenDocuments } from './documents.ts';
import { uriOfPath } from './file-uri.ts';
import type { Settings } from './settings.ts';

export interface RepositoriesInput {
  readonly documents: OpenDocuments;
  readonly settings: () => Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly publish: (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => void;
  readonly failed: (error: unknown) => void;
  /** Results changed: what is derived from them may be asked for again. */
  readonly settled: () => void;
}

export interface Repositories {
  all(): readonly Repository[];
  /** Of an open document. */
  of(uri: string): { readonly repository: Repository; readonly path: string } | undefined;
  opened(uri: string): void;
  changed(uri: string): void;
  closed(document: OpenDocument): void;
  /** Files on disk changed. */
  reload(): void;
  close(): void;
}

interface Entry {
  readonly repository: Repository;
  /** URIs that have diagnostics at the client. */
  readonly published: Set<string>;
}

export function openRepositories(input: RepositoriesInput): Repositories {
  const { documents, settings, env, now, publish, failed } = input;
  const entries = new Map<string, Entry>();
  const roots = new Map<string, string | undefined>();
  const rootOf = (path: string): string | undefined => {
    const folder = dirname(path);
    if (!roots.has(folder)) {
      const where = whereIs(folder, folder);
      roots.set(folder, 'problem' in where ? undefined : where.root);
    }
    return roots.get(folder);
  };
  const textsIn = (root: string) => {
    const texts = new Map<string, string>();
    for (const { path, text } of documents.all()) if (rootOf(path) === root) texts.set(pathIn(root, path), text);
    return texts;
  };
  const show = async (entry: Entry, checked: Checked | undefined) => {
    const { repository, published } = entry;
    const byFile = checked && settings().enable ? await diagnosticsOf(checked, repository.root) : new Map();
    if (entries.get(repository.root) !== entry || (checked && repository.latest() !== checked)) return;
    const open = new Map(documents.all().map((document) => [document.path, document]));
    const before = new Set(published);
    published.clear();
    for (const [file, diagnostics] of byFile) {
      // A repository inside of this one has its own check.
      if (rootOf(file) !== repository.root) continue;
      const document = open.get(file);
      const uri = document?.uri ?? uriOfPath(file);
      published.add(uri);
      publish(uri, document?.version, diagnostics);
    }
    // Also an open document without any, so that a client knows that it was checked.
    for (const { path, uri, version } of open.values())
      if (!published.has(uri) && rootOf(path) === repository.root) publish(uri, version, []);
    for (const uri of before) if (!published.has(uri)) publish(uri, documents.get(uri)?.version, []);
    input.settled();
  };
  const entryOf = (path: string): Entry | undefined => {
    const root = rootOf(path);
    if (root === undefined) return undefined;
    const known = entries.get(root);
    if (known) return known;
    const entry: Entry = {
      published: new Set(),
      repository: openRepository({
        root,
        env,
        now,
        texts: () => textsIn(root),
        pause: () => settings().pause,
        publish: (checked) => show(entry, checked),
        failed,
      }),
    };
    entries.set(root, entry);
    return entry;
  };
  return {
    all: () => [...entries.values()].map(({ repository }) => repository),
    of: (uri) => {
      const document = documents.get(uri);
      const entry = document && entryOf(document.path);
      return entry && { repository: entry.repository, path: pathIn(entry.repository.root, document.path) };
    },
    opened: (uri) => {
      const document = documents.get(uri);
      if (document && isOurs(document)) entryOf(document.path)?.repository.reload();
    },
    changed: (uri) => {
      const document = documents.get(uri);
      if (document && isOurs(document)) entryOf(document.path)?.repository.changed();
    },
    closed: ({ path }) => {
      const root = rootOf(path);
      const entry = root === undefined ? undefined : entries.get(root);
      if (entry === undefined) return;
      if (textsIn(entry.repository.root).size > 0) return entry.repository.reload();
      entry.repository.close();
      entries.delete(entry.repository.root);
      for (const uri of entry.published) publish(uri, undefined, []);
    },
    reload: () => {
      roots.clear();
      for (const { repository } of entries.values()) repository.reload();
    },
    close: () => {
      for (const { repository } of entries.values()) repository.close();
      entries.clear();
    },
  };
}

/** Go files are read from disk: no finding has a place in one. */
function isOurs({ path }: OpenDocument): boolean {
  return !path.endsWith('.go');
}

/** As trees name it: forward slashes, from the root. */
function pathIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** Whether a file on disk begins with a byte order mark, which editors keep and do not show. */
export function hasByteOrderMark(path: string): boolean {
  const bytes = new Uint8Array(3);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, bytes, 0, 3, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
