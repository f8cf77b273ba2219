/** Options of the library's two entry functions, and the checks that make a mistake an error, never an empty result. */
import { rules as BUILT_IN } from '../../rules/index.ts';
import { type RunInput, userDefaults } from '../gather/open-run.ts';
import type { GivenPolicy } from '../gather/policies/given-policy.ts';
import { checkRules } from '../lint/check-rules.ts';
import { ownRule } from '../lint/own/own-rules.ts';
import { ModwardenError } from '../model/error.ts';
import type { FactSource } from '../model/facts/facts.ts';
import { OWN, type Rule } from '../model/rule.ts';
import { nearest } from '../text/nearest.ts';
import { quoted } from '../text/quoted.ts';
import { source } from '../text/source.ts';

/** Options of `lint` and `lintFolder`. All of them can be left out. */
export interface LintOptions {
  /** A preset in place of the policy files: `recommended` or `strict`. */
  readonly preset?: string;
  /** A policy as data in place of the policy files, with the keys of a policy file: `{ extends: ['strict'], rules: { … } }`. */
  readonly policy?: Readonly<Record<string, unknown>>;
  /** Your own rules, beside the built-in ones. A rule runs where a policy sets its level, or where it names a preset in `presets`. */
  readonly rules?: readonly Rule[];
  /** Where facts about modules come from, in order, in place of the user's caches and proxies. The tree's vendor folders come first. */
  readonly facts?: readonly FactSource[];
  /** The day of the check, YYYY-MM-DD. Default: today in UTC. The same day, tree, policy and facts give the same report. */
  readonly today?: string;
  /** Ask no server, only caches and vendor folders. Default: false. */
  readonly offline?: boolean;
}

/** Options of `lintFolder`. */
export interface LintFolderOptions extends LintOptions {
  /** A policy file in place of those found in the folder; absolute, or relative to the current directory. */
  readonly policyFile?: string;
  /** Check this git revision, not the files on disk. */
  readonly rev?: string;
  /** Check what is staged in git, not the files on disk. Such a run asks nothing and applies only rules that need no facts. */
  readonly staged?: boolean;
  /**
   * Only what differs from this git revision counts; with `...` after it, from its merge base with what is checked. Findings that it has
   * too have the state `baseline`.
   */
  readonly base?: string;
  /** The baseline file in place of `.modwarden.baseline.json`, absolute or relative to the current directory; false: none. */
  readonly baseline?: string | false;
  /** Files with captured `go env` output to check too; absolute, or relative to the current directory. */
  readonly goEnv?: readonly string[];
  /** Vulnerability databases: folders, zips or servers. Default: what GOVULNDB of `env` names, if anything. */
  readonly vulnerabilityDatabases?: readonly string[];
  /** Reports of other tools about vulnerabilities; absolute, or relative to the current directory. */
  readonly reports?: readonly string[];
  /** A module index: a file, or the URL of a server. Default: what MODWARDEN_INDEX of `env` names, if anything. */
  readonly moduleIndex?: string;
  /** A file written by `modwarden fetch`: the only source of facts then, beside those three. */
  readonly factsFile?: string;
  /** Milliseconds for one question to one server, 100 to 3,600,000. Default: 30,000. */
  readonly timeout?: number;
  /** The user's environment variables (GOPROXY, GOPRIVATE, HOME and the like). Default: those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const NAMES = ['preset', 'policy', 'rules', 'facts', 'today', 'offline'] as const;

const FOLDER_NAMES = [
  ...NAMES,
  'policyFile',
  'rev',
  'staged',
  'base',
  'baseline',
  'goEnv',
  'factsFile',
  'timeout',
  'env',
  'vulnerabilityDatabases',
  'reports',
  'moduleIndex',
] as const;

/** Throws ModwardenError: unknown-option, conflicting-options, invalid-timeout, invalid-rule. */
export async function runInput(from: RunInput['from'], options: LintFolderOptions): Promise<RunInput> {
  checkNames(options, typeof from === 'string' ? FOLDER_NAMES : NAMES);
  const {
    policyFile,
    facts,
    rules = [],
    rev,
    staged,
    base,
    baseline,
    goEnv,
    factsFile,
    timeout,
    env,
    today,
    offline,
  } = options;
  const { vulnerabilityDatabases: vulndb, reports, moduleIndex: index } = options;
  const user = userDefaults();
  only(options, ['preset', 'policy', 'policyFile']);
  only(options, ['facts', 'factsFile']);
  only(options, ['rev', 'staged']);
  if (timeout !== undefined && !(timeout >= 100 && timeout <= 3_600_000))
    throw new ModwardenError('invalid-timeout', `expected a timeout of 100 to 3600000 milliseconds, got ${timeout}`);
  await checkRules([...BUILT_IN, ...rules], rules);
  return {
    from,
    ...user,
    ...(env && { env }),
    rules: [...BUILT_IN, ...rules.map((rule) => ownRule(rule, OWN))],
    today: today ?? user.now().toISOString().slice(0, 10),
    offline: offline ?? false,
    policy: givenPolicy(options, policyFile, user.cwd),
    ...(facts && { sources: facts }),
    ...(rev !== undefined && { rev }),
    ...(staged && { staged }),
    ...(base !== undefined && { base }),
    ...(baseline !== undefined && { baseline }),
    ...(goEnv && { goEnv }),
    ...(factsFile !== undefined && { record: factsFile }),
    ...(timeout !== undefined && { timeout }),
    ...(vulndb && { vulndb }),
    ...(reports && { reports }),
    ...(index !== undefined && { index }),
  };
}

function givenPolicy({ preset, policy }: LintOptions, file: string | undefined, cwd: string): GivenPolicy | undefined {
  if (preset !== undefined) return { preset };
  if (policy !== undefined) return { text: source('policy option', JSON.stringify(policy)) };
  return file === undefined ? undefined : { file, cwd };
}

function checkNames(options: object, names: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    const hint = near === undefined ? '' : ` (did you mean "${near}"?)`;
    throw new ModwardenError('unknown-option', `unknown option ${quoted(name)}${hint}`);
  }
}

function only(options: LintFolderOptions, names: readonly (keyof LintFolderOptions)[]): void {
  const [one, other] = names.filter((name) => options[name] !== undefined && options[name] !== false);
  if (other !== undefined)
    throw new ModwardenError('conflicting-options', `the options ${one} and ${other} cannot be used together`);
}
