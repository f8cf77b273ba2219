/** The layout of `go mod tidy` as edits of the lines that differ. */
import { type Source, span } from '../../text/source.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { lineEdits } from '../../text/unified-diff.ts';
import { type TidyLayout, tidyLayout } from './tidy-layout.ts';

/** undefined where tidyLayout gives none. No edits: the file is laid out so. */
export function layoutEdits(
  source: Source,
): (Pick<TidyLayout, 'splits'> & { readonly edits: readonly TextEdit[] }) | undefined {
  const layout = tidyLayout(source);
  if (layout === undefined) return undefined;
  const edits = lineEdits(source.text, layout.text);
  return {
    splits: layout.splits,
    edits: edits.map(({ start, end, text }) => ({ at: span(source, start, end), text })),
  };
}
