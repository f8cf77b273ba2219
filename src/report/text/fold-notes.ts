/** Where else, and of what else, the finding of a block holds. */
import type { Finding } from '../../model/report.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { oneLine } from '../outside-text.ts';
import type { Note } from './block.ts';
import { type Fold, findingsIn, type Spot } from './fold.ts';

const MAX_PLACES = 6;
const MAX_SUBJECTS = 12;

/** `also at: compliance/go.mod:5, docs/go.mod:12 (v1.3.0) and 3 more places`. A version is given where it is another one. */
export function elsewhereNotes(elsewhere: readonly Spot[], { version }: Finding): Note[] {
  if (elsewhere.length === 0) return [];
  const places = elsewhere.slice(0, MAX_PLACES).map(({ lead: { place, version: own } }) => {
    const other = own !== undefined && own !== version ? safe` (${printable(own)})` : safe``;
    return safe`${printable(place.path)}:${place.start.line}${other}`;
  });
  return [{ label: 'also at', text: safe`${joined(places, ', ')}${andMore(elsewhere.length - places.length)}` }];
}

/** `also for: 34 more: example.com/a (line 12), … and 22 more`. Where a subject has several findings, all are counted. */
export function alikeNotes(alike: readonly Fold[], { place: { path } }: Finding): Note[] {
  if (alike.length === 0) return [];
  const findings = alike.reduce((sum, fold) => sum + findingsIn(fold).length, 0);
  const all = findings > alike.length ? safe`, with ${findings} findings` : safe``;
  const shown = alike.slice(0, MAX_SUBJECTS).map((fold) => member(fold, path));
  const rest = andMore(alike.length - shown.length);
  return [{ label: 'also for', text: safe`${alike.length} more${all}: ${joined(shown, ', ')}${rest}` }];
}

function member({ lead: { lead } }: Fold, path: string): Printable {
  const { place } = lead;
  const where =
    place.path === path ? safe`line ${place.start.line}` : safe`${printable(place.path)}:${place.start.line}`;
  return safe`${printable(oneLine(lead.subject))} (${where})`;
}

function andMore(rest: number): Printable {
  return rest > 0 ? safe` and ${rest} more` : safe``;
}
