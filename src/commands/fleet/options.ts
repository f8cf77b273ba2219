/** The options of `modwarden fleet`, and which of its actions take them. */
import { type Arguments, ASKING, JUDGING, type OptionTable, quoted, UsageError } from '../shared/args.ts';

/** How each target is checked. */
export const CHECKING = {
  policy: JUDGING.policy,
  'policy-base': JUDGING['policy-base'],
  preset: JUDGING.preset,
  offline: ASKING.offline,
  online: ASKING.online,
  timeout: ASKING.timeout,
  vulndb: ASKING.vulndb,
  index: ASKING.index,
  facts: ASKING.facts,
  'as-of': ASKING['as-of'],
} as const satisfies OptionTable;

export const FLEET_OPTIONS = {
  output: { value: 'FOLDER', short: 'o', help: 'write the results to this folder; compare, metrics: to this file' },
  resume: { value: 'FOLDER', help: 'run: continue the run in this folder; give the same options again' },
  shard: { value: 'I/N', help: 'run: check only this share of the targets, such as 2/7' },
  threads: { value: 'NUMBER', help: 'run: targets to check at the same time (default: number of processors)' },
  stats: { value: 'FILE', help: 'run: write figures about the run itself to this file, as JSON' },
  format: { value: 'FORMAT', help: 'compare, query: text or json (default: text)' },
  before: { value: 'RUN', help: 'query: an earlier run to compare with; SQL finds its tables in the schema "before"' },
  queue: {
    value: 'URL',
    help: 'enqueue, work, status, collect: redis://HOST:PORT or rediss:// (default: MODWARDEN_QUEUE); a password can be in MODWARDEN_QUEUE_PASSWORD',
  },
  run: { value: 'NAME', help: 'with --queue: the name of the run, if several share a server (default: fleet)' },
  lease: { value: 'SECONDS', help: 'work: a target whose worker is silent for so long goes to another (default: 30)' },
  wait: { help: 'work: do not end when the queue is empty' },
  ...CHECKING,
} as const satisfies OptionTable;

const CHECK_NAMES = Object.keys(CHECKING);

/** By action, the options that it takes. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  run: ['output', 'resume', 'shard', 'threads', 'stats', ...CHECK_NAMES],
  collect: ['output', 'queue', 'run'],
  enqueue: ['queue', 'run', 'shard', ...CHECK_NAMES],
  work: ['queue', 'run', 'output', 'threads', 'lease', 'wait', ...CHECK_NAMES],
  status: ['queue', 'run'],
  compare: ['format', 'output'],
  metrics: ['output'],
  html: ['output'],
  query: ['before', 'format', 'output'],
};

export const ACTIONS: readonly string[] = Object.keys(TAKEN);

/** Throws UsageError for an option that the action does not take. */
export function checkOptions(action: string, { flags, values, lists }: Arguments): void {
  const taken = TAKEN[action] ?? [];
  const foreign = [...flags, ...values.keys(), ...lists.keys()].find((name) => !taken.includes(name));
  if (foreign !== undefined) throw new UsageError(`fleet ${action} does not take --${foreign}`);
}

/** The options that say how targets are checked, without paths. */
export function checkingArguments({ flags, values, lists }: Arguments): Arguments {
  const isChecking = (name: string) => CHECK_NAMES.includes(name);
  return {
    flags: new Set([...flags].filter(isChecking)),
    values: new Map([...values].filter(([name]) => isChecking(name))),
    lists: new Map([...lists].filter(([name]) => isChecking(name))),
    positionals: [],
  };
}

/** A whole number from 1. Throws UsageError. */
export function countOf(args: Arguments, name: string, otherwise: number, max: number): number {
  const text = args.values.get(name);
  if (text === undefined) return otherwise;
  const number = /^[0-9]{1,6}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= max) return number;
  throw new UsageError(`--${name}: expected a number from 1 to ${max}, got ${quoted(text)}`);
}
