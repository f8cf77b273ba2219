/** The rule definitions as they stand in the folder, also those that the built program does not know yet. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../../model/rule.ts';

/** `group/name` of every folder `rules/<group>/<name>` that holds a rule.ts, sorted. */
export function ruleIds(root: string): string[] {
  const folders = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
  return folders('rules')
    .flatMap((group) => folders(`rules/${group}`).map((name) => `${group}/${name}`))
    .filter((id) => existsSync(join(root, 'rules', id, 'rule.ts')))
    .sort();
}

/**
 * Bundles the rules and evaluates the bundle. A rule imports nothing from npm but types (valibot is handed in), so the text needs no
 * module loader. Throws where a definition does not bear the name of its folder.
 */
export async function loadRules(root: string, ids: readonly string[]): Promise<Rule[]> {
  const { build } = await import('esbuild');
  const contents = ids.map((id, i) => `export { rule as r${i} } from './rules/${id}/rule.ts';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  const module: { exports: Record<string, Rule> } = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, () => ({}));
  return ids.map((id, i) => {
    const rule = module.exports[`r${i}`];
    if (rule?.id !== id)
      throw new Error(`rules/${id}/rule.ts defines the rule ${rule?.id ?? '(none)'}: the id must match the folder`);
    return rule;
  });
}
