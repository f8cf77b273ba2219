/** Which fixes can be made at once, and what comes of them. */
import type { Finding, Fix, Report } from '../../model/report.ts';
import { offsetAt, type Source } from '../../text/source.ts';
import { applyEdits, type OffsetEdit, touches } from '../../text/text-edit.ts';

/** A finding that has a fix. */
export interface Fixable {
  readonly finding: Finding;
  readonly path: string;
  readonly fix: Fix;
}

/** A file of the repository with its SHA-256; undefined where there is none. */
export type FileOf = (path: string) => { readonly source: Source; readonly sha256: string } | undefined;

/** New findings with a fix, in the report's order. `unsafe`: those too that a person has to look at. */
export function fixable(report: Report, unsafe: boolean): readonly Fixable[] {
  return report.findings.flatMap((finding) => {
    const { fix, state } = finding;
    if (fix === undefined || state !== 'new' || !(fix.safe || unsafe)) return [];
    return [{ finding, path: fix.edits[0]!.place.path, fix }];
  });
}

/** Of these, those that fit their file and do not touch one before them. */
export function chooseFixes(fixes: readonly Fixable[], fileOf: FileOf): readonly Fixable[] {
  const taken = new Map<string, OffsetEdit[]>();
  return fixes.filter(({ path, fix }) => {
    const file = fileOf(path);
    const edits = file?.sha256 === fix.sha256 ? offsetsOf(file.source, fix) : undefined;
    if (edits === undefined) return false;
    const others = taken.get(path) ?? [];
    if (edits.some((edit) => others.some((other) => touches(edit, other)))) return false;
    others.push(...edits);
    taken.set(path, others);
    return true;
  });
}

/** The files that chosen fixes change, by path. All fit the same state of their files. */
export function applyFixes(fixes: readonly Fixable[], fileOf: FileOf): ReadonlyMap<string, string> {
  const paths = [...new Set(fixes.map(({ path }) => path))];
  return new Map(
    paths.map((path) => {
      const { source } = fileOf(path)!;
      const edits = fixes.flatMap((one) => (one.path === path ? offsetsOf(source, one.fix)! : []));
      return [path, applyEdits(source.text, edits)];
    }),
  );
}

/** undefined where an edit is outside the file. */
function offsetsOf(file: Source, { edits }: Fix): OffsetEdit[] | undefined {
  const found: OffsetEdit[] = [];
  for (const { place, text } of edits) {
    const [start, end] = [offsetAt(file, place.start), offsetAt(file, place.end)];
    if (start === undefined || end === undefined || start > end) return undefined;
    found.push({ start, end, text });
  }
  return found;
}
