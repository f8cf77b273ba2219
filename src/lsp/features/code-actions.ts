/** Code actions: the fixes that findings come with, waivers, and the way to missing facts. */

import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import { fixFindings } from '../../lint/fix/fix-findings.ts';
import type { Finding } from '../../model/report.ts';
import { addWaiver } from '../../policy/edit/add-waiver.ts';
import { addWaiverJson } from '../../policy/edit/add-waiver-json.ts';
import type { NewWaiver } from '../../policy/edit/new-waiver.ts';
import { addWaiverComment } from '../../policy/edit/waiver-comment.ts';
import { waiverTarget } from '../../policy/edit/waiver-target.ts';
import { PACKAGE_FILE } from '../../policy/file-names.ts';
import { REASON } from '../../report/text/waive-hint.ts';
import { encode } from '../../text/bytes.ts';
import { cut } from '../../text/cut.ts';
import { durationDays } from '../../text/duration.ts';
import { type Printable, safe } from '../../text/printable.ts';
import { NOT_CHECKED, SOURCE, shown } from '../diagnostics.ts';
import { uriOfPath } from '../file-uri.ts';
import { overlap, type PlacedText, placedText } from '../positions.ts';
import { REFRESH_FACTS, SHOW_WHY } from './command-names.ts';
import { type Context, type Subject, subjectOf, unlessCanceled } from './context.ts';
import { editBetween, type FileEdits, workspaceEdit } from './text-edits.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.modwarden`;

/** How long a waiver from the editor holds. */
const WAIVED_FOR = '90d';

const POLICY_FILE = '.modwarden.yaml';

export async function codeActions(
  { textDocument, range, context: { diagnostics, only } }: CodeActionParams,
  context: Context,
  token: CancellationToken,
): Promise<CodeAction[] | null> {
  const wants = (kind: string) => only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const subject = await subjectOf(textDocument.uri, context, token, true);
  if (subject === undefined) return null;
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of subject.checked.findings) {
      const { state, place } = finding;
      if (state !== 'new' || place.path !== subject.path || !overlap(subject.text.rangeOf(place), range)) continue;
      const solved = diagnostics.filter((one) => idOf(one) === finding.id);
      actions.push(...(await forFinding(finding, solved, subject, context)));
      if (token.isCancellationRequested) return null;
    }
    const missing = diagnostics.filter(({ source, code }) => source === SOURCE && code === NOT_CHECKED);
    if (missing.length > 0)
      actions.push({
        title: 'Fetch the facts that are missing',
        kind: CodeActionKind.QuickFix,
        diagnostics: missing,
        command: { title: 'Refresh facts', command: REFRESH_FACTS, arguments: [textDocument.uri] },
      });
  }
  // Only where it is asked for: a client shows it in a menu of its own.
  if (only !== undefined && wants(FIX_ALL)) {
    const edit = await unlessCanceled(allSafeFixes(subject, context), token);
    if (edit) actions.push(edit);
  }
  return actions;
}

function idOf({ source, data }: Diagnostic): string | undefined {
  return source === SOURCE ? (data as { readonly id?: string } | undefined)?.id : undefined;
}

async function forFinding(
  finding: Finding,
  diagnostics: Diagnostic[],
  subject: Subject,
  context: Context,
): Promise<CodeAction[]> {
  const { fix, rule, subject: name, trail } = finding;
  const actions: CodeAction[] = [];
  const add = (title: Printable, edits: FileEdits | undefined, isPreferred = false) => {
    const edit = edits && workspaceEdit(edits, context.canEdit());
    if (edit === undefined) return;
    const preferred = isPreferred ? { isPreferred } : {};
    actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, edit, ...preferred });
  };
  if (fix) {
    const what = cut(fix.what, 120);
    const title = fix.safe ? safe`Fix: ${shown(what)}` : safe`Fix, needs a review: ${shown(what)}`;
    add(title, await fixEdits(fix, subject, context), fix.safe);
  }
  const waiver = waiverFor(finding, subject.checked.report.today);
  const short = safe`${shown(rule)} for ${shown(cut(name, 80))} until ${shown(waiver.until)}`;
  const policy = subject.checked.run.policyFor(finding.module ?? '').policy.path ?? POLICY_FILE;
  add(safe`Waive ${short} in ${shown(basename(policy))}`, await inPolicy(waiver, policy, subject, context));
  add(safe`Waive ${short} beside the line`, besideLine(waiver, finding, subject, context));
  if (trail.length > 1)
    actions.push({
      title: safe`Show why ${shown(cut(name, 80))} is in the build list`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title: 'Show why', command: SHOW_WHY, arguments: [uriOf(finding.place.path, subject), name] },
    });
  return actions;
}

function uriOf(path: string, { repository }: Subject): string {
  return uriOfPath(join(repository.root, path));
}

/** An open document is named as its client names it. */
function editsOf(path: string, edits: readonly TextEdit[], subject: Subject, { documents }: Context): FileEdits {
  const file = join(subject.repository.root, path);
  const open = documents.all().find((document) => document.path === file);
  return { uri: open?.uri ?? uriOfPath(file), version: open?.version, edits };
}

async function fixEdits(
  { edits, sha256 }: NonNullable<Finding['fix']>,
  subject: Subject,
  context: Context,
): Promise<FileEdits | undefined> {
  const { path } = edits[0]!.place;
  const text = await subject.checked.textOf(path);
  if (text === undefined || hashOf(text.source.text) !== sha256) return undefined;
  const made = edits.map(({ place, text: newText }) => ({ range: text.rangeOf(place), newText }));
  return editsOf(path, made, subject, context);
}

function hashOf(text: string): string {
  return createHash('sha256').update(encode(text)).digest('hex');
}

function waiverFor(finding: Finding, today: string): NewWaiver {
  const until = new Date(Date.parse(today) + durationDays(WAIVED_FOR) * 86_400_000).toISOString().slice(0, 10);
  return { rule: finding.rule, target: waiverTarget(finding.subject, finding), reason: REASON, until };
}

async function inPolicy(
  waiver: NewWaiver,
  path: string,
  subject: Subject,
  context: Context,
): Promise<FileEdits | undefined> {
  if (path.startsWith('../')) return undefined;
  const before = (await subject.checked.textOf(path)) as PlacedText | undefined;
  const text = before ?? placedText(path, '');
  const added = path.endsWith('.json')
    ? addWaiverJson(text.source.text, waiver, basename(path) === PACKAGE_FILE)
    : await addWaiver(text.source.text, waiver);
  if (added === undefined) return undefined;
  return { ...editsOf(path, [editBetween(text, added.text)], subject, context), isNew: before === undefined };
}

function besideLine(waiver: NewWaiver, { place }: Finding, subject: Subject, context: Context): FileEdits | undefined {
  if (!/\.mod$|(?:^|\/)go\.work$/.test(place.path)) return undefined;
  const added = addWaiverComment(subject.text.source, place.start.line, waiver);
  if ('problem' in added) return undefined;
  return editsOf(place.path, [editBetween(subject.text, added.text)], subject, context);
}

/** Every safe fix of the document that adds no finding. */
async function allSafeFixes(subject: Subject, context: Context): Promise<CodeAction | undefined> {
  const { checked, path, text, repository } = subject;
  const own = (findings: readonly Finding[]) => findings.filter(({ fix }) => fix?.edits[0]?.place.path === path);
  const { files } = await fixFindings({
    report: { ...checked.report, findings: own(checked.report.findings) },
    unsafe: false,
    check: async (changed) => {
      const report = await repository.checkWith(changed);
      return { ...report, findings: own(report.findings) };
    },
    read: async (file) => (await checked.textOf(file))?.source.text,
    hash: hashOf,
  });
  const after = files.get(path);
  const edits = after === undefined ? undefined : editsOf(path, [editBetween(text, after)], subject, context);
  const edit = edits && workspaceEdit(edits, context.canEdit());
  return edit && { title: safe`Fix all that is safe (modwarden)`, kind: FIX_ALL, edit, diagnostics: [] };
}
