/** Documents of several repositories, and files with a byte order mark. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDocuments } from '../../src/lsp/documents.ts';
import { hasByteOrderMark, openRepositories } from '../../src/lsp/repositories.ts';
import { put } from '../support/cli.ts';
import { has, hasNot, MOD, opened, POLICY } from '../support/lsp-banned.ts';
import { endLspBoxes } from '../support/lsp-box.ts';

afterEach(endLspBoxes);

it('keeps a repository inside of another apart, whichever is checked last', async () => {
  const { client, file } = await opened({ 'other/.git/HEAD': 'ref: refs/heads/main\n', 'other/go.mod': MOD });
  client.open(file('other/go.mod'), MOD);
  await client.diagnostics(file('other/go.mod'), hasNot('graph/banned'));
  client.save(file('go.mod'));
  client.change(file('go.mod'), 2, `${MOD}\n// more\n`);
  await client.diagnostics(
    file('go.mod'),
    (all) => client.last(file('go.mod'))!.version === 2 && has('graph/banned')(all),
  );
  expect(client.last(file('other/go.mod'))!.diagnostics.some(({ code }) => code === 'graph/banned')).toBe(false);
});

it('sees a byte order mark in a file, and none in a folder or where nothing is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bom-'));
  try {
    writeFileSync(join(folder, 'with'), '\ufeffx');
    writeFileSync(join(folder, 'without'), 'x');
    expect(['with', 'without', '.', 'none'].map((name) => hasByteOrderMark(join(folder, name)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('what a client is told of its documents', () => {
  type Input = Parameters<typeof openRepositories>[0];

  /** Repositories of documents in a folder; what is published is noted. */
  function given(folder: string, files: Readonly<Record<string, string>>, enable = true) {
    const documents = openDocuments();
    const published: [uri: string, version: number | undefined, codes: unknown[]][] = [];
    let isDone = () => {};
    const input: Input = {
      documents,
      settings: () => ({ enable, inlayHints: false, pause: 0 }),
      env: { HOME: folder, GOMODCACHE: join(folder, 'none'), GOPROXY: 'off' },
      now: () => new Date('2026-06-01T12:00:00Z'),
      publish: (uri, version, found) => published.push([uri, version, found.map(({ code }) => code)]),
      failed: (error) => {
        throw error;
      },
      settled: () => isDone(),
    };
    put(folder, { '.git/HEAD': 'ref: refs/heads/main\n', ...files });
    const repositories = openRepositories(input);
    const open = (name: string, text: string) => {
      const path = join(folder, name);
      const uri = pathToFileURL(path).href;
      documents.open({ uri, languageId: 'x', version: 1, text }, path, false);
      return uri;
    };
    const next = () =>
      new Promise<void>((resolve) => {
        isDone = resolve;
      });
    return { documents, repositories, published, open, next };
  }

  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'documents-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const BANNED = { 'go.mod': MOD, '.modwarden.yaml': POLICY };

  it('is each diagnostic with the version of its text, and that an open document has none', async () => {
    const { repositories, published, open, next } = given(folder, BANNED);
    const [mod, sum] = [open('go.mod', MOD), open('other.mod.txt', '')];
    const told = next();
    repositories.opened(mod);
    await told;
    expect(published.find(([uri]) => uri === mod)).toEqual([mod, 1, expect.arrayContaining(['graph/banned'])]);
    expect(published.find(([uri]) => uri === sum)).toEqual([sum, 1, []]);
    repositories.close();
    expect(repositories.all()).toEqual([]);
  });

  it('is nothing where the server is off', async () => {
    const { repositories, published, open, next } = given(folder, BANNED, false);
    const mod = open('go.mod', MOD);
    const told = next();
    repositories.opened(mod);
    await told;
    expect(published).toEqual([[mod, 1, []]]);
    repositories.close();
  });

  it('ends with the last document of a repository', async () => {
    const { documents, repositories, published, open, next } = given(folder, BANNED);
    const mod = open('go.mod', MOD);
    const told = next();
    repositories.opened(mod);
    await told;
    published.length = 0;
    repositories.closed(documents.close(mod)!);
    expect(published).toContainEqual([mod, undefined, []]);
    expect(repositories.all()).toEqual([]);
    // Once more changes nothing.
    published.length = 0;
    repositories.closed({ uri: mod, path: join(folder, 'go.mod'), version: 1, text: '' });
    expect(published).toEqual([]);
  });

  it('knows the repository and the path of an open document alone', () => {
    const { repositories, open } = given(folder, { ...BANNED, 'sub/go.mod': MOD });
    const mod = open('sub/go.mod', MOD);
    const found = repositories.of(mod);
    expect([found?.path, found?.repository.root]).toEqual(['sub/go.mod', folder]);
    expect(repositories.of('file:///none')).toBeUndefined();
    expect(repositories.all()).toEqual([found!.repository]);
    repositories.close();
  });

  it('checks nothing for Go files, and nothing where there is no folder', () => {
    const { repositories, open } = given(folder, BANNED);
    const go = open('main.go', 'package main\n');
    repositories.opened(go);
    repositories.changed(go);
    repositories.changed('file:///none');
    expect(repositories.all()).toEqual([]);
    const gone = open('no/such/folder/go.mod', MOD);
    repositories.opened(gone);
    expect([repositories.of(gone), repositories.all()]).toEqual([undefined, []]);
  });
});
