/** Inlay hints at the end of requirement lines, where the client's user switched them on: what gopls does not say. */
import type { CancellationToken, InlayHint, InlayHintParams } from 'vscode-languageserver-protocol';
import { ageInDays, describeAge } from '../../model/facts/freshness.ts';
import { lineText } from '../../text/source.ts';
import { shown } from '../diagnostics.ts';
import { type Context, subjectOf, unlessCanceled } from './context.ts';
import { requirementsIn } from './hover.ts';
import { moduleFacts } from './module-facts.ts';

export async function inlayHints(
  { textDocument, range }: InlayHintParams,
  context: Context,
  token: CancellationToken,
): Promise<InlayHint[] | null> {
  if (!context.settings().inlayHints) return null;
  const subject = await subjectOf(textDocument.uri, context, token, true);
  if (subject === undefined) return null;
  const { checked, text } = subject;
  const hints: InlayHint[] = [];
  for (const { module, use, line } of requirementsIn(subject)) {
    const end = (lineText(text.source, line) ?? '').length + 1;
    const position = text.positionOf({ line, column: end });
    if (position.line < range.start.line || position.line > range.end.line) continue;
    const facts = await unlessCanceled(moduleFacts(checked, module, use), token);
    if (token.isCancellationRequested) return null;
    const parts = [
      ...(facts?.newest ? [newestText(facts.newest, checked.report.today)] : []),
      ...(facts?.license ? [facts.license.expression] : []),
    ];
    if (parts.length > 0) hints.push({ position, label: shown(parts.join(' · ')), paddingLeft: true });
  }
  return hints;
}

function newestText(newest: { readonly version: string; readonly published?: string }, today: string): string {
  const age =
    newest.published === undefined ? '' : `, ${describeAge(Math.max(ageInDays(newest.published, today), 0))} old`;
  return `newest ${newest.version}${age}`;
}
