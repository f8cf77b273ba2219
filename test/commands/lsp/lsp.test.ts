import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { lsp } from '../../../src/commands/lsp/lsp.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import { cli } from '../../support/cli.ts';

const NOTHING = { values: new Map(), lists: new Map(), flags: new Set<string>(), positionals: [] };

it('does not talk with a terminal', async () => {
  const { code, err } = await cli(['lsp', '--stdio'], { cwd: '.' });
  expect([code, err]).toEqual([2, expect.stringContaining('lsp talks with an editor, not with a terminal')]);
});

it('takes what the client library of VS Code adds to every server', async () => {
  const { err } = await cli(['lsp', '--stdio', '--clientProcessId=1'], { cwd: '.' });
  expect(err).toContain('lsp talks with an editor');
});

it('ends with 1 when its client goes without a word', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const terminal = { env: {}, now: () => new Date(0), isTerminal: { in: false }, streams: () => ({ input, output }) };
  const ended = lsp.run(NOTHING as never, terminal as unknown as Terminal);
  input.end();
  expect(await ended).toBe(1);
});
