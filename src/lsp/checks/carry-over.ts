/**
 * Findings of the last full check, while a newer text was checked by its files alone: those on lines that did not change move with them.
 * The next full check replaces them.
 */
import type { Finding, Report } from '../../model/report.ts';
import type { Place, Point } from '../../text/source.ts';

export interface CheckedTexts {
  readonly report: Report;
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The findings of the check by files, and what the full check before it found beyond the reach of such a check. */
export function carryOver(
  full: CheckedTexts,
  quick: CheckedTexts,
  isDeclared: (rule: string) => boolean,
): readonly Finding[] {
  const ran = new Set(quick.report.rules.flatMap(({ id, ran }) => (ran ? [id] : [])));
  const found = new Set(quick.report.findings.map(nameOf));
  const movers = new Map<string, Mover>();
  const moverOf = (path: string): Mover => {
    const known = movers.get(path) ?? mover(full.texts.get(path), quick.texts.get(path));
    movers.set(path, known);
    return known;
  };
  const kept = full.report.findings.flatMap((finding) => {
    // A rule that also reads go.mod alone found only what needs no module graph.
    if ((ran.has(finding.rule) && !isDeclared(finding.rule)) || found.has(nameOf(finding))) return [];
    const place = moved(finding.place, moverOf);
    if (place === undefined) return [];
    const related = finding.related.flatMap((one) => {
      const at = moved(one.place, moverOf);
      return at === undefined ? [] : [{ ...one, place: at }];
    });
    const { fix: _, ...rest } = finding;
    // A fix is for the very text that was checked.
    return [place === finding.place ? finding : { ...rest, place, related }];
  });
  return [...quick.report.findings, ...kept];
}

function nameOf({ rule, subject, place, module }: Finding): string {
  return JSON.stringify([rule, subject, place.path, module]);
}

/** Gives the line that a 1-based line became; undefined where it was changed. */
type Mover = (line: number) => number | undefined;

function moved(place: Place, moverOf: (path: string) => Mover): Place | undefined {
  const move = moverOf(place.path);
  const at = (point: Point): Point | undefined => {
    const line = move(point.line);
    return line === undefined ? undefined : line === point.line ? point : { ...point, line };
  };
  const [start, end] = [at(place.start), at(place.end)];
  if (start === undefined || end === undefined) return undefined;
  return start === place.start && end === place.end ? place : { ...place, start, end };
}

/** Lines that both texts begin or end with are the same lines. */
function mover(before: string | undefined, after: string | undefined): Mover {
  if (before === after) return (line) => line;
  const [old, now] = [(before ?? '').split('\n'), (after ?? '').split('\n')];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return (line) => {
    if (line <= head) return line;
    return line > old.length - tail ? line + now.length - old.length : undefined;
  };
}
