/** The tool and its whole catalogue of rules, whether they found anything or not; and a rule for each vulnerability that was found. */

import type { ReportingDescriptor, ToolComponent } from 'sarif';
import type { Report, RuleInfo } from '../../model/report.ts';
import { cut } from '../outside-text.ts';
import { HOME, rulePage } from '../rule-page.ts';
import { REASON } from '../text/waive-hint.ts';
import type { Fold } from './fold.ts';
import { vulnerabilityDescriptors } from './vulnerability-rules.ts';

/** Longer descriptions are refused by code scanning. */
const MAX_DESCRIPTION = 1024;

/** The page of a rule as it ships, in Markdown; undefined where there is none. */
export type PageOf = (id: string) => string | undefined;

/** `own`: rules that the report needs beyond its catalogue; they come behind it. `folds`: the results. */
export function driver(
  { tool, rules }: Report,
  own: readonly RuleInfo[],
  folds: readonly Fold[],
  pageOf: PageOf,
): ToolComponent {
  return {
    name: tool.name,
    semanticVersion: tool.version,
    version: tool.version,
    informationUri: HOME,
    rules: [
      ...rules.map((rule) => descriptor(rule, rulePage(rule), ruleHelp(rule, pageOf(rule.id)))),
      ...own.map((rule) => descriptor(rule, `${HOME}#readme`, `**${rule.title}**\n\n${rule.why}`)),
      ...vulnerabilityDescriptors(rules, folds),
    ],
  };
}

function descriptor(rule: RuleInfo, page: string | undefined, markdown: string): ReportingDescriptor {
  const { id, title, why, level, security, precision } = rule;
  return {
    id,
    name: pascal(id),
    shortDescription: { text: cut(title, MAX_DESCRIPTION) },
    fullDescription: { text: cut(why, MAX_DESCRIPTION) },
    help: { text: `${title}. ${why}${page === undefined ? '' : `\n\nOptions and examples: ${page}`}`, markdown },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level },
    properties: {
      tags: [...(security === undefined ? [] : ['security']), 'go', 'dependencies', id.split('/')[0]!],
      precision,
      'problem.severity': level === 'note' ? 'recommendation' : level,
      // A string, and its mere presence makes the rule a security rule.
      ...(security !== undefined && { 'security-severity': security.toFixed(1) }),
    },
  };
}

/** Remedies of one page that are shown. */
const MAX_REMEDIES = 6;

/** Why it matters, how to fix it, the options, and what to write where a finding is accepted. */
function ruleHelp(rule: RuleInfo, page: string | undefined): string {
  const { id, title, why, since, plugin } = rule;
  const url = rulePage(rule);
  const { options, remedies, command } = page === undefined ? NO_PAGE : partsOf(page);
  return [
    `**${title}**`,
    why,
    ...(remedies.length > 0 || command !== undefined ? ['**How to fix it**'] : []),
    ...(command === undefined ? [] : [`${command} makes the edits that are known to be right.`]),
    ...(remedies.length === 0 ? [] : [remedies.slice(0, MAX_REMEDIES).join('\n')]),
    ...(options === '' ? [] : [`**Options** of \`${id}\` in \`.modwarden.yaml\`:`, options]),
    '**To accept a finding**, with a reason and for a time, add to `.modwarden.yaml`:',
    `\`\`\`yaml\nwaivers:\n  - rule: ${id}\n    subject: SUBJECT\n    reason: ${REASON}\n    until: YYYY-MM-DD\n\`\`\``,
    url === undefined ? `${plugin} · since ${since}` : `[Options and examples](${url}) · since ${since}`,
  ].join('\n\n');
}

interface PageParts {
  /** The table in its head. */
  readonly options: string;
  /** Of each kind of example a list item: its headline, and what to do. */
  readonly remedies: readonly string[];
  /** `modwarden fix`, as the head has it. */
  readonly command: string | undefined;
}

const NO_PAGE: PageParts = { options: '', remedies: [], command: undefined };

function partsOf(page: string): PageParts {
  const [head = ''] = page.split('<!-- /head -->', 1);
  const remedies = new Map<string, string>();
  for (const [, findings = ''] of page.matchAll(/^```findings\n([\s\S]*?)^```$/gm))
    for (const [, headline = '', help = ''] of findings.matchAll(EXAMPLE))
      if (!remedies.has(help)) remedies.set(help, `- ${codeSpan(headline)}: ${codeSpan(help)}`);
  return {
    options: head
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .join('\n'),
    remedies: [...remedies.values()],
    command: /\*\*fix\*\* (`modwarden fix[^`]*`)/.exec(head)?.[1],
  };
}

/** A finding of an example, whose lines may come between it and its help. */
const EXAMPLE = /^\S+ (?:error|warning|note) (.+)\n(?: {2}(?!help: ).*\n)*? {2}help: (.+)$/gm;

/** In Markdown, whatever is in it. */
function codeSpan(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** `graph/max-depth` → `GraphMaxDepth`. */
function pascal(id: string): string {
  return id
    .split(/[/-]/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}
