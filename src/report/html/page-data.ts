/** What the page's script works on: JSON in script elements, small enough for a page. */

import type { Report } from '../../model/report.ts';
import { printableJson } from '../../text/json-text.ts';
import type { Inventory } from '../inventory.ts';
import { jsonReport } from '../json.ts';
import { builtByText, whereOf } from '../standing.ts';
import { findingAnchor } from './findings-section.ts';
import { mapLayout } from './map-layout.ts';
import { type Html, html, scriptJson } from './markup.ts';

/** Characters of the JSON report that the page carries for download. */
export const MAX_EMBEDDED = 1_500_000;

/** Findings on one module's page. */
const MAX_FINDINGS = 20;

/** Modules as rows: path, version, license, where it stands, trail, requirements (indexes), findings (anchor and message), by what it is built. */
export function pageData(report: Report, inventory: Inventory): Html {
  const about = new Map<string, (readonly [string, string])[]>();
  for (const finding of report.findings) {
    const list = about.get(finding.subject) ?? [];
    if (list.length < MAX_FINDINGS) list.push([findingAnchor(finding), `${finding.level}: ${finding.message}`]);
    about.set(finding.subject, list);
  }
  const modules = inventory.components.map((component) => {
    const { path, version, license, uses, requires } = component;
    return [
      path,
      version,
      license.expression ?? '',
      whereOf(component),
      (uses.find(({ trail }) => trail.length > 0)?.trail ?? []).map((m) => `${m.path}@${m.version}`),
      requires,
      about.get(path) ?? [],
      ...(component.builtBy === undefined ? [] : [builtByText(component)]),
    ];
  });
  const mains = inventory.mains.map(({ path, dir, requires }) => [path || dir || '.', requires]);
  const { nodes, edges } = mapLayout(inventory);
  const map = { nodes: nodes.map((n) => [n.label, n.column, n.row, n.members]), edges };
  return element('data-modules', JSON.stringify({ mains, modules, map }));
}

/** With a notice where the report is too large. */
export function downloads(report: Report): Html {
  const json = JSON.stringify(jsonReport(report));
  const fits = json.length <= MAX_EMBEDDED;
  return html`<section id="downloads" class="needs-script" aria-labelledby="h-downloads"><h2 id="h-downloads">Downloads</h2>
<p><button type="button" data-csv="modules-table">Modules as CSV</button> <button type="button" data-csv="rules-table">Rules as CSV</button> ${fits && html`<button type="button" data-json="data-report">Report as JSON</button>`}</p>
${!fits && html`<p class="notice">The JSON report is too large for this page: write it with --format json.</p>`}</section>
${fits && element('data-report', json)}`;
}

function element(id: string, json: string): Html {
  return html`<script type="application/json" id="${id}">${scriptJson(printableJson(json))}</script>
`;
}
