/** The register of waivers, for `list waivers` and audits: who accepted what, why, until when, and what it hides now. */
import type { Run } from '../gather/open-run.ts';
import { compareText } from '../go/std/order.ts';
import { inlineOf } from '../lint/inline.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import type { Waiver } from '../policy/types.ts';
import type { RegisteredWaiver, WaiverState } from '../report/inventory.ts';
import { safe } from '../text/printable.ts';
import type { Place } from '../text/source.ts';
import type { Terminal } from './shared/command.ts';
import type { Row, TableFormat } from './shared/table.ts';

const COLUMNS = ['rule', 'for', 'until', 'days', 'owner', 'reason', 'state', 'hides', 'at'];

export async function listWaivers(session: Run, terminal: Terminal, format: TableFormat) {
  const rows = register(session, await lintRun(session)).map(
    ({ rule, subject, until, owner, reason, state, hides, at }): Row => ({
      rule,
      for: subject,
      until,
      days: daysBetween(session.today, until),
      owner,
      reason,
      state,
      // A cell that names hundreds of modules is read by nobody.
      hides: format === 'json' ? hides : hides.length,
      at,
    }),
  );
  const unknown = rows.filter(({ state }) => state === 'unknown').length;
  if (unknown > 0)
    terminal.err(
      safe`modwarden: cannot tell whether ${unknown === 1 ? safe`a waiver is` : safe`${unknown} waivers are`} used\n`,
    );
  return { rows, columns: COLUMNS, complete: unknown === 0 };
}

interface Registered extends RegisteredWaiver {
  /** Subjects of the findings that it covers. */
  readonly hides: readonly string[];
}

/** Every waiver of the run's policies and lines, with what the report says of it. */
export function register(session: Run, report: Report): Registered[] {
  const hidden = hiddenBy(report);
  return allWaivers(session).map((waiver) => {
    const hides = hidden.get(placeKey(waiver.at.place)) ?? [];
    const { path, start } = waiver.at.place;
    return {
      rule: waiver.rule,
      subject: target(waiver),
      until: waiver.until,
      owner: waiver.owner ?? '',
      reason: waiver.reason,
      state: stateOf(waiver, hides, report),
      hides,
      at: `${path}:${start.line}`,
    };
  });
}

/** Those of policies and those beside lines, each once, by their places. */
function allWaivers({ repo, rules, policyFor }: Run): Waiver[] {
  const folders = ['', ...repo.modules.map((m) => m.dir), ...repo.workspaces.map((w) => w.dir)];
  const policies = new Set(folders.map((folder) => policyFor(folder).policy));
  const inline = inlineOf(
    repo,
    rules.map((r) => r.id),
  );
  const all = [...[...policies].flatMap((policy) => policy.waivers), ...inline.waivers.map(({ waiver }) => waiver)];
  const once = new Map(all.map((waiver) => [placeKey(waiver.at.place), waiver]));
  return [...once.values()].sort(
    ({ at: { place: a } }, { at: { place: b } }) => compareText(a.path, b.path) || a.start.line - b.start.line,
  );
}

function placeKey({ path, start }: Place): string {
  return `${path}:${start.line}:${start.column}`;
}

/** Subjects of findings, by the place of the waiver that covers them. */
function hiddenBy({ findings }: Report): Map<string, string[]> {
  const hidden = new Map<string, string[]>();
  for (const { waiver, subject } of findings) {
    if (waiver === undefined) continue;
    const key = placeKey(waiver.place);
    const known = hidden.get(key);
    if (known) known.push(subject);
    else hidden.set(key, [subject]);
  }
  return hidden;
}

function stateOf({ rule, until }: Waiver, hides: readonly string[], report: Report): WaiverState {
  if (until < report.today) return 'expired';
  if (hides.length > 0) return 'used';
  const isChecked = report.partial === undefined && !report.gaps.some((gap) => gap.rule === rule);
  return isChecked ? 'unused' : 'unknown';
}

/** Of a waiver beside a line: nothing, for the line says it. */
function target({ module, versions, subject, files = [] }: Waiver): string {
  const what = [module ?? subject, versions].flatMap((part) => part ?? []).join(' ');
  return [what, ...(files.length > 0 ? [`in ${files.join(', ')}`] : [])].filter((part) => part !== '').join(' ');
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
