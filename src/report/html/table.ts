/** Tables that scroll by themselves on a narrow screen, can be sorted, and say what they are. */
import { type Html, html, NOTHING } from './markup.ts';

export interface Column {
  readonly head: string;
  /** Numbers stand at the right, and sort as numbers. */
  readonly isNumber?: boolean;
}

export interface TableRow {
  readonly cells: readonly Html[];
  readonly id?: string;
}

/** `name`: what the table is, for those who cannot see it; and its id, by which a search field finds it. */
export function table(id: string, name: string, columns: readonly Column[], rows: readonly TableRow[]): Html {
  if (rows.length === 0) return NOTHING;
  const heads = columns.map(
    ({ head, isNumber }) => html`<th scope="col"${isNumber ? html` class="number"` : NOTHING}>${head}</th>`,
  );
  const body = rows.map(({ cells, id }) => {
    const tds = cells.map((cell, i) => html`<td${columns[i]?.isNumber ? html` class="number"` : NOTHING}>${cell}</td>`);
    return html`<tr${id === undefined ? NOTHING : html` id="${id}"`}>${tds}</tr>
`;
  });
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table id="${id}"><thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}

/** Filters the rows or cards of `target`; shown where scripts run. */
export function searchField(target: string, label: string): Html {
  return html`<p class="search needs-script"><label>${label} <input type="search" data-filter="${target}" autocomplete="off"></label> <span role="status"></span></p>
`;
}

/** Bars with their numbers; `total` is the longest there can be. */
export function bars(id: string, name: string, items: readonly (readonly [string, number])[], unit: string): Html {
  const most = items.reduce((max, [, n]) => Math.max(max, n), 0);
  const rows = items.map(([label, n]) => {
    const width = Math.max(1, Math.round((n / most) * 200));
    const bar = html`<svg width="200" height="12" viewBox="0 0 200 12" aria-hidden="true"><rect width="${width}" height="12" rx="2"/></svg>`;
    return { cells: [html`${label}`, html`${n}`, bar] };
  });
  return html`<div class="bars">${table(id, name, [{ head: name }, { head: unit, isNumber: true }, { head: 'Bar' }], rows)}</div>`;
}
