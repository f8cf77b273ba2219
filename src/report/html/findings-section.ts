/** The findings, a card each. */
import type { Finding, Report } from '../../model/report.ts';
import { waiverLines } from '../text/waive-hint.ts';
import { excerptOf, type FindingGroup, findingGroups } from './finding-groups.ts';
import { anchor, counted, type Html, html, NOTHING } from './markup.ts';
import { searchField } from './table.ts';

/** Cards on one page; the JSON report has the rest. */
export const MAX_CARDS = 1000;

/** Places on one card. */
const MAX_PLACES = 50;

export function findingsSection(report: Report): Html {
  const groups = findingGroups(report.findings);
  const left = groups.length - MAX_CARDS;
  const cards = groups.slice(0, MAX_CARDS).map((group) => card(group, report));
  const body =
    groups.length === 0
      ? html`<p>Nothing was found.</p>`
      : html`${groups.length > 5 ? searchField('cards', 'Search the findings') : NOTHING}<div id="cards">
${cards}</div>${left > 0 && html`<p class="notice">${counted(left, 'more card')} left out here. The JSON report has every finding.</p>`}`;
  return html`<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Findings</h2>
${body}</section>
`;
}

/** Severity as a word and a shape: color alone tells nothing. */
export function levelMark(level: Finding['level']): Html {
  return html`<span class="level ${level}"><span aria-hidden="true">${SHAPES[level]}</span> ${level}</span>`;
}

const SHAPES: Readonly<Record<Finding['level'], string>> = { error: '■', warning: '▲', note: '●' };

export function findingAnchor({ id }: Finding): string {
  return anchor('finding', id);
}

function card({ first, all }: FindingGroup, report: Report): Html {
  const { rule, level, state, message, hint, trail, policy, waiver, confidence, asOf } = first;
  const others = all.slice(1);
  const lines = waiverLines(first, report);
  return html`<article class="card ${level} ${state}" id="${findingAnchor(first)}">
<h3>${levelMark(level)}${state !== 'new' && html` <span class="state">${state}</span>`} ${message}</h3>
<p class="meta"><a href="#${anchor('rule', rule)}"><code>${rule}</code></a> · <code>${placeText(first)}</code>${confidence === 'low' && html` · low confidence`}${asOf !== undefined && html` · facts of ${asOf.slice(0, 10)}`}</p>
${excerpt(first)}${trail.length > 1 && pathOf(first)}${
  hint !== undefined &&
  html`<p class="help"><strong>What to do:</strong> ${hint}</p>
`
}${
  policy !== undefined &&
  html`<p class="meta">Decided by <code>${policy.place.path}:${policy.place.start.line}</code>: <code>${policy.snippet.trim()}</code></p>
`
}${
  waiver !== undefined &&
  html`<p class="meta">Waived until ${waiver.until}${waiver.owner !== undefined && html` by ${waiver.owner}`}: ${waiver.reason} (<code>${waiver.place.path}:${waiver.place.start.line}</code>)</p>
`
}${others.length > 0 && otherPlaces(others)}${
  lines.length > 0 &&
  html`<details><summary>Waiver to copy</summary><pre><code>${lines.join('\n')}</code></pre></details>
`
}</article>
`;
}

function placeText({ place: { path, start } }: Finding): string {
  return `${path}:${start.line}:${start.column}`;
}

function excerpt(finding: Finding): Html {
  const { before, marked, after } = excerptOf(finding);
  if (finding.snippet.trim() === '') return NOTHING;
  return html`<pre class="excerpt"><code><span class="line-number">${finding.place.start.line}</span>${before}<mark>${marked}</mark>${after}</code></pre>
`;
}

function pathOf({ trail }: Finding): Html {
  const steps = trail.map(({ path, version }) => html`<li><code>${path}</code> ${version}</li>`);
  return html`<p class="meta">Required through:</p><ol class="path">${steps}</ol>
`;
}

function otherPlaces(others: readonly Finding[]): Html {
  const shown = others.slice(0, MAX_PLACES);
  const items = shown.map(
    (finding) => html`<li id="${findingAnchor(finding)}"><code>${placeText(finding)}</code></li>`,
  );
  const left = others.length - shown.length;
  return html`<details open><summary>${counted(others.length, 'more place')}</summary><ul>${items}${left > 0 && html`<li>… and ${left} more</li>`}</ul></details>
`;
}
