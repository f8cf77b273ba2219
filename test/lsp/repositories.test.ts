/** Documents of several repositories, and files with a byte order mark. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { hasByteOrderMark } from '../../src/lsp/repositories.ts';
import { has, hasNot, MOD, opened } from '../support/lsp-banned.ts';
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
