/** `modwarden cache`: where facts are kept, how many, and how to be rid of them. */
import { factCacheAt } from '../gather/facts/fact-cache.ts';
import { printable, safe } from '../text/printable.ts';
import { quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';

export const cache: Command = {
  options: {},
  positionals: { max: 1, name: 'verb' },
  usage: 'cache [clean]',
  about: 'Shows the folder and size of the cache for facts from module proxies. "cache clean" deletes them.',
  notes: 'Set the environment variable MODWARDEN_CACHE=off to disable the cache.',
  async run({ positionals: [verb] }, terminal) {
    if (verb !== undefined && verb !== 'clean')
      throw new UsageError(`unknown subcommand ${quoted(verb)} of cache: use "cache" or "cache clean"`);
    const store = factCacheAt(terminal.env);
    if (store === undefined) {
      terminal.out(safe`no cache: it is disabled, or there is no folder for it\n`);
      return 0;
    }
    const { files, bytes } = verb === 'clean' ? store.clean() : store.size();
    terminal.out(
      safe`${printable(store.folder)}: ${files} files, ${printable((bytes / 1e6).toFixed(1))} MB${verb === 'clean' ? ' removed' : ''}\n`,
    );
    return 0;
  },
};
