/** `modwarden list modules|licenses|waivers`. */

import type { Run } from '../gather/open-run.ts';
import type { MainModule } from '../model/repo.ts';
import type { Printable } from '../text/printable.ts';
import { write } from './check.ts';
import { loadedModules } from './modules.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { isEnoughFor, SCOPING, type ScopeChoice, scopeOf, withinScope } from './shared/scope.ts';
import { type Row, renderTable, TABLE_FORMATS, type TableFormat } from './shared/table.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

interface Listing {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  readonly complete: boolean;
  /** In place of the table, for the format text. */
  readonly text?: Printable;
}

interface Wanted {
  readonly choice: ScopeChoice;
  readonly byLicense: boolean;
}

type Lister = (session: Run, terminal: Terminal, format: TableFormat, wanted: Wanted) => Promise<Listing>;

const WHAT: Readonly<Record<string, Lister>> = {
  modules: listModules,
  licenses: async (session, terminal, format, wanted) =>
    (await import('./license-list.ts')).listLicenses(session, terminal, format, wanted),
  vulns: async (session, terminal) => (await import('./vuln-list.ts')).listVulns(session, terminal),
  waivers: async (session, terminal, format) =>
    (await import('./waiver-list.ts')).listWaivers(session, terminal, format),
};

export const list: Command = {
  options: {
    ...JUDGING,
    format: { value: 'FORMAT', help: 'text, json, csv or markdown (default: text)' },
    output: PRINTING.output,
    by: { value: 'license', help: 'list licenses: group the modules by license, with where each comes from' },
    ...SCOPING,
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 2, name: 'list and folder' },
  usage: 'list modules|licenses|vulns|waivers [OPTION]... [FOLDER]',
  about: `modules   the build list of every module in FOLDER, with depth and requirement path
licenses  the license of every module of the build lists, as an SPDX expression, with its source lines
vulns     known vulnerabilities and malicious modules of the build lists, with the versions that fix them (--vulndb)
waivers   all waivers: what is waived, why, by whom, until when, days left, and what it hides now`,
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
    const choice = scopeOf(args);
    const byLicense = isByLicense(args, what);
    if (args.values.has('scope') && what !== 'modules' && what !== 'licenses')
      throw new UsageError('--scope: only list modules and list licenses have it');
    return withSession({ ...args, positionals: rest }, terminal, async (run) => {
      const session = what === 'waivers' ? run : inWorkspaceMode(run, { ...args, positionals: rest }, terminal);
      const { rows, columns, complete, text } = await make(session, terminal, format, { choice, byLicense });
      write(format === 'text' && text !== undefined ? text : renderTable(rows, columns, format), args, terminal);
      return complete ? 0 : 3;
    });
  },
};

function isByLicense({ values }: Arguments, what: string | undefined): boolean {
  const by = values.get('by');
  if (by === undefined) return false;
  if (by !== 'license' || what !== 'licenses') throw new UsageError('--by: expected list licenses --by license');
  return true;
}

export function tableFormat(args: Arguments): TableFormat {
  const format = args.values.get('format') ?? 'text';
  const known = TABLE_FORMATS.find((f) => f === format);
  if (known === undefined)
    throw new UsageError(`--format: expected ${TABLE_FORMATS.join(', ')}, got ${quoted(format)}`);
  return known;
}

async function listModules(
  session: Run,
  terminal: Terminal,
  format: TableFormat,
  { choice }: Wanted,
): Promise<Listing> {
  const loaded = await loadedModules(session, terminal, isEnoughFor(choice));
  const { modules, instead } = await withinScope(session, loaded.modules, choice, terminal);
  const complete = loaded.complete && instead.length === 0;
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
