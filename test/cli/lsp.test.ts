/** The built command as an editor starts it: a process, and messages over its standard streams. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { put } from '../support/cli.ts';
import { lspProcess } from '../support/lsp-client.ts';

it('serves an editor over its standard streams, and ends with 0', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lsp-')));
  try {
    const mod = 'module example.com/app\n\ngo 1.24\n\nreplace example.com/x => ../x\n';
    const repo = put(join(root, 'repo'), {
      '.git/HEAD': 'ref: refs/heads/main\n',
      'go.mod': 'module example.com/app\n',
    });
    const env = { PATH: process.env.PATH, HOME: root, GOMODCACHE: join(root, 'mod'), GOPROXY: 'off' };
    const client = await lspProcess(resolve('dist/bin.cjs'), { env });
    client.open(join(repo, 'go.mod'), mod);
    const found = await client.diagnostics(join(repo, 'go.mod'), (all) => all.length > 0);
    expect(found.map(({ code }) => code)).toContain('replace/local-path');
    expect(await client.end()).toBe(0);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
