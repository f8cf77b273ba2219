/**
 * From drafts to findings, in small named steps: order → identity → level → waivers → what waivers are left over → order.
 * Every step is findings to findings; nothing here looks at the repository's text but to quote it.
 */

import { compareText } from '../go/std/order.ts';
import { folderOf } from '../model/discover.ts';
import type { CapturedEnv, Repo } from '../model/repo.ts';
import type { Finding, TrailStep } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { type RequiringLines, requiringLines } from '../model/trail/requiring-lines.ts';
import type { PolicyPlace } from '../policy/types.ts';
import { shortWords } from '../text/short.ts';
import { lineText, placeOf, pointAt, type Span } from '../text/source.ts';
import { withinBounds } from './finding-size.ts';
import { runnable } from './hints/where-to-run.ts';
import { type Identified, identify } from './identity.ts';
import type { FindingsInput, PendingFinding } from './pending-finding.ts';
import { unmatched } from './unmatched.ts';
import { waive } from './waive.ts';

export async function toFindings(input: FindingsInput): Promise<readonly Finding[]> {
  const identified = await identify(inFileOrder(input.drafts));
  const captured = new Map(input.repo.env.toReversed().map((env) => [env.source.path, env]));
  const linesOf = requiringLines(input.repo);
  const findings = identified.flatMap((i) => finding(i, captured.get(i.draft.at.file.path), input, linesOf));
  return inOrder([...(await waive(findings, input)), ...(await unmatched(input))]);
}

function inFileOrder(drafts: FindingsInput['drafts']): FindingsInput['drafts'] {
  return [...drafts].sort(
    (a, b) =>
      compareText(a.draft.at.file.path, b.draft.at.file.path) ||
      a.draft.at.start - b.draft.at.start ||
      compareText(a.rule, b.rule) ||
      compareText(a.draft.subject, b.draft.subject),
  );
}

/** Gives a draft its level; nothing where the policy switches the rule off for the file it stands in. */
function finding(
  { rule, draft, id, lineId }: Identified,
  captured: CapturedEnv | undefined,
  { policyFor, repo }: FindingsInput,
  linesOf: RequiringLines,
): PendingFinding[] {
  const path = draft.at.file.path;
  const judge = policyFor(draft.module?.dir ?? (captured ? (captured.dir ?? '') : folderOf(path)));
  const settings = judge.settings(path);
  const setting = Object.hasOwn(settings, rule) ? settings[rule]! : undefined;
  if (setting === undefined || setting.level === 'off') return [];
  const anchor = captured && !repo.hasFile(path) ? anchorOf(setting.at, repo) : undefined;
  return [
    {
      rule,
      level: milder(setting.level, draft.atMost),
      id,
      ...(lineId !== undefined && { lineId }),
      state: 'new',
      place: placeOf(draft.at),
      ...snippetOf(draft.at),
      subject: draft.subject,
      module: draft.module?.kind === 'workspace' ? undefined : draft.module?.dir,
      message: short(draft.message),
      ...(draft.hint !== undefined && { hint: short(runnable(draft.hint, draft)) }),
      ...(draft.version !== undefined && { version: draft.version }),
      ...(anchor !== undefined && { anchor }),
      related: (draft.related ?? []).map((r) => ({ place: placeOf(r.at), message: short(r.message) })),
      trail: trailOf(draft, linesOf),
      ...(draft.confidence !== undefined && { confidence: draft.confidence }),
      ...(draft.asOf !== undefined && { asOf: draft.asOf }),
      ...(setting.at !== undefined && { policy: setting.at }),
      ...(draft.vulnerability !== undefined && { vulnerability: draft.vulnerability }),
      ...(draft.data !== undefined && { data: draft.data }),
      judge,
      from: draft.module,
    },
  ];
}

function trailOf(
  { trail = [], module, at }: FindingsInput['drafts'][number]['draft'],
  linesOf: RequiringLines,
): TrailStep[] {
  const lines = module === undefined ? [] : linesOf(module, trail);
  const own = placeOf(at);
  return trail.map(({ path, version }, i) => {
    const place = lines[i] && placeOf(lines[i]);
    const isOwn = place === undefined || (place.path === own.path && place.start.line === own.start.line);
    return isOwn ? { path, version } : { path, version, place };
  });
}

function milder(level: Level, atMost: Level | undefined): Level {
  return atMost !== undefined && RANK[atMost] > RANK[level] ? atMost : level;
}

/** A place inside the repository for what was found outside it: the policy's line, else the first line of the first go.mod. */
function anchorOf(at: PolicyPlace | undefined, repo: Repo): Finding['anchor'] {
  if (at !== undefined && repo.hasFile(at.place.path)) return at.place;
  const first = repo.modules[0]?.source;
  return first && placeOf({ file: first, start: 0, end: Math.max(lineText(first, 1)?.length ?? 0, 1) });
}

/** UTF-16 code units. Files of people have no such lines, words and sentences. */
const MAX_SNIPPET = 1000;
/** What of a longer line is shown before the place. */
const BEFORE = 200;
const MAX_WORD = 500;

/** A long line is cut around the place. */
function snippetOf(at: Span): Pick<Finding, 'snippet' | 'snippetColumn'> {
  const { line, column } = pointAt(at.file, at.start);
  const text = lineText(at.file, line) ?? '';
  if (text.length <= MAX_SNIPPET) return { snippet: text };
  const from = Math.max(0, Math.min(column - 1 - BEFORE, text.length - MAX_SNIPPET));
  return { snippet: text.slice(from, from + MAX_SNIPPET), ...(from > 0 && { snippetColumn: from + 1 }) };
}

function short(text: string): string {
  return shortWords(text, MAX_WORD);
}

const RANK: Readonly<Record<Level, number>> = { error: 0, warning: 1, note: 2 };

export function inOrder(findings: readonly PendingFinding[]): Finding[] {
  return [...findings]
    .sort(
      (a, b) =>
        compareText(a.place.path, b.place.path) ||
        a.place.start.line - b.place.start.line ||
        a.place.start.column - b.place.start.column ||
        RANK[a.level] - RANK[b.level] ||
        compareText(a.rule, b.rule) ||
        compareText(a.subject, b.subject) ||
        compareText(a.id, b.id),
    )
    .map(({ judge: _judge, from: _from, ...plain }) => withinBounds(plain));
}
