/** The rules of a run: the built-in ones, and those of plug-ins that the caller names on the command line or in their own settings. */
import { dirname, resolve } from 'node:path';
import { rules as BUILT_IN } from '../../../rules/index.ts';
import type { LoadedPlugin } from '../../gather/plugins/load-plugins.ts';
import { userConfig } from '../../gather/plugins/user-config.ts';
import { whereIs } from '../../gather/where.ts';
import { ModwardenError } from '../../model/error.ts';
import type { Rule } from '../../model/rule.ts';
import { type Arguments, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

export interface RunRules {
  readonly rules: readonly Rule[];
  readonly plugins: readonly LoadedPlugin[];
}

const NO_PLUGINS: RunRules = { rules: BUILT_IN, plugins: [] };

/**
 * `from`: what is checked, as given; undefined: nothing, so that only the git repository around counts as checked. Throws UsageError,
 * UserFileError.
 */
export async function rulesFor(
  args: Arguments,
  { env, cwd }: Terminal,
  from: readonly string[] | undefined,
): Promise<RunRules> {
  const config = userConfig(env, cwd);
  const named = [
    ...(args.lists.get('plugin') ?? []).map((name) => ({ name, from: cwd, by: '--plugin' })),
    ...(config?.plugins ?? []).map((name) => ({ name, from: dirname(config!.file), by: `${config!.file}:` })),
  ];
  if (named.length === 0) return NO_PLUGINS;
  const untrusted = args.flags.has('trust-repository-plugins') ? [] : foldersOf(from, cwd, args.values.get('root'));
  const isOwn = config === undefined || config.plugins.length === 0 || !(await leadsThrough(config.file, untrusted));
  if (!isOwn)
    throw new UsageError(
      `${quoted(config.file)} is part of the checked repository, so its plug-ins are not loaded; use --trust-repository-plugins or MODWARDEN_CONFIG=off`,
    );
  try {
    return await load(named, untrusted);
  } catch (error) {
    throw error instanceof ModwardenError ? new UsageError(error.message) : error;
  }
}

/** In chunks of their own: who has no plug-ins does not load them. */
async function load(...input: Parameters<typeof import('../../gather/plugins/load-plugins.ts').loadPlugins>) {
  const [{ loadPlugins }, { ownRule }, { checkRules }] = await Promise.all([
    import('../../gather/plugins/load-plugins.ts'),
    import('../../lint/own/own-rules.ts'),
    import('../../lint/check-rules.ts'),
  ]);
  const plugins = await loadPlugins(...input);
  const added = plugins.flatMap(({ plugin, rules }) => rules.map((rule) => ({ ...rule, plugin: plugin.title })));
  await checkRules([...BUILT_IN, ...added], added);
  return { rules: [...BUILT_IN, ...added.map((rule) => ownRule(rule, rule.plugin))], plugins };
}

async function leadsThrough(file: string, folders: readonly string[]): Promise<boolean> {
  return (await import('../../gather/plugins/inside.ts')).leadsThrough(file, folders);
}

/** Every folder that may be the repository: also git's, where a root inside it is named. Of an archive its own file. */
function foldersOf(from: readonly string[] | undefined, cwd: string, root: string | undefined): string[] {
  if (from === undefined) {
    const around = whereIs('.', cwd);
    return 'root' in around && around.isGit ? [around.root] : [];
  }
  const folders = (from.length === 0 ? ['.'] : from).flatMap((name) => {
    const tops = [whereIs(name, cwd), ...(root === undefined ? [] : [whereIs(name, cwd, root)])];
    const roots = tops.flatMap((where) => ('root' in where ? [where.root] : []));
    return roots.length > 0 ? roots : [resolve(cwd, name)];
  });
  return [...new Set(folders)];
}
