/** What definitions say, as Markdown: the head of each rule's page, and the tables of all rules. */
import type { FixSafety, Rule } from '../../../model/rule.ts';
import { cell } from './markers.ts';
import { optionsTable } from './options-table.ts';

const REACH: Readonly<Record<Rule['reach'], string>> = {
  files: 'files of the repository',
  graph: 'module graph',
  facts: 'facts about modules',
};

const FIXES: Readonly<Record<FixSafety, string>> = {
  safe: '`modwarden fix`',
  unsafe: '`modwarden fix --unsafe`',
};

export async function pageHead(rule: Rule): Promise<string> {
  const options = await optionsTable(rule);
  const facts = [
    `**Level** ${rule.level}`,
    ...(rule.security === undefined ? [] : [`**security severity** ${rule.security}`]),
    `**input** ${REACH[rule.reach]}${rule.declared ? ' (in the hook: only go.mod)' : ''}`,
    `**presets** ${presetsOf(rule)}`,
    ...(rule.fixes === undefined ? [] : [`**fix** ${rule.fixes.map((safety) => FIXES[safety]).join(', ')}`]),
    `**since** ${rule.since}`,
  ];
  const strict = Object.entries(rule.strict ?? {}).map(([name, value]) => `\`${name}: ${String(value)}\``);
  return [
    `# ${rule.id}`,
    `${rule.title}.`,
    facts.join(' · '),
    rule.why,
    ...(options === '' ? [] : [options]),
    ...(strict.length === 0 ? [] : [`The preset \`strict\` sets ${strict.join(', ')}.`]),
  ].join('\n\n');
}

export function presetsOf({ presets }: Rule): string {
  if (presets.includes('recommended')) return 'recommended, strict';
  return presets.includes('strict') ? 'strict' : 'none';
}

/** One table a group. `base`: the path from the table's file to the folder `rules`, with a final slash. */
export function rulesTable(rules: readonly Rule[], base: string): string {
  const head = '| rule | what it finds | level | presets |\n|---|---|---|---|';
  const rows = rules.map(
    (r) =>
      `| [${r.id}](${base}${r.id}/README.md) | ${cell(r.title)} | ${r.level} | ${r.presets.includes('recommended') ? 'recommended' : r.presets.includes('strict') ? 'strict' : ''} |`,
  );
  return `${head}\n${rows.join('\n')}`;
}
