/** The register of waivers, for `list waivers` and for reports of an audit. */
import type { Run } from '../gather/open-run.ts';
import { compareText } from '../go/std/order.ts';
import { inlineOf } from '../lint/inline.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import type { Waiver } from '../policy/types.ts';
import type { RegisteredWaiver } from '../report/inventory.ts';
import { safe } from '../text/printable.ts';
import type { Terminal } from './shared/command.ts';
import type { Row } from './shared/table.ts';

/** Whether a waiver is in use is not known in a run that looks at less, or where what it may cover could not be judged. */
const NOT_KNOWN = 'unknown';

export async function listWaivers(
  session: Run,
  terminal: Terminal,
): Promise<{ readonly rows: readonly Row[]; readonly columns: readonly string[]; readonly complete: boolean }> {
  const { rows, unknown } = waiverRows(session, await lintRun(session));
  if (unknown > 0)
    terminal.err(
      safe`modwarden: cannot tell whether ${unknown === 1 ? safe`a waiver is` : safe`${unknown} waivers are`} used\n`,
    );
  const columns = ['rule', 'subject', 'until', 'owner', 'reason', 'state', 'at'];
  return { rows: rows.map((row) => ({ ...row })), columns, complete: unknown === 0 };
}

/** `unknown`: waivers of which nobody knows whether they are in use. */
export function waiverRows(
  session: Run,
  report: Report,
): { readonly rows: readonly RegisteredWaiver[]; readonly unknown: number } {
  const rows: RegisteredWaiver[] = [];
  const seen = new Set<string>();
  const written = new Map(allWaivers(session).map((waiver) => [placeKey(waiver), waiver]));
  for (const { waiver, rule, subject, state } of report.findings) {
    if (waiver === undefined) continue;
    const at = `${waiver.place.path}:${waiver.place.start.line}`;
    seen.add(at);
    rows.push({ rule, subject, until: waiver.until, owner: waiver.owner ?? '', reason: waiver.reason, state, at });
  }
  for (const { rule, subject, place } of report.findings) {
    if (rule !== 'policy/unused-waiver' && rule !== 'policy/expired-waiver') continue;
    const at = `${place.path}:${place.start.line}`;
    if (seen.has(at)) continue;
    seen.add(at);
    rows.push({
      rule: subject.split(' ')[0] ?? '',
      subject: subject.split(' ').slice(1).join(' '),
      until: written.get(at)?.until ?? '',
      owner: written.get(at)?.owner ?? '',
      reason: written.get(at)?.reason ?? '',
      state: rule.slice('policy/'.length, -'-waiver'.length),
      at,
    });
  }
  let unknown = 0;
  for (const waiver of allWaivers(session)) {
    const at = placeKey(waiver);
    if (seen.has(at)) continue;
    seen.add(at);
    unknown++;
    const { rule, module, subject = module ?? '', until, owner = '', reason } = waiver;
    rows.push({ rule, subject, until, owner, reason, state: NOT_KNOWN, at });
  }
  rows.sort((a, b) => compareText(a.at, b.at) || compareText(a.subject, b.subject));
  return { rows, unknown };
}

function placeKey({ at: { place } }: Waiver): string {
  return `${place.path}:${place.start.line}`;
}

function allWaivers({ repo, rules, policyFor }: Run): Waiver[] {
  const folders = ['', ...repo.modules.map((m) => m.dir), ...repo.workspaces.map((w) => w.dir)];
  const policies = new Set(folders.map((folder) => policyFor(folder).policy));
  const inline = inlineOf(
    repo,
    rules.map((r) => r.id),
  );
  return [...[...policies].flatMap((policy) => policy.waivers), ...inline.waivers.map(({ waiver }) => waiver)];
}
