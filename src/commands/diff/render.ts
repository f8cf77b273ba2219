/** A comparison of build lists as text, Markdown or JSON. */
import { maskDeep } from '../../lint/mask-report.ts';
import { markdownText } from '../../report/summary/markdown-text.ts';
import { textColumns } from '../../report/text/columns.ts';
import { MIN_WIDTH, wrap } from '../../report/text/wrap.ts';
import { jsonText } from '../../text/json-text.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { pointAt } from '../../text/source.ts';
import { type Row, renderTable } from '../shared/table.ts';
import { attention } from './attention.ts';
import type { Change, Side } from './changes.ts';
import type { JsonDiff } from './diff-schema.ts';
import type { AboutModule } from './facts.ts';
import { COLUMNS, countsOf, type ModuleDiff, rowsOf } from './rows.ts';

export const DIFF_FORMATS = ['text', 'markdown', 'json'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

export interface Diff {
  /** As the caller wrote it, and the commit's id. */
  readonly base: { readonly rev: string; readonly commit: string };
  /** What it is compared with: a revision, or the work tree. */
  readonly head: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Those that have changes, by their folders. */
  readonly modules: readonly ModuleDiff[];
  readonly about: AboutModule;
}

/** `width`: terminal columns that text has to fit; left out where it is read by a program. */
export function renderDiff(diff: Diff, format: DiffFormat, width?: number): Printable {
  if (format === 'json') return jsonText(maskDeep(jsonOf(diff)));
  const { modules, base, head } = diff;
  if (modules.length === 0) return safe`no build list differs between ${printable(base.rev)} and ${printable(head)}\n`;
  return joined(
    modules.map((module) => (format === 'text' ? textOf(module, diff, width) : markdownOf(module, diff))),
    '\n',
  );
}

function textOf(module: ModuleDiff, { about, today }: Diff, width = Infinity): Printable {
  const rows = rowsOf(module, about, today, '  ');
  const table = renderTable(rows, COLUMNS, 'text');
  const fits = table.split('\n').every((line) => textColumns(line) <= width);
  const points = attention(module, about, today).map((point) => folded(safe`look at: ${printable(point)}`, width, 2));
  const gap = points.length > 0 && module.changes.length > 0 ? [safe`\n`] : [];
  const changes = fits ? table : joined(rows.map((row) => narrowRow(row, width)));
  return safe`${folded(headline(module), width, 2)}\n${joined([...points, ...gap, changes])}`;
}

/** Where the columns do not fit: the change and its module, and below them the rest. */
function narrowRow({ change, module, from, to, published, license, notes }: Row, width: number): Printable {
  const versions = [from, to].filter((version) => version !== '').join(' → ');
  const rest = [versions, published, license === '' ? '' : `license ${license}`, notes].filter((part) => part !== '');
  return safe`${printable(`${change}`.padEnd(NARROW_INDENT))}${printable(`${module}`)}\n${BLANKS}${folded(printable(rest.join('; ')), width - NARROW_INDENT, 0, BLANKS)}`;
}

/** As long as the longest kind of change, with a blank behind it. */
const NARROW_INDENT = 9;
const BLANKS = printable(' '.repeat(NARROW_INDENT));

/** In lines that fit, those after the first behind `hanging` blanks and `margin`; with a final line end. */
function folded(text: Printable, width: number, hanging: number, margin: Printable = safe``): Printable {
  const room = Math.max(width, MIN_WIDTH);
  const [first, ...more] = wrap(text, room - hanging, room);
  const blanks = printable(' '.repeat(hanging));
  return joined([safe`${first!}\n`, ...more.map((line) => safe`${margin}${blanks}${line}\n`)]);
}

function markdownOf(module: ModuleDiff, { about, today }: Diff): Printable {
  const table =
    module.changes.length === 0 ? safe`` : renderTable(rowsOf(module, about, today, '↳ '), COLUMNS, 'markdown');
  const points = attention(module, about, today).map((point) => safe`- ${markdownText(point)}\n`);
  const review = points.length === 0 ? safe`` : safe`**Look at**\n\n${joined(points)}\n`;
  return safe`### ${inCode(module.file)}\n\n${details(module)}\n\n${review}${table}`;
}

/** Text from outside in Markdown, which a code span shows as it is. */
function inCode(text: string): Printable {
  return safe`\`${printable(text.replaceAll('`', "'"))}\``;
}

function headline(module: ModuleDiff): Printable {
  return safe`${printable(module.file)}: ${details(module)}`;
}

function details(module: ModuleDiff): Printable {
  const { go, state, declaredOnly } = module;
  const parts = [
    ...(state === 'both' ? [] : [state === 'added' ? safe`new module` : safe`module removed`]),
    safe`${printable(countsOf(module))}`,
    ...(go === undefined ? [] : [safe`go ${printable(go[0] || 'none')} → ${printable(go[1] || 'none')}`]),
  ];
  return joined(declaredOnly ? [...parts, safe`only the requirements of go.mod are compared`] : parts, '; ');
}

function jsonOf({ base, head, modules, about, today }: Diff): JsonDiff {
  return {
    version: 1,
    base,
    head,
    modules: modules.map((module) => {
      const { file, state, go, changes, declaredOnly, sums } = module;
      return {
        file,
        state,
        go: go === undefined ? null : { before: go[0] || null, after: go[1] || null },
        declaredOnly,
        attention: [...attention(module, about, today)],
        changes: changes.map((change) => changeOf(change, about)),
        checksums: sums.map(({ sum, entry, was }) => ({
          file: sum.source.path,
          line: pointAt(sum.source, entry.start).line,
          path: entry.path,
          version: entry.version,
          kind: entry.goMod ? 'go.mod' : 'zip',
          before: was,
          after: entry.hash,
        })),
      };
    }),
  };
}

function changeOf(one: Change, about: AboutModule): JsonDiff['modules'][number]['changes'][number] {
  const { kind, path, before, after, by, origin } = one;
  const vulnerabilities = about.vulnerabilities(one);
  return {
    change: kind,
    path,
    by: by ?? null,
    origin: origin ?? null,
    vulnerabilities: vulnerabilities ? { added: [...vulnerabilities.added], ended: [...vulnerabilities.ended] } : null,
    before: sideOf(before, about),
    after: sideOf(after, about),
  };
}

function sideOf(side: Side | undefined, about: AboutModule): JsonDiff['modules'][number]['changes'][number]['before'] {
  if (side === undefined) return null;
  const { use, built } = side;
  const facts = about.of(built);
  return {
    version: use.version,
    direct: use.direct,
    depth: use.depth ?? null,
    replacedBy:
      use.replace === undefined ? null : `${use.replace.path}${use.replace.version && `@${use.replace.version}`}`,
    published: facts?.published ?? null,
    license: facts?.license ?? null,
  };
}
