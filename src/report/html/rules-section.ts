/** What every rule came to: found, waived, passed, not checked, not run. Gaps are never a pass. */
import type { Report, RuleInfo } from '../../model/report.ts';
import { plainText } from '../markdown/blocks.ts';
import { levelMark } from './findings-section.ts';
import { anchor, type Html, html, NOTHING } from './markup.ts';
import { table } from './table.ts';

export interface RuleResult {
  readonly rule: RuleInfo;
  readonly found: number;
  /** Findings that a waiver or the baseline covers. */
  readonly covered: number;
  readonly gaps: number;
  readonly result: 'found' | 'not checked' | 'passed' | 'not run';
}

export function ruleResults({ rules, findings, gaps }: Report): readonly RuleResult[] {
  const tally = new Map(rules.map(({ id }) => [id, { found: 0, covered: 0, gaps: 0 }]));
  for (const { rule, state } of findings) {
    const counts = tally.get(rule);
    if (counts) counts[state === 'new' ? 'found' : 'covered']++;
  }
  for (const { rule } of gaps) {
    const counts = tally.get(rule);
    if (counts) counts.gaps++;
  }
  return rules.map((rule) => {
    const counts = tally.get(rule.id)!;
    const clean = counts.gaps > 0 ? 'not checked' : rule.ran ? 'passed' : 'not run';
    return { rule, ...counts, result: counts.found > 0 ? 'found' : clean };
  });
}

const SHAPES = { found: '■', 'not checked': '◇', passed: '✓', 'not run': '–' } as const;

export function resultMark(result: RuleResult['result']): Html {
  return html`<span class="result ${result.replace(' ', '-')}"><span aria-hidden="true">${SHAPES[result]}</span> ${result}</span>`;
}

const COLUMNS = [
  { head: 'Rule' },
  { head: 'What it finds' },
  { head: 'Level' },
  { head: 'Result' },
  { head: 'Found', isNumber: true },
  { head: 'Waived', isNumber: true },
  { head: 'Not checked', isNumber: true },
] as const;

export function rulesSection(report: Report): Html {
  const rows = ruleResults(report).map(({ rule, found, covered, gaps, result }) => ({
    id: anchor('rule', rule.id),
    cells: [
      html`<code>${rule.id}</code>`,
      html`<details><summary>${rule.title}</summary><p>${plainText(rule.why)}</p></details>`,
      levelMark(rule.level),
      resultMark(result),
      html`${found}`,
      html`${covered}`,
      html`${gaps}`,
    ],
  }));
  return html`<section id="rules" aria-labelledby="h-rules"><h2 id="h-rules">Rules</h2>
<p>“Not checked” means that information for the rule was unavailable: it neither found a problem nor passed.</p>
${table('rules-table', 'Rules and their results', COLUMNS, rows)}</section>
`;
}

/** One topic of an audit: the rules of some groups, and what their results do not cover. Nothing where there are none. */
export function topicSection(
  report: Report,
  id: string,
  title: string,
  groups: readonly string[],
  note?: string,
): Html {
  const results = ruleResults(report).filter(({ rule }) => groups.some((group) => rule.id.startsWith(`${group}/`)));
  if (results.length === 0) return NOTHING;
  const items = results.map(
    ({ rule, result, found }) =>
      html`<li>${resultMark(result)} <a href="#${anchor('rule', rule.id)}">${rule.title}</a>${found > 0 && html` (${found})`}</li>`,
  );
  return html`<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${title}</h2>
${note !== undefined && html`<p>${note}</p>`}
<ul class="posture">${items}</ul></section>
`;
}
