/** `modwarden env [MODULE]...`: what the Go settings of a place mean for modules. */

import { capturedEnv } from '../gather/captured-env.ts';
import { settingsAt } from '../gather/settings-at.ts';
import { userEnv } from '../gather/user-env.ts';
import { type EnvLayers, effective, layers } from '../go/env/layers.ts';
import { type Posture, postures } from '../go/env/posture.ts';
import { maskSetting } from '../go/env/secret-settings.ts';
import { checkImportPath } from '../go/path/check.ts';
import { ModwardenError } from '../model/error.ts';
import { capturedLayers, usedPaths } from '../model/settings/environments.ts';
import { joined, type Printable, printable, safe } from '../text/printable.ts';
import { type Arguments, JUDGING, PLUGINS, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { type Row, renderTable, TABLE_FORMATS, type TableFormat } from './shared/table.ts';
import { withSession } from './shared/with-session.ts';

const MAX_MODULES = 1_000;

export const env: Command = {
  options: {
    'go-env': { value: 'FILE', help: 'the settings of this captured `go env` output, or GOENV file' },
    at: { value: 'FILE:LINE', help: 'the settings in force at this line of the repository: Dockerfile:12' },
    ...PLUGINS,
    rev: JUDGING.rev,
    format: { value: 'FORMAT', help: `${TABLE_FORMATS.join(', ')} (default: text)` },
  },
  positionals: { max: MAX_MODULES, name: 'module' },
  usage: 'env [OPTION]... [MODULE]...',
  about: `Shows where Go would fetch each MODULE from, whether the checksum database is asked about it, and whether the
connection may be insecure. The settings are your own, those of a capture, or those at a place in the repository.
Without MODULE: the modules that the go.mod files here require, those that are treated alike in one row.`,
  notes: `Go is not run. A place in a file shows what the file says; the machine that runs it may set more.`,
  async run(args, terminal) {
    const format = formatOf(args);
    if (args.values.has('go-env') && args.values.has('at'))
      throw new UsageError('--go-env and --at cannot be used together');
    for (const path of args.positionals) {
      const problem = checkImportPath(path);
      if (problem !== undefined) throw new UsageError(`${quoted(path)} is not a module path`);
    }
    if (args.positionals.length > 0 && !args.values.has('at'))
      return show(args.positionals, await settingsOf(args, terminal), format, terminal);
    const { positionals: _, ...rest } = args;
    return withSession({ ...rest, positionals: [] }, terminal, async ({ repo, tree }) => {
      const settings = await settingsOf(args, terminal, tree);
      const modules = args.positionals.length > 0 ? args.positionals : usedPaths(repo, () => true);
      if (modules.length === 0) throw new UsageError('the go.mod files here require no module: name one');
      return show(modules, settings, format, terminal, args.positionals.length === 0);
    });
  },
};

interface Settings {
  /** For people. */
  readonly whose: string;
  readonly layers: EnvLayers;
}

function formatOf(args: Arguments): TableFormat {
  const name = args.values.get('format') ?? 'text';
  const format = TABLE_FORMATS.find((known) => known === name);
  if (format === undefined) throw new UsageError(`--format: expected ${TABLE_FORMATS.join(', ')}, got ${quoted(name)}`);
  return format;
}

async function settingsOf(
  args: Arguments,
  { cwd, env: variables }: Terminal,
  tree?: Parameters<typeof settingsAt>[0],
): Promise<Settings> {
  const capture = args.values.get('go-env');
  const at = args.values.get('at');
  try {
    if (capture !== undefined) return { whose: capture, layers: capturedLayers(capturedEnv(capture, cwd, cwd, '')) };
    if (at !== undefined && tree !== undefined) return { whose: at, layers: await settingsAt(tree, at) };
  } catch (error) {
    throw error instanceof ModwardenError ? new UsageError(error.message) : error;
  }
  const { process: _, netrc: __, GOMODCACHE: ___, ...own } = userEnv(variables);
  const agent = variables.GIT_HTTP_USER_AGENT;
  const all = { ...own, ...(agent !== undefined && { GIT_HTTP_USER_AGENT: agent }) };
  return { whose: 'your environment', layers: layers({ process: new Map(Object.entries(all)) }) };
}

const SHOWN = ['GO111MODULE', 'GOPROXY', 'GONOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GOINSECURE'];
const COLUMNS = ['module', 'from', 'checksums', 'transport', 'decided by'];

function show(
  modules: readonly string[],
  { whose, layers }: Settings,
  format: TableFormat,
  terminal: Terminal,
  isFolded = false,
): number {
  const postureOf = postures(layers);
  const rows = modules.map((path) => rowOf(path, postureOf(path)));
  if (format !== 'text') {
    terminal.out(renderTable(rows, COLUMNS, format));
    return 0;
  }
  const set = SHOWN.flatMap((name): Printable[] => {
    const { value } = effective(layers, name);
    return value === '' ? [] : [safe`${printable(name)}=${printable(maskSetting(name, value))}`];
  });
  const head: Row = Object.fromEntries(COLUMNS.map((name) => [name, name.toUpperCase()]));
  terminal.out(
    safe`${printable(whose)}: ${joined(set, ' ')}\n\n${renderTable([head, ...(isFolded ? folded(rows) : rows)], COLUMNS, 'text')}`,
  );
  return 0;
}

/** Rows that differ in the module alone, as one. */
function folded(rows: readonly Row[]): Row[] {
  const alike = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = JSON.stringify({ ...row, module: '' });
    const known = alike.get(key);
    if (known) known.push(row);
    else alike.set(key, [row]);
  }
  return [...alike.values()].map(([first, ...more]) =>
    more.length === 0 ? first : { ...first, module: `${first.module} and ${more.length} more` },
  );
}

function rowOf(path: string, posture: Posture): Row {
  const { fetch, fetchOnError, insecureAllowed, sumdb, sumdbURL, reason } = posture;
  const places = fetch.map((place, i) => {
    if (i === 0) return place;
    return fetchOnError.includes(place) ? `on any error ${place}` : `if not found ${place}`;
  });
  return {
    module: path,
    from: places.join(', ') || 'nowhere',
    checksums: CHECKSUMS[sumdb](sumdbURL),
    transport: fetch.length === 0 ? '' : transportOf(fetch, insecureAllowed),
    'decided by': reason,
  };
}

const CHECKSUMS: Readonly<Record<Posture['sumdb'], (url?: string) => string>> = {
  verify: (url = '') => `verified by ${url.replace(/^https:\/\//, '')}`,
  skip: () => 'go.sum alone',
  refused: () => 'refused: GOSUMDB is not usable',
  none: () => '',
};

function transportOf(fetch: readonly string[], insecureAllowed: boolean): string {
  if (insecureAllowed) return 'may be insecure';
  return fetch.some((place) => place.startsWith('http:')) ? 'clear text' : 'secure';
}
