/** What a fleet keeps of one target beside its report: all that summaries, comparisons and queries need. Plain data. */
import type { Gap, Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import type { Inventory } from '../report/inventory.ts';
import { isPlainObject } from './json-line.ts';
import type { Target } from './target.ts';

/** The format of entries: others are not read. */
export const ENTRY_VERSION = 1;

export type ExitCode = 0 | 1 | 2 | 3;

export interface FleetEntry {
  readonly version: typeof ENTRY_VERSION;
  readonly target: Target;
  /** Equal for the same target, revision, policy and day. */
  readonly key: string;
  /** What `modwarden check` would end with; 3 where the target could not be checked at all. */
  readonly exit: ExitCode;
  /** Why the target could not be checked; the rest is then empty. */
  readonly error?: string;
  /** The commit's id. */
  readonly commit?: string;
  /** Main modules: the path of each go.mod's module. */
  readonly modules: readonly { readonly dir: string; readonly path: string }[];
  /** Rules that ran. */
  readonly rules: readonly string[];
  readonly findings: readonly FleetFinding[];
  readonly gaps: readonly FleetGap[];
  /** Errors in policies. */
  readonly problems: readonly string[];
  /** The lowest health score of its main modules, 0 to 100. */
  readonly score?: number;
  readonly inventory: Inventory;
  /** What its files set for Go, git and ssh. */
  readonly settings: readonly FleetSetting[];
}

export interface FleetFinding {
  readonly rule: string;
  readonly level: Level;
  /** Identity, the same from run to run. */
  readonly id: string;
  readonly state: 'new' | 'baseline' | 'waived';
  readonly path: string;
  readonly line: number;
  readonly subject: string;
  readonly message: string;
  /** Folder of the main module. */
  readonly dir?: string;
  readonly vulnerability?: {
    readonly ids: readonly string[];
    readonly module: string;
    readonly version: string;
    readonly fixed: string;
  };
}

export type FleetGap = Pick<Gap, 'rule' | 'subject' | 'why' | 'detail' | 'fails'>;

export interface FleetSetting {
  readonly variable: string;
  /** undefined where it comes from elsewhere. */
  readonly value?: string;
  readonly path: string;
  readonly line: number;
  /** Who has the value: `image`, `job`, `script` and so on. */
  readonly reach: string;
}

const NO_INVENTORY: Inventory = { mains: [], components: [], waivers: [], incomplete: [] };

/** Of a target that was checked. */
export function checkedEntry(
  of: Pick<FleetEntry, 'target' | 'key' | 'exit' | 'inventory' | 'settings'> & { readonly commit?: string },
  report: Report,
): FleetEntry {
  const scores = (report.metrics ?? [])
    .filter(({ name }) => name === 'modwarden_score')
    .flatMap(({ samples }) =>
      samples.filter(({ labels }) => labels.dependency === undefined).map(({ value }) => value),
    );
  return {
    version: ENTRY_VERSION,
    ...of,
    modules: report.modules.map(({ dir, path }) => ({ dir, path })),
    rules: report.rules.filter(({ ran }) => ran).map(({ id }) => id),
    findings: report.findings.map(findingOf),
    gaps: report.gaps.map(({ rule, subject, why, detail, fails }) => ({ rule, subject, why, detail, fails })),
    problems: report.problems.map(({ message }) => message),
    ...(scores.length > 0 && { score: Math.min(...scores) }),
  };
}

/** Of a target that could not be checked. */
export function failedEntry(target: Target, key: string, error: string): FleetEntry {
  return {
    version: ENTRY_VERSION,
    target,
    key,
    exit: 3,
    error,
    modules: [],
    rules: [],
    findings: [],
    gaps: [],
    problems: [],
    inventory: NO_INVENTORY,
    settings: [],
  };
}

function findingOf(finding: Report['findings'][number]): FleetFinding {
  const { rule, level, id, state, place, subject, message, module, vulnerability } = finding;
  return {
    rule,
    level,
    id,
    state,
    path: place.path,
    line: place.start.line,
    subject,
    message,
    ...(module !== undefined && { dir: module }),
    ...(vulnerability && {
      vulnerability: {
        ids: vulnerability.ids,
        module: vulnerability.module,
        version: vulnerability.version,
        fixed: vulnerability.fixed,
      },
    }),
  };
}

/** undefined where it is not a whole entry of this target, such as a file that was cut short. */
export function readEntry(json: unknown, id: string): FleetEntry | undefined {
  if (!isPlainObject(json) || json.version !== ENTRY_VERSION || !isPlainObject(json.target)) return undefined;
  if (json.target.id !== id || typeof json.key !== 'string' || ![0, 1, 2, 3].includes(json.exit as number))
    return undefined;
  const lists = ['modules', 'rules', 'findings', 'gaps', 'problems', 'settings'];
  const isWhole = lists.every((name) => Array.isArray(json[name])) && isPlainObject(json.inventory);
  return isWhole ? (json as unknown as FleetEntry) : undefined;
}
