/** Incremental edits, at random, against the same text sent whole; and what many edits leave behind. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Diagnostic, Range } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Checked, openRepository } from '../../../src/lsp/checks/repository.ts';
import { endLspBoxes, lspBox } from '../../support/lsp-box.ts';

/** More by MODWARDEN_LSP_EDITS. */
const EDITS = Number(process.env.MODWARDEN_LSP_EDITS ?? 150);

/** Edits between two comparisons. */
const BATCH = 25;

const POLICY = `extends: [strict]
rules:
  graph/banned: { level: error, modules: [{ module: [example.com/a], reason: gone }] }
`;

const MOD =
  'module example.com/app\n\ngo 1.24\n\nrequire (\n\texample.com/a v1.2.3\n\texample.com/b v1.0.0 // indirect\n)\n';

const PIECES = [
  '\n',
  '\r\n',
  '\t',
  'example.com/a',
  ' v1.2.3',
  '// \u{1f600}',
  ')',
  'require (',
  '\u{10ffff}',
  'replace ',
  '=> ../x',
  '"',
  '',
];

/** Numbers from a seed: the same edits in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomEdit(document: TextDocument, next: (below: number) => number): { range: Range; text: string } {
  const length = document.getText().length;
  const start = next(length + 1);
  const end = Math.min(length, start + (next(3) === 0 ? next(12) : 0));
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return { range, text: PIECES[next(PIECES.length)]! };
}

afterEach(endLspBoxes);

it(`gives after ${EDITS} incremental edits what the whole text gives`, async () => {
  const files = { 'go.mod': MOD, '.modwarden.yaml': POLICY };
  const [edited, whole] = [await lspBox(files), await lspBox(files)];
  const next = numbers(7);
  let document = TextDocument.create('', 'go.mod', 1, MOD);
  edited.client.open(edited.file('go.mod'), MOD);
  for (let version = 2; version <= EDITS + 1; version++) {
    const edit = randomEdit(document, next);
    document = TextDocument.update(document, [edit], version);
    edited.client.change(edited.file('go.mod'), version, edit.text, edit.range);
    if ((version - 1) % BATCH !== 0) continue;
    const text = document.getText();
    whole.client.close(whole.file('go.mod'));
    whole.client.open(whole.file('go.mod'), text);
    const [a, b] = await Promise.all([settled(edited), settled(whole)]);
    expect(a.map((one) => withoutUri(one, edited.folder))).toEqual(b.map((one) => withoutUri(one, whole.folder)));
    // A text that is nothing but rubble tells nothing more.
    if (text.length > 600) {
      document = TextDocument.create('', 'go.mod', version, MOD);
      edited.client.change(edited.file('go.mod'), version, MOD);
    }
  }
});

/** A code action waits for the check with facts of the text as it is. */
async function settled({ client, file, uri }: Awaited<ReturnType<typeof lspBox>>): Promise<readonly Diagnostic[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: uri('go.mod') },
    range,
    context: { diagnostics: [] },
  });
  return client.last(file('go.mod'))?.diagnostics ?? [];
}

function withoutUri(diagnostic: Diagnostic, folder: string): unknown {
  return JSON.parse(JSON.stringify(diagnostic).replaceAll(folder, ''));
}

it('ends a check with facts without a word when a newer text comes', async () => {
  const { folder } = await lspBox({ 'go.mod': MOD, '.modwarden.yaml': POLICY });
  const published: (Checked | undefined)[] = [];
  const failures: unknown[] = [];
  const repository = openRepository({
    root: folder,
    env: { HOME: folder, GOPROXY: 'off', GOMODCACHE: join(folder, 'none') },
    now: () => new Date('2026-06-01T12:00:00Z'),
    texts: () => new Map([['go.mod', MOD]]),
    pause: () => 60_000,
    publish: async (checked) => void published.push(checked),
    failed: (error) => void failures.push(error),
  });
  repository.changed();
  const settled = repository.settled();
  await new Promise((resolve) => setImmediate(resolve));
  repository.changed();
  expect((await settled)?.generation).toBe(2);
  repository.close();
  expect(failures).toEqual([]);
  expect(published.flatMap((one) => (one?.depth === 'facts' ? [one.generation] : []))).toEqual([2]);
});
