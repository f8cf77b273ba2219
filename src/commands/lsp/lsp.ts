/** `modwarden lsp`: serves an editor over standard input and output. */
import { UsageError } from '../shared/args.ts';
import type { Command } from '../shared/command.ts';

export const lsp: Command = {
  options: {
    stdio: { help: 'talk over standard input and output (the default; editors name it)' },
    // The client library of VS Code gives it to every server. The end of standard input tells the same.
    clientProcessId: { value: 'ID', help: 'the process of the editor (editors name it; nothing depends on it)' },
  },
  positionals: { max: 0, name: 'nothing' },
  usage: 'lsp [--stdio] [--clientProcessId ID]',
  about: `A language server for go.mod, go.work, go.sum and policy files: an editor starts it. It checks unsaved text by
the policy, with facts from the caches, and asks a server only where the editor's user says so.`,
  notes: 'How to set up an editor: docs/editors.md.',
  async run(_, { streams, env, now, isTerminal }) {
    if (isTerminal.in || streams === undefined)
      throw new UsageError('lsp talks with an editor, not with a terminal; see docs/editors.md');
    const { serve } = await import('../../lsp/server.ts');
    return serve({ ...streams(), env, now });
  },
};
