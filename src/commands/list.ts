/** `modwarden list modules|licenses|waivers`. */

import type { Run } from '../gather/open-run.ts';
import { compareText } from '../go/std/order.ts';
import { inlineOf } from '../lint/inline.ts';
import { lintRun } from '../lint/lint-run.ts';
import type { MainModule } from '../model/repo.ts';
import type { Waiver } from '../policy/types.ts';
import { safe } from '../text/printable.ts';
import { write } from './check.ts';
import { loadedModules } from './modules.ts';
import { type Arguments, ASKING, JUDGING, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { type Row, renderTable, TABLE_FORMATS, type TableFormat } from './shared/table.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

interface Listing {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  readonly complete: boolean;
}

type Lister = (session: Run, terminal: Terminal, format: TableFormat) => Promise<Listing>;

const WHAT: Readonly<Record<string, Lister>> = {
  modules: listModules,
  licenses: async (session, terminal, format) =>
    (await import('./license-list.ts')).listLicenses(session, terminal, format),
  vulns: async (session, terminal) => (await import('./vuln-list.ts')).listVulns(session, terminal),
  waivers: listWaivers,
};

export const list: Command = {
  options: {
    ...JUDGING,
    format: { value: 'FORMAT', help: 'text, json, csv or markdown (default: text)' },
    output: PRINTING.output,
    ...WORKSPACE,
    ...ASKING,
  },
  positionals: { max: 2, name: 'list and folder' },
  usage: 'list modules|licenses|vulns|waivers [OPTION]... [FOLDER]',
  about: `modules   the build list of every module in FOLDER, with depth and requirement path
licenses  the license of every module of the build lists, as an SPDX expression, with its source lines
vulns     known vulnerabilities and malicious modules of the build lists, with the versions that fix them (--vulndb)
waivers   all waivers: what is waived, why, by whom, until when, and whether the waiver is used`,
  notes: 'Exit code 3: a fact is unavailable; standard error names it.',
  async run(args, terminal) {
    const [what, ...rest] = args.positionals;
    const make = what === undefined || !Object.hasOwn(WHAT, what) ? undefined : WHAT[what];
    if (make === undefined)
      throw new UsageError(
        what === undefined
          ? 'missing list: modules, licenses, vulns or waivers'
          : `unknown list ${quoted(what)}: expected modules, licenses, vulns or waivers`,
      );
    const format = tableFormat(args);
    return withSession({ ...args, positionals: rest }, terminal, async (run) => {
      const session = what === 'waivers' ? run : inWorkspaceMode(run, { ...args, positionals: rest }, terminal);
      const { rows, columns, complete } = await make(session, terminal, format);
      write(renderTable(rows, columns, format), args, terminal);
      return complete ? 0 : 3;
    });
  },
};

export function tableFormat(args: Arguments): TableFormat {
  const format = args.values.get('format') ?? 'text';
  const known = TABLE_FORMATS.find((f) => f === format);
  if (known === undefined)
    throw new UsageError(`--format: expected ${TABLE_FORMATS.join(', ')}, got ${quoted(format)}`);
  return known;
}

async function listModules(session: Run, terminal: Terminal, format: TableFormat): Promise<Listing> {
  const { modules, complete } = await loadedModules(session, terminal);
  const several = modules.length > 1;
  const rows = modules.flatMap(moduleRows);
  const common = [...(several ? ['in'] : []), 'path', 'version', 'depth', 'by'];
  // Without a head a column for the few that are replaced would not be understood.
  return format === 'text'
    ? { rows: rows.map(asGoShows), columns: common, complete }
    : { rows, columns: [...common, 'replacedBy'], complete };
}

/** `v1.0.0 => example.com/fork@v1.1.0`, nearly as `go list -m all` has it. */
function asGoShows(row: Row): Row {
  return row.replacedBy === null ? row : { ...row, version: `${row.version} => ${row.replacedBy}` };
}

/** The folder of a go.mod or go.work; a modfile has others beside it. */
function placeName({ kind, dir, source }: MainModule): string {
  return kind === 'modfile' ? source.path : dir || '.';
}

function moduleRows(main: MainModule): Row[] {
  return main.uses.map(({ path, version, replace, direct, depth, depthState, trail }) => ({
    in: placeName(main),
    path,
    version,
    direct,
    depth: depth ?? null,
    depthState,
    by: trail.length > 1 ? trail[0]!.path : '',
    trail: trail.map((m) => `${m.path}@${m.version}`),
    graph: main.graph.state,
    replacedBy: replace === undefined ? null : `${replace.path}${replace.version && `@${replace.version}`}`,
  }));
}

/** Whether a waiver is in use is not known in a run that looks at less, or where what it may cover could not be judged. */
const NOT_KNOWN = 'unknown';

async function listWaivers(session: Run, terminal: Terminal): Promise<Listing> {
  const report = await lintRun(session);
  const rows: Row[] = [];
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
  if (unknown > 0)
    terminal.err(
      safe`modwarden: cannot tell whether ${unknown === 1 ? safe`a waiver is` : safe`${unknown} waivers are`} used\n`,
    );
  rows.sort((a, b) => compareText(String(a.at), String(b.at)) || compareText(String(a.subject), String(b.subject)));
  return { rows, columns: ['rule', 'subject', 'until', 'owner', 'reason', 'state', 'at'], complete: unknown === 0 };
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
