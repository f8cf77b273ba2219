/** Changes of files as a client makes them. */
import type { Position, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { pointAt } from '../../text/source.ts';
import type { PlacedText } from '../positions.ts';

/** The one edit that makes `after` of a text: all that differs, no more. */
export function editBetween(before: PlacedText, after: string): TextEdit {
  const { text } = before.source;
  const most = Math.min(text.length, after.length);
  let head = 0;
  while (head < most && text[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && text[text.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // Not inside of a line end: a client has no position there.
  if (text[head - 1] === '\r') head--;
  if (tail > 0 && text[text.length - tail] === '\n' && text[text.length - tail - 1] === '\r') tail--;
  const at = (offset: number): Position => before.positionOf(pointAt(before.source, offset));
  return {
    range: { start: at(head), end: at(text.length - tail) },
    newText: after.slice(head, after.length - tail),
  };
}

export interface FileEdits {
  readonly uri: string;
  /** Of the document that is open; undefined: it is not. */
  readonly version: number | undefined;
  readonly edits: readonly TextEdit[];
  /** There is no such file. */
  readonly isNew?: boolean;
}

/** undefined where the client cannot make them. `can`: what it says it can. */
export function workspaceEdit(
  { uri, version, edits, isNew = false }: FileEdits,
  can: { readonly documentChanges: boolean; readonly create: boolean },
): WorkspaceEdit | undefined {
  if (isNew && !(can.documentChanges && can.create)) return undefined;
  if (!can.documentChanges) return { changes: { [uri]: [...edits] } };
  const change: TextDocumentEdit = { textDocument: { uri, version: version ?? null }, edits: [...edits] };
  return { documentChanges: isNew ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }, change] : [change] };
}
