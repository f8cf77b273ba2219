/** Rules from files and packages that the caller names. To import one is to run it, with the caller's rights. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ModwardenError } from '../../model/error.ts';
import type { Rule } from '../../model/rule.ts';
import { isExecutable } from '../embedded.ts';
import { packageRoot } from '../policies/package-file.ts';
import { type FindOptions, type FoundPlugin, findPlugin, type NamedPlugin } from './find-plugin.ts';

/** What a plug-in brings. Its rules are not checked yet: they may be anything with an id. */
export interface LoadedPlugin {
  readonly plugin: FoundPlugin;
  readonly rules: readonly Rule[];
}

/** A plug-in that is named twice is loaded once. Throws ModwardenError (unreadable-plugin). */
export async function loadPlugins(
  named: readonly NamedPlugin[],
  untrusted: FindOptions['untrusted'],
): Promise<LoadedPlugin[]> {
  if (isExecutable())
    throw new ModwardenError(
      'unreadable-plugin',
      'plug-ins need modwarden as an npm package: this is a single executable',
    );
  const installation = packageRoot();
  const found = new Map<string, FoundPlugin>();
  for (const one of named) {
    const plugin = findPlugin(one, { untrusted, installation });
    if ('problem' in plugin) throw new ModwardenError('unreadable-plugin', plugin.problem);
    if (!found.has(plugin.file)) found.set(plugin.file, plugin);
  }
  const loaded: LoadedPlugin[] = [];
  // One after another: what they print and break has one order.
  for (const plugin of found.values())
    loaded.push({ plugin, rules: rulesIn(await exportsOf(plugin, installation), plugin) });
  return loaded;
}

type ImportModule = (file: string, names: ReadonlyMap<string, string>) => Promise<Readonly<Record<string, unknown>>>;

async function exportsOf(plugin: FoundPlugin, installation: string): Promise<Readonly<Record<string, unknown>>> {
  const importer = join(import.meta.dirname, 'import-module.cjs');
  const load = createRequire(importer)(importer) as ImportModule;
  try {
    return await load(plugin.file, ownNames(installation));
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    throw failure(plugin, `cannot be loaded: ${name}: ${message.split('\n', 1)[0]}`);
  }
}

/** What a plug-in imports by name is that of the modwarden that runs it, whatever version is installed beside it. */
function ownNames(installation: string): Map<string, string> {
  const files = {
    modwarden: 'index',
    'modwarden/rule': 'rule',
    'modwarden/go': 'go-api',
    'modwarden/rule-test': 'rule-test',
  };
  const names = Object.entries(files).map(
    ([name, file]) => [name, join(installation, 'dist/lib/src', `${file}.js`)] as const,
  );
  return new Map(names.filter(([, file]) => existsSync(file)));
}

/** `rule`, `rules` and the default export count: a rule or a list of rules each. */
function rulesIn({ rule, rules, default: main }: Readonly<Record<string, unknown>>, plugin: FoundPlugin): Rule[] {
  const fromMain = isExports(main) ? [main.rule, main.rules] : [main];
  const all = [rule, rules, ...fromMain].flat().filter((one) => one !== undefined);
  const own = [...new Set(all)];
  if (own.length === 0) throw failure(plugin, 'exports no rules: expected "rule", "rules" or a default export');
  if (!own.every(isRule)) throw failure(plugin, 'exports something that is not a rule: expected what defineRule gives');
  return own;
}

/** A CommonJS module, whose exports are its default export as well. */
function isExports(value: unknown): value is { readonly rule?: unknown; readonly rules?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRule(value);
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Rule>).id === 'string';
}

function failure({ named: { by, name } }: FoundPlugin, what: string): ModwardenError {
  return new ModwardenError('unreadable-plugin', `${by} ${JSON.stringify(name)}: ${what}`);
}
