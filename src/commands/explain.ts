/** `modwarden explain`: the groups of rules, the rules of a group, or a rule's page as it stands in the repository of modwarden. */
import { packageFile } from '../gather/policies/package-file.ts';
import type { Rule } from '../model/rule.ts';
import { type MarkdownBlock, markdownBlocks } from '../report/markdown/blocks.ts';
import { renderMarkdown } from '../report/markdown/render.ts';
import { paint as painter } from '../report/text/paint.ts';
import { MIN_WIDTH } from '../report/text/wrap.ts';
import { nearest } from '../text/nearest.ts';
import { colored } from './check.ts';
import { pluginPage } from './plugin/rule-page.ts';
import { PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { type RunRules, rulesFor } from './shared/plugins.ts';

/** Prose in longer lines is hard to read. */
const MAX_WIDTH = 100;

export const explain: Command = {
  options: {
    full: { help: 'show the whole page, with every example' },
    color: PRINTING.color,
    ...PLUGINS,
  },
  positionals: { max: 1, name: 'rule or group' },
  usage: 'explain [OPTION]... [RULE | GROUP]',
  about: `Shows what a rule finds, why it matters, its options and an example. For a group, such as graph: its rules.
Without either: the groups.`,
  notes: 'Example: modwarden explain replace/local-path',
  async run(args, terminal) {
    const [name] = args.positionals;
    const paint = painter(colored(args, terminal));
    const width = Math.max(MIN_WIDTH, Math.min(terminal.columns ?? MAX_WIDTH, MAX_WIDTH));
    const blocks = await blocksFor(name, args.flags.has('full'), await rulesFor(args, terminal, undefined));
    terminal.out(renderMarkdown(blocks, { width, paint, labelOf, isProse }));
    return 0;
  },
};

async function blocksFor(
  name: string | undefined,
  full: boolean,
  { rules, plugins }: RunRules,
): Promise<readonly MarkdownBlock[]> {
  if (name === undefined) return groupList(rules);
  const group = name.replace(/\/$/, '');
  const own = rules.filter((rule) => groupOf(rule) === group);
  if (own.length > 0) return ruleList(group, own);
  const rule = rules.find(({ id }) => id === name);
  if (rule === undefined) throw unknownRule(name, rules);
  return page(rule, (await pluginPage(rule.id, plugins)) ?? shippedPage(rule.id), full);
}

function groupList(rules: readonly Rule[]): MarkdownBlock[] {
  const groups = [...new Set(rules.map(groupOf))];
  const rows = groups.map((group) => {
    const own = rules.filter((rule) => groupOf(rule) === group);
    return [group, String(own.length), own.map(({ id }) => id.slice(group.length + 1)).join(', ')];
  });
  return [
    { kind: 'table', rows: [['group', 'rules', ''], ...rows] },
    {
      kind: 'paragraph',
      text: 'For the rules of a group: modwarden explain graph. For a rule: modwarden explain graph/banned',
    },
  ];
}

function ruleList(group: string, own: readonly Rule[]): MarkdownBlock[] {
  return [
    { kind: 'table', rows: [['rule', 'level', 'finds'], ...own.map(({ id, level, title }) => [id, level, title])] },
    { kind: 'paragraph', text: `For a rule: modwarden explain ${own[0]?.id ?? group}` },
  ];
}

function groupOf({ id }: Rule): string {
  return id.slice(0, id.indexOf('/'));
}

function unknownRule(name: string, rules: readonly Rule[]): UsageError {
  const ids = rules.map(({ id }) => id);
  const meant = nearest(name, [...ids, ...new Set(rules.map(groupOf))]) ?? ids.find((id) => id.endsWith(`/${name}`));
  return new UsageError(
    `unknown rule ${quoted(name)} (${meant === undefined ? '"modwarden explain" lists all rules' : `did you mean "${meant}"?`})`,
  );
}

function shippedPage(id: string): string | undefined {
  const bytes = packageFile(`rules/${id}/README.md`);
  return bytes && new TextDecoder().decode(bytes);
}

function page({ id, title, why }: Rule, markdown: string | undefined, full: boolean): readonly MarkdownBlock[] {
  if (markdown === undefined)
    return [
      { kind: 'heading', level: 1, text: id },
      { kind: 'paragraph', text: `${title}.` },
      { kind: 'paragraph', text: why },
    ];
  return full ? markdownBlocks(markdown) : shortPage(markdown, id);
}

/** What the rule's definition says, and the first example with a finding. */
function shortPage(markdown: string, id: string): readonly MarkdownBlock[] {
  const [head = ''] = markdown.split('<!-- /head -->', 1);
  const [, ...sections] = markdown.split(/^(?=### )/m);
  const example = sections.find((section) => /^```findings\n(?!```)/m.test(section)) ?? sections[0];
  const rest = sections.length > 1 ? `, with ${sections.length} examples` : '';
  return [
    ...markdownBlocks(head),
    ...(example === undefined ? [] : markdownBlocks(example.replace(/^### /, '### Example: '))),
    { kind: 'paragraph', text: `The whole page${rest}: modwarden explain ${id} --full` },
  ];
}

const LABELS: Readonly<Record<string, string | undefined>> = {
  findings: 'reports',
  env: 'go env',
  yaml: undefined,
  text: undefined,
  sh: undefined,
};

function labelOf(info: string): string | undefined {
  return Object.hasOwn(LABELS, info) ? LABELS[info] : info || undefined;
}

function isProse(info: string): boolean {
  return info === 'findings';
}
