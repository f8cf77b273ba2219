/** The page of a plug-in's rule: a head from its definition, as pages of built-in rules have one, and what the plug-in says itself. */
import { join } from 'node:path';
import type { LoadedPlugin } from '../../gather/plugins/load-plugins.ts';
import { readBounded } from '../../gather/read-file.ts';
import { NO_CHECKS, type Rule } from '../../model/rule.ts';
import { type AnySchema, alternatives, descriptionOf, valuesOf } from '../../policy/schema/schema-walk.ts';
import { decode } from '../../text/bytes.ts';

const MAX_PAGE = 1 << 18;

const INPUT: Readonly<Record<Rule['reach'], string>> = {
  files: 'files of the repository',
  graph: 'module graph',
  facts: 'facts about modules',
};

/** Markdown; undefined for a rule of no plug-in. The plug-in's own text is `rules/GROUP/NAME/README.md` in its folder. */
export async function pluginPage(id: string, plugins: readonly LoadedPlugin[]): Promise<string | undefined> {
  for (const { plugin, rules } of plugins) {
    const rule = rules.find((one) => one.id === id);
    if (rule !== undefined)
      return `${await headOf(rule, plugin.title)}\n\n${ownText(join(plugin.folder, 'rules', id))}`;
  }
  return undefined;
}

async function headOf(rule: Rule, title: string): Promise<string> {
  const { id, level, security, reach, declared, presets, since } = rule;
  const facts = [
    `**Level** ${level}`,
    ...(security === undefined ? [] : [`**security severity** ${security}`]),
    `**input** ${INPUT[reach]}${declared ? ' (in the hook: only go.mod)' : ''}`,
    `**presets** ${presets.join(', ') || 'none'}`,
    `**plug-in** ${title}`,
    `**since** ${since}`,
  ];
  const table = await optionsTable(rule);
  const parts = [`# ${id}`, `${rule.title}.`, facts.join(' · '), rule.why, ...(table === '' ? [] : [table])];
  return `<!-- head -->\n${parts.join('\n\n')}\n<!-- /head -->`;
}

async function optionsTable({ options }: Rule): Promise<string> {
  if (options === undefined) return '';
  const schema = options(await import('valibot'), NO_CHECKS) as unknown as AnySchema;
  const entries = alternatives(schema).flatMap(({ entries = {} }) => Object.entries(entries));
  const rows = entries.map(([name, option]) => {
    const values = valuesOf(alternatives(option)).map((value) => `\`${value}\``);
    return [`\`${name}\``, values.join(', '), defaultOf(option), descriptionOf(option) ?? ''];
  });
  if (rows.length === 0) return '';
  const lines = rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return ['| option | value | default | meaning |', '|---|---|---|---|', ...lines].join('\n');
}

function defaultOf(option: AnySchema): string {
  const { type, default: value } = option as AnySchema & { readonly default?: unknown };
  if (type !== 'optional' && type !== 'exact_optional') return 'required';
  const plain = typeof value === 'function' ? undefined : value;
  return plain === undefined || (Array.isArray(plain) && plain.length === 0) ? '' : `\`${JSON.stringify(plain)}\``;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}

/** Without a head of its own: a first heading, or what stands between the markers. */
function ownText(folder: string): string {
  const bytes = readBounded(join(folder, 'README.md'), MAX_PAGE);
  if ('problem' in bytes) return '';
  const text = decode(bytes);
  const marked = text.indexOf('<!-- /head -->');
  return marked >= 0 ? text.slice(marked + '<!-- /head -->'.length).trimStart() : text.replace(/^\s*# .*\n/, '');
}
