/** The summary of a fleet as an HTML page in the look of the report; each target has its own report beside it. */
import { pageDocument } from '../report/html/html.ts';
import { counted, type Html, html, NOTHING, raw } from '../report/html/markup.ts';
import { SCRIPT } from '../report/html/script.ts';
import { searchField, table } from '../report/html/table.ts';
import { type Printable, printableLines } from '../text/printable.ts';
import type { FleetSummary, ModuleRow } from './summary.ts';
import type { Target } from './target.ts';

export interface FleetPageInput {
  readonly summary: FleetSummary;
  readonly modules: readonly ModuleRow[];
  /** Of every target, with the exit code of its check. */
  readonly targets: readonly { readonly target: Target; readonly exit: number; readonly hasReport: boolean }[];
}

/** Modules that the page shows, those with the most targets first: modules.jsonl has all. */
const MAX_MODULES = 2000;

/** Where the page of a target is, from the fleet's page. */
export function pageOf({ id }: Pick<Target, 'id'>): string {
  return `targets/${id}.html`;
}

export function fleetPage(input: FleetPageInput): Printable {
  const sections = sectionsOf(input).filter(({ markup }) => markup !== NOTHING);
  const links = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  const parts = sections.map(
    ({ id, title, markup }) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${markup}</section>
`,
  );
  const body = html`${verdict(input.summary)}<nav aria-label="Sections"><ul>${links}</ul></nav>
<main>
${parts}</main>
<footer>modwarden ${input.summary.run.tool}. No part of this page was loaded from elsewhere.</footer>
<script>${raw(SCRIPT)}</script>`;
  return printableLines(pageDocument('Fleet: modwarden report', body).markup);
}

function verdict({ run, targets, findings, gaps }: FleetSummary): Html {
  const isClean = targets.exits['0'] === targets.all;
  const isIncomplete = targets.exits['2'] + targets.exits['3'] > 0;
  const [word, kind] = isIncomplete ? ['Incomplete', 'incomplete'] : isClean ? ['Pass', 'pass'] : ['Fail', 'fail'];
  const open = findings.reduce((sum, row) => sum + row.new, 0);
  const unchecked = gaps.reduce((sum, row) => sum + row.gaps, 0);
  const count = (id: string, n: number, noun: string) =>
    html`<li>${n > 0 ? html`<a href="#${id}"><b>${n}</b> ${noun}</a>` : html`<b>${n}</b> ${noun}`}</li>`;
  return html`<header class="verdict ${kind}"><p class="tool">modwarden fleet report, ${run.today}</p>
<h1>${counted(targets.all, 'target')}</h1>
<p class="word">${word}</p>
<p>${targets.exits['0']} pass, ${targets.exits['1']} have findings, ${targets.exits['2']} have policy errors, ${targets.exits['3']} are incomplete.</p>
<ul class="counts">${[count('findings', open, 'findings'), count('gaps', unchecked, 'not checked'), count('failed', targets.failed, 'targets failed')]}</ul></header>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly markup: Html;
}

const number = (head: string) => ({ head, isNumber: true });
const cell = (value: string | number) => html`${value}`;

function sectionsOf({ summary, modules, targets }: FleetPageInput): Section[] {
  const { findings, worst, licenses, vulnerabilities, gaps, failed } = summary;
  const withReport = new Set(targets.filter(({ hasReport }) => hasReport).map(({ target }) => target.id));
  const link = (id: string, name: string) =>
    withReport.has(id) ? html`<a href="${pageOf({ id })}">${name}</a>` : html`${name}`;
  const shown = [...modules].sort((a, b) => usersOf(b) - usersOf(a)).slice(0, MAX_MODULES);
  return [
    {
      id: 'failed',
      title: 'Targets that could not be checked',
      markup: table(
        'failed-table',
        'Targets that could not be checked, with the reason',
        [{ head: 'Target' }, { head: 'Reason' }],
        failed.map(({ name, error }) => ({ cells: [cell(name), cell(error)] })),
      ),
    },
    {
      id: 'worst',
      title: 'Most to do',
      markup: table(
        'worst-table',
        'Targets with the most to do',
        [{ head: 'Target' }, ...['Errors', 'Warnings', 'Notes', 'Not checked', 'Health score'].map(number)],
        worst.map(({ id, name, errors, warnings, notes, gaps, score }) => ({
          cells: [link(id, name), ...[errors, warnings, notes, gaps].map(cell), cell(score ?? '')],
        })),
      ),
    },
    {
      id: 'findings',
      title: 'Findings by rule',
      markup: table(
        'findings-table',
        'Findings of each rule',
        [{ head: 'Rule' }, { head: 'Level' }, ...['New', 'Baseline', 'Waived', 'Targets'].map(number)],
        findings.map((row) => ({
          cells: [
            cell(row.rule),
            html`<span class="level ${row.level}">${row.level}</span>`,
            ...[row.new, row.baseline, row.waived, row.targets].map(cell),
          ],
        })),
      ),
    },
    {
      id: 'vulnerabilities',
      title: 'Vulnerabilities',
      markup: table(
        'vulnerabilities-table',
        'Vulnerabilities of modules in use',
        [{ head: 'Vulnerability' }, { head: 'Module' }, { head: 'Fixed in' }, number('Targets'), { head: 'Names' }],
        vulnerabilities.map(({ ids, module, version, fixed, targets: names }) => ({
          cells: [ids.join(', '), `${module} ${version}`, fixed, names.length, names.slice(0, 20).join(', ')].map(cell),
        })),
      ),
    },
    {
      id: 'gaps',
      title: 'Not checked',
      markup: table(
        'gaps-table',
        'What could not be checked',
        [{ head: 'Rule' }, { head: 'Why' }, { head: 'Fails the run' }, number('Gaps'), number('Targets')],
        gaps.map((row) => ({
          cells: [row.rule, row.why, row.fails ? 'yes' : 'no', row.gaps, row.targets].map(cell),
        })),
      ),
    },
    {
      id: 'licenses',
      title: 'Licenses',
      markup: table(
        'licenses-table',
        'Licenses of modules in use',
        [{ head: 'License' }, number('Module versions'), number('Targets')],
        licenses.map(({ expression, versions, targets: users }) => ({
          cells: [expression, versions, users].map(cell),
        })),
      ),
    },
    {
      id: 'modules',
      title: 'Modules',
      markup: html`${modules.length > shown.length && html`<p class="notice">${shown.length} of ${modules.length} modules, those with the most targets: modules.jsonl has all.</p>`}${searchField('modules-table', 'Filter modules')}${table(
        'modules-table',
        'Modules in use',
        [{ head: 'Module' }, number('Targets'), { head: 'Versions, each with its targets' }],
        shown.map((row) => ({
          cells: [
            cell(row.path),
            cell(usersOf(row)),
            cell(row.versions.map(({ version, targets: users }) => `${version} (${users.length})`).join(', ')),
          ],
        })),
      )}`,
    },
    {
      id: 'targets',
      title: 'All targets',
      markup: html`${searchField('targets-table', 'Filter targets')}${table(
        'targets-table',
        'Targets with their exit codes',
        [{ head: 'Target' }, number('Exit code')],
        targets.map(({ target, exit }) => ({ cells: [link(target.id, target.name), cell(exit)] })),
      )}`,
    },
  ];
}

function usersOf({ versions }: ModuleRow): number {
  return versions.reduce((sum, { targets }) => sum + targets.length, 0);
}
