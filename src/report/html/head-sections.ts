/** The page's first screen: the verdict in words, what was counted, and what all of it rests on. */
import type { Provenance, Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import type { Inventory } from '../inventory.ts';
import { type Summary, summaryOf } from '../text/summary.ts';
import { verdict } from '../verdict.ts';
import { counted, type Html, html } from './markup.ts';

const VERDICTS = {
  0: ['pass', '✓', 'Pass'],
  1: ['fail', '■', 'Fail'],
  2: ['fail', '■', 'Policy error'],
  3: ['incomplete', '◇', 'Incomplete'],
} as const;

export function verdictSection(report: Report, failOn: Level): Html {
  const code = verdict(report, failOn);
  const [style, shape, word] = VERDICTS[code];
  const sum = summaryOf(report);
  return html`<header class="verdict ${style}"><p class="tool">modwarden report · as of ${report.today}</p>
<h1>${titleOf(report)}</h1>
<p class="word"><span aria-hidden="true">${shape}</span> ${word}</p>
<p>${meaning(code, sum, failOn)}${allowedGaps(code, sum)} Exit code ${code}.</p>
<ul class="counts">${countsOf(sum).map(([n, noun, href]) => html`<li><a href="#${href}"><b>${n}</b> ${noun}</a></li>`)}</ul></header>
`;
}

export function titleOf({ modules, provenance }: Report): string {
  const named = modules.find(({ dir }) => dir === '') ?? modules[0];
  return named?.path || provenance?.input.name || 'Repository';
}

function meaning(
  code: 0 | 1 | 2 | 3,
  { errors, warnings, notes, failingGaps, problems }: Summary,
  failOn: Level,
): string {
  const found = [
    errors > 0 && counted(errors, 'error'),
    warnings > 0 && counted(warnings, 'warning'),
    notes > 0 && counted(notes, 'note'),
  ];
  const list = found.filter((part) => part !== false).join(', ');
  switch (code) {
    case 0:
      return list === '' ? 'No findings.' : `No finding at level ${failOn} or above; ${list} below it.`;
    case 1:
      return `Found: ${list}.`;
    case 2:
      return `${counted(problems, 'error')} in policy files; their valid parts were applied.${list && ` Found: ${list}.`}`;
    case 3:
      return `${counted(failingGaps, 'check')} that the policy requires could not be made.${list && ` Found: ${list}.`}`;
  }
}

/** A pass says what was not looked at. */
function allowedGaps(code: 0 | 1 | 2 | 3, { gaps }: Summary): string {
  return code === 3 || gaps === 0 ? '' : ` ${counted(gaps, 'check')} could not be made; the policy allows this.`;
}

function countsOf(sum: Summary): readonly (readonly [number, string, string])[] {
  return [
    [sum.errors, sum.errors === 1 ? 'error' : 'errors', 'findings'],
    [sum.warnings, sum.warnings === 1 ? 'warning' : 'warnings', 'findings'],
    [sum.notes, sum.notes === 1 ? 'note' : 'notes', 'findings'],
    [sum.waived + sum.baseline, 'waived', 'waivers'],
    [sum.gaps, 'not checked', 'gaps'],
  ];
}

export function problemsSection({ problems }: Report): Html {
  if (problems.length === 0) return html``;
  const items = problems.map(
    ({ place, message, hint }) =>
      html`<li>${place !== undefined && html`<code>${place.path}:${place.start.line}</code>: `}${message}${hint !== undefined && html` (${hint})`}</li>`,
  );
  return html`<section id="problems" aria-labelledby="h-problems"><h2 id="h-problems">Policy errors</h2><ul>${items}</ul></section>
`;
}

export function evidenceSection(report: Report, { built }: Pick<Inventory, 'built'>): Html {
  const { tool, today, provenance, policies, modules } = report;
  const used = policies.map(({ path, extends: bases }) => path ?? `preset ${bases.join(', ')}`);
  const rows: (readonly [string, Html])[] = [
    ['Tool', html`modwarden ${tool.version}`],
    ['As of', html`${today}`],
    ['Main modules', html`${modules.map(({ file }) => html`<code>${file}</code> `)}`],
    ['Policy', html`${used.map((name) => html`<code>${name}</code> `)}`],
    ...(built === undefined ? [] : [['Built modules', html`for ${built.text}`] as const]),
    ...(provenance === undefined ? [] : provenanceRows(provenance)),
  ];
  return html`<section id="evidence" aria-labelledby="h-evidence"><h2 id="h-evidence">What this report is based on</h2>
<dl>${rows.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
  )}</dl></section>
`;
}

const KINDS = { folder: 'folder', index: 'git index', revision: 'git revision', archive: 'archive' } as const;

function provenanceRows({ input, policies, facts, command }: Provenance): (readonly [string, Html])[] {
  const { kind, name, sha256, revision, commit, changed, files, hash } = input;
  const rows: (readonly [string, Html | undefined])[] = [
    ['Input', html`${KINDS[kind]} <code>${name}</code>${revision !== undefined && html` at <code>${revision}</code>`}`],
    ['SHA-256 of the file', sha256 === undefined ? undefined : html`<code>${sha256}</code>`],
    ['Commit', commit === undefined ? undefined : html`<code>${commit}</code>`],
    [
      'Changed since the commit',
      changed === undefined
        ? undefined
        : changed.length === 0
          ? html`nothing that was read`
          : html`${changed.map((path) => html`<code>${path}</code> `)}`,
    ],
    ['Files read', html`${files}, together <code>${hash}</code>`],
    [
      'Policy files',
      policies.length === 0
        ? undefined
        : html`<ul>${policies.map((p) => html`<li><code>${p.path}</code> <code class="hash">${p.sha256}</code></li>`)}</ul>`,
    ],
    [
      'Facts',
      facts === undefined
        ? html`not recorded: a later run may see other versions and licenses`
        : html`of ${facts.asOf}, <code class="hash">${facts.sha256}</code>`,
    ],
    ['Run again with', html`<pre><code>${command}</code></pre>`],
  ];
  return rows.flatMap(([title, value]) => (value === undefined ? [] : [[title, value] as const]));
}
