/** Licenses by expression, each with the modules under it, where they stand, and what the expression was read from. */
import { compareText } from '../../go/std/order.ts';
import type { Component, Inventory } from '../inventory.ts';
import { standingOf, whereOf } from '../standing.ts';
import { counted, type Html, html } from './markup.ts';
import { moduleAnchor } from './modules-section.ts';
import { bars } from './table.ts';

/** Bars in the chart. */
const MAX_BARS = 10;

export interface LicenseGroup {
  /** undefined where it could not be told. */
  readonly expression: string | undefined;
  readonly members: readonly { readonly index: number; readonly component: Component }[];
}

/** What is not known first, then the most frequent. What nobody builds has no license that matters, unless one is known. */
export function licenseGroups({ components }: Inventory): readonly LicenseGroup[] {
  const groups = new Map<string | undefined, { index: number; component: Component }[]>();
  for (const [index, component] of components.entries()) {
    const { expression } = component.license;
    if (expression === undefined && standingOf(component.uses) === 'not built') continue;
    const members = groups.get(expression) ?? [];
    members.push({ index, component });
    groups.set(expression, members);
  }
  return [...groups]
    .map(([expression, members]) => ({ expression, members }))
    .sort(
      (a, b) =>
        Number(b.expression === undefined) - Number(a.expression === undefined) ||
        b.members.length - a.members.length ||
        compareText(a.expression ?? '', b.expression ?? ''),
    );
}

function builtFirst(members: LicenseGroup['members']): LicenseGroup['members'] {
  const isBuilt = ({ component }: LicenseGroup['members'][number]) => Number(component.built === 'yes');
  return [...members].sort((a, b) => isBuilt(b) - isBuilt(a));
}

/** `, 2 built`, where that was computed. */
function builtCount(members: LicenseGroup['members']): string {
  const known = members.filter(({ component }) => component.built !== undefined);
  const built = known.filter(({ component }) => component.built === 'yes');
  return known.length === 0 ? '' : `, ${built.length > 0 ? built.length : 'none'} built`;
}

function builtNote({ built }: Inventory): Html {
  if (built === undefined)
    return html`<p>“direct” and “required” modules may be built into the program; “only in the graph” are known to the build list alone.</p>`;
  return html`<p>“built” modules provide a package that the main module's packages are compiled with, for ${built.text}.</p>
${built.unknown.length > 0 && html`<ul class="notice">${built.unknown.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}

export function licensesSection(inventory: Inventory): Html {
  const groups = licenseGroups(inventory);
  const chart = groups
    .slice(0, MAX_BARS)
    .map(({ expression, members }) => [expression ?? 'not known', members.length] as const);
  const cards = groups.map(({ expression, members }) => {
    const items = builtFirst(members).map(({ index, component }) => {
      const { path, version, license } = component;
      const sure = license.confidence === undefined ? '' : `, ${Math.round(license.confidence * 100)} % sure`;
      const hints = license.hints.map((hint) => html`<br>${hint}`);
      return html`<li><a href="#${moduleAnchor(index)}"><code>${path}</code></a> ${version} · ${whereOf(component)} · ${license.evidence}${sure}${hints}</li>`;
    });
    return html`<details class="license"${expression === undefined ? html` open` : html``}><summary><strong>${expression ?? 'Not known'}</strong>: ${counted(members.length, 'module')}${builtCount(members)}</summary><ul>${items}</ul></details>
`;
  });
  return html`<section id="licenses" aria-labelledby="h-licenses"><h2 id="h-licenses">Licenses</h2>
${builtNote(inventory)}
${bars('license-chart', 'License', chart, 'Modules')}${cards}</section>
`;
}
