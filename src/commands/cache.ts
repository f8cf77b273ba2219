/** `modwarden cache`: where facts are kept, how many, and how to be rid of them. */
import { cacheFolder } from '../gather/cache/folder.ts';
import { factCacheAt } from '../gather/facts/fact-cache.ts';
import { keptModStore } from '../gather/modcache/kept-mods.ts';
import { runPacksAt } from '../gather/repeat/run-pack.ts';
import { sumdbCacheAt } from '../gather/sumdb/store.ts';
import { printable, safe } from '../text/printable.ts';
import { quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';

export const cache: Command = {
  options: {},
  positionals: { max: 1, name: 'verb' },
  usage: 'cache [clean]',
  about:
    'Shows the folders and sizes of the caches: facts from module proxies, answers of the checksum database,\nwhat go.mod files of the module cache say, and answers of earlier runs. "cache clean" deletes them. The tree heads of checksum databases stay: they reveal a fork.',
  notes: 'Set the environment variable MODWARDEN_CACHE=off to disable the cache.',
  async run({ positionals: [verb] }, terminal) {
    if (verb !== undefined && verb !== 'clean')
      throw new UsageError(`unknown subcommand ${quoted(verb)} of cache: use "cache" or "cache clean"`);
    const folder = cacheFolder(terminal.env);
    const facts = factCacheAt(terminal.env);
    if (folder === undefined || facts === undefined) {
      terminal.out(safe`no cache: it is disabled, or there is no folder for it\n`);
      return 0;
    }
    const mods = keptModStore(terminal.env, terminal.now)!;
    const runs = runPacksAt(terminal.env, { now: terminal.now })!;
    for (const store of [facts, sumdbCacheAt(folder, terminal.now), mods, runs]) {
      const { files, bytes } = verb === 'clean' ? store.clean() : store.size();
      terminal.out(
        safe`${printable(store.folder)}: ${files} files, ${printable((bytes / 1e6).toFixed(1))} MB${verb === 'clean' ? ' removed' : ''}\n`,
      );
    }
    return 0;
  },
};
