/** The build lists: a row for every module version. Scripts add a page for each, and the map. */
import type { Component, Inventory } from '../inventory.ts';
import { whereOf } from '../standing.ts';
import { counted, type Html, html, NOTHING } from './markup.ts';
import { bars, searchField, table } from './table.ts';

const COLUMNS = [
  { head: 'Module' },
  { head: 'Version' },
  { head: 'License' },
  { head: 'Where' },
  { head: 'Depth', isNumber: true },
  { head: 'Required through' },
] as const;

export function modulesSection({ components, mains, incomplete }: Inventory): Html {
  const index = new Map(components.map(({ path, version }, i) => [`${path}@${version}`, i]));
  const rows = components.map((component, i) => ({ id: moduleAnchor(i), cells: cellsOf(component, i, index) }));
  const notes = incomplete.map((line) => html`<li>${line}</li>`);
  return html`<section id="modules" aria-labelledby="h-modules"><h2 id="h-modules">Modules</h2>
<p>${counted(components.length, 'module version')} in the build ${mains.length === 1 ? 'list' : 'lists'} of ${counted(mains.length, 'main module')}.</p>
${notes.length > 0 && html`<p>Modules may be missing:</p><ul>${notes}</ul>`}${depthChart(components)}${searchField('modules-table', 'Search the modules')}${table('modules-table', 'Modules in use', COLUMNS, rows)}</section>
<section id="module-page" class="needs-script" aria-live="polite" hidden></section>
`;
}

export function moduleAnchor(index: number): string {
  return `module-${index}`;
}

function cellsOf(component: Component, i: number, index: ReadonlyMap<string, number>): Html[] {
  const { path, version, replacedBy, license, uses } = component;
  const depths = uses.flatMap(({ depth }) => (depth === undefined ? [] : [depth]));
  const trail = uses.find((use) => use.trail.length > 1)?.trail ?? [];
  const steps = trail.slice(0, -1).map((step, n) => {
    const at = index.get(`${step.path}@${step.version}`);
    const link = at === undefined ? html`${step.path}` : html`<a href="#${moduleAnchor(at)}">${step.path}</a>`;
    return html`${n > 0 && html` <span aria-hidden="true">→</span> `}${link}`;
  });
  return [
    html`<a href="#${moduleAnchor(i)}"><code>${path}</code></a>`,
    html`${version}${replacedBy !== undefined && html`<br>replaced by <code>${replacedBy.path}${replacedBy.version && ` ${replacedBy.version}`}</code>`}`,
    license.expression === undefined
      ? html`<span class="result not-checked">not known</span>`
      : html`${license.expression}`,
    html`${whereOf(component)}`,
    depths.length > 0 ? html`${Math.min(...depths)}` : NOTHING,
    html`${steps}`,
  ];
}

function depthChart(components: readonly Component[]): Html {
  const counts = new Map<number, number>();
  for (const { uses } of components) {
    const depths = uses.flatMap(({ depth }) => (depth === undefined ? [] : [depth]));
    if (depths.length > 0) counts.set(Math.min(...depths), (counts.get(Math.min(...depths)) ?? 0) + 1);
  }
  const items = [...counts].sort(([a], [b]) => a - b).map(([depth, n]) => [String(depth), n] as const);
  return items.length > 1 ? bars('depth-chart', 'Depth', items, 'Modules') : NOTHING;
}

export function mapSection(): Html {
  return html`<section id="map" class="needs-script" aria-labelledby="h-map"><h2 id="h-map">Map</h2>
<p>Columns are steps away from the main modules. Drag to move, <kbd>+</kbd> and <kbd>-</kbd> to zoom, click a module to open its page. The table of modules tells the same in words.</p>
<canvas id="map-canvas" tabindex="0" role="img" aria-label="Map of the modules and their requirements"></canvas></section>
`;
}
