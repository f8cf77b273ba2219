/** From arguments to a run: what every command that applies policies begins with. */
import { dirname, resolve } from 'node:path';
import { openRun, type Run, type RunInput } from '../../gather/open-run.ts';
import { userConfig } from '../../gather/plugins/user-config.ts';
import type { GivenPolicy, NamedLayer } from '../../gather/policies/given-policy.ts';
import { isArchive } from '../../gather/tree/archive/archive-kind.ts';
import { whereIs, whereIsPath } from '../../gather/where.ts';
import { type ErrorCode, ModwardenError } from '../../model/error.ts';
import { safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';
import { rulesFor } from './plugins.ts';
import { progressLine } from './progress.ts';

/**
 * `onlyKnown`: ask no server, but remember what would be asked. `recording`: keep all answers for a record. `quick`: the files alone.
 * `recordReads`: keep what is read, for the provenance.
 */
export type SessionOptions = Pick<
  RunInput,
  'onlyKnown' | 'recording' | 'quick' | 'base' | 'rev' | 'recordReads' | 'overlay' | 'shared' | 'policy'
>;

/** Throws UsageError. */
export async function openSession(args: Arguments, terminal: Terminal, options: SessionOptions = {}): Promise<Run> {
  const { rules, plugins } = await rulesFor(args, terminal, args.positionals);
  const input = { ...inputOf(args, terminal), rules };
  try {
    // What a plug-in allows in a policy may change with every file that it imports.
    return await openRun({ ...input, ...(plugins.length > 0 && { build: undefined }), ...options });
  } catch (error) {
    throw error instanceof ModwardenError ? new UsageError(`${flagOf(error, options)}${error.message}`) : error;
  }
}

/** Nothing for a revision that the command takes as an argument. */
function flagOf({ code }: ModwardenError, { base, rev }: SessionOptions): string {
  if ((code === 'unknown-base' && base !== undefined) || (code === 'unknown-revision' && rev !== undefined)) return '';
  return FLAGS[code] ?? '';
}

/** The option that an error is about. */
const FLAGS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'unknown-revision': '--rev ',
  'unknown-base': '--base ',
  'unknown-preset': '--preset: ',
  'unreadable-policy': '--policy ',
  'unreadable-go-env': '--go-env ',
  'unreadable-facts': '--facts: ',
  'unreadable-baseline': '--baseline ',
  'unreadable-report': '--report ',
  'invalid-date': '--as-of ',
};

function inputOf(args: Arguments, terminal: Terminal): Omit<RunInput, 'rules'> {
  const { cwd, env, now, build } = terminal;
  for (const [one, other] of EXCLUSIVE)
    if (isGiven(args, one) && isGiven(args, other))
      throw new UsageError(`--${one} and --${other} cannot be used together`);
  const record = args.values.get('facts');
  const timeout = timeoutOf(args);
  const index = args.values.get('index');
  return {
    ...chosenPaths(args.positionals, cwd, args.values.get('root')),
    cwd,
    rev: args.values.get('rev'),
    root: args.values.get('root'),
    staged: args.flags.has('staged'),
    policy: policyOf(args, cwd),
    policyBases: args.values.has('preset') ? [] : basesOf(args, terminal),
    goEnv: args.lists.get('go-env') ?? [],
    base: args.values.get('base'),
    baseline: args.flags.has('no-baseline') ? false : args.values.get('baseline'),
    offline: args.flags.has('offline'),
    today: args.values.get('as-of') ?? terminal.today(),
    env,
    now,
    build,
    ...(record !== undefined && { record: resolve(cwd, record) }),
    ...(args.lists.has('vulndb') && { vulndb: args.lists.get('vulndb') }),
    ...(args.lists.has('report') && { reports: args.lists.get('report')! }),
    ...(index !== undefined && { index }),
    ...(timeout !== undefined && { timeout }),
    ...(terminal.isTerminal.err && { progress: progressLine(terminal, safe`fetching`, safe`facts`) }),
  };
}

const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ['staged', 'rev'],
  ['staged', 'facts'],
  ['staged', 'online'],
  ['staged', 'vulndb'],
  ['staged', 'report'],
  ['staged', 'index'],
  ['offline', 'online'],
  ['root', 'rev'],
  ['root', 'staged'],
  ['policy', 'preset'],
  ['policy-base', 'preset'],
  ['baseline', 'no-baseline'],
];

function isGiven(args: Arguments, name: string): boolean {
  return args.flags.has(name) || args.values.has(name) || args.lists.has(name);
}

/** One folder as it is named; else the root that all paths share, and the paths. Throws UsageError. */
function chosenPaths(names: readonly string[], cwd: string, root: string | undefined): Pick<RunInput, 'from' | 'only'> {
  const [first = '.', ...others] = names;
  if (others.length === 0 && isArchive(resolve(cwd, first))) return { from: first };
  const places = names.map((name) => {
    const place = whereIsPath(name, cwd);
    if ('problem' in place) throw new UsageError(`${quoted(name)} ${place.problem}`);
    return place;
  });
  const [place] = places;
  if (place === undefined || (others.length === 0 && (root !== undefined || 'root' in whereIs(first, cwd))))
    return { from: first };
  const foreign = places.findIndex(({ root }) => root !== place.root);
  if (foreign >= 0)
    throw new UsageError(`${quoted(first)}, ${quoted(names[foreign]!)}: expected paths of one repository`);
  return { from: place.root, only: places };
}

/** Of the user's own configuration, then of the command line. */
function basesOf(args: Arguments, { env, cwd }: Terminal): NamedLayer[] {
  const config = userConfig(env, cwd);
  return [
    ...(config?.policyBase ?? []).map((name) => ({
      name,
      cwd: dirname(config!.file),
      by: `${config!.file}: policy-base`,
      config: config!.file,
    })),
    ...(args.lists.get('policy-base') ?? []).map((name) => ({ name, cwd, by: '--policy-base' })),
  ];
}

function policyOf(args: Arguments, cwd: string): GivenPolicy | undefined {
  const preset = args.values.get('preset');
  if (preset !== undefined) return { preset };
  const file = args.values.get('policy');
  return file === undefined ? undefined : { file, cwd };
}

/** The value of --timeout in milliseconds. */
export function timeoutOf(args: Arguments): number | undefined {
  const value = args.values.get('timeout');
  if (value === undefined) return undefined;
  const number = /^[0-9]{1,4}(?:\.[0-9]{1,3})?$/.test(value) ? Number(value) : 0;
  if (number >= 0.1 && number <= 3600) return number * 1000;
  throw new UsageError(`--timeout: expected a number of seconds from 0.1 to 3600, got ${quoted(value)}`);
}
