/**
 * A run from plain inputs, the same for the command line and the library: first the tree, then the policies, then the repository, then
 * the facts. What is wrong with the inputs is thrown as ModwardenError; what is wrong inside a policy is in `problems`.
 */
import { boundedTree } from '../model/bounded-tree.ts';
import { ModwardenError } from '../model/error.ts';
import { type OpenOptions, openRepo } from '../model/open.ts';
import type { CapturedEnv, Repo } from '../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import type { Tree } from '../model/tree.ts';
import type { PolicyFor } from '../policy/compile.ts';
import { isDay } from '../policy/day.ts';
import { withGiven } from '../policy/presets.ts';
import { quoted } from '../text/quoted.ts';
import { capturedEnv } from './captured-env.ts';
import { type ChosenPath, chosenModules } from './chosen-modules.ts';
import type { FactOptions, OpenFacts } from './facts/open-facts.ts';
import type { GivenFacts } from './given-facts.ts';
import type { GivenPolicy } from './given-policy.ts';
import type { Loaders } from './loaders.ts';
import { openPolicies, type PrivatePaths } from './open-policies.ts';
import { enclosing, type OpenedTree, openTree } from './open-tree.ts';
import { policyCache } from './policy-cache.ts';

export interface RunInput extends Pick<FactOptions, 'onlyKnown' | 'recording' | 'timeout' | 'progress' | 'sources'> {
  /** The folder to check, relative to `cwd` or absolute; or a tree in its place. */
  readonly from: string | Tree;
  readonly cwd: string;
  readonly rev?: string | undefined;
  /** The folder to take for the repository's root; left out: git's, or as gather/root-without-git.ts has it. */
  readonly root?: string | undefined;
  readonly staged?: boolean;
  /** Check the files alone, as a hook does: nobody is asked, and what needs more is left to a full check. `staged` implies it. */
  readonly quick?: boolean;
  /** Check the modules that these paths choose, and no others; left out: those in `from`. */
  readonly only?: readonly ChosenPath[];
  /** In place of the policies found in the tree. */
  readonly policy?: GivenPolicy | undefined;
  /** Names of files with captured `go env` output; or what was parsed of them. */
  readonly goEnv?: readonly (string | CapturedEnv)[];
  /** The name of a record of facts to replay. */
  readonly record?: string;
  /** Vulnerability databases: folders, zips, servers. Left out: what GOVULNDB of `env` names, if anything. */
  readonly vulndb?: readonly string[] | undefined;
  /** Names of reports of other tools about vulnerabilities. */
  readonly reports?: readonly string[];
  /** No network source is asked. */
  readonly offline?: boolean;
  readonly rules: readonly Rule[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Environment variables of the user. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Names this build of modwarden, for the policy cache; undefined: there is none. */
  readonly build?: string | undefined;
}

/** Everything that a run checks and asks. `facts` is left open: the caller closes it. */
export interface Run {
  readonly tree: Tree;
  /** The tree's paths. */
  readonly paths: readonly string[];
  /** The folder that is checked, relative to the repository's root. */
  readonly under: string;
  /** Some modules of that folder are not checked. */
  readonly narrowed: boolean;
  readonly repo: Repo;
  readonly rules: readonly Rule[];
  readonly policyFor: PolicyFor;
  readonly policies: readonly PolicyUsed[];
  /** Module paths that no public server may be asked about; undefined: a policy with such a list has errors. */
  readonly private: PrivatePaths;
  /** Errors in policy files. */
  readonly problems: readonly PolicyProblem[];
  readonly today: string;
  /** Why this run checks less on purpose. */
  readonly partial: string | undefined;
  /** undefined in a staged run. */
  readonly facts: OpenFacts | undefined;
  readonly loaders: Loaders | undefined;
}

const LEFT_OUT = 'a full check also applies rules that need the module graph or other facts';
const STAGED = `only staged files were checked; ${LEFT_OUT}`;
const PUSHED = `only pushed files were checked; ${LEFT_OUT}`;

/** Throws ModwardenError. */
export async function openRun(input: RunInput): Promise<Run> {
  const { today, staged = false, only, cwd } = input;
  const quick = staged || input.quick === true;
  if (!isDay(today)) throw new ModwardenError('invalid-date', `${quoted(today)} is not a valid date (use YYYY-MM-DD)`);
  const opened = treeOf(input);
  const { root, onDisk } = opened;
  const tree = boundedTree(opened.tree);
  const paths = await tree.list();
  const { file } = opened;
  const chosen = only && chosenModules(paths, only);
  const under = chosen ? chosen.under : file === undefined ? enclosing(paths, opened.under) : opened.under;
  const given = quick ? NOTHING_GIVEN : await openGivenFacts(input);
  const rules = withGiven(input.rules, given.kinds);
  const policies = await openPolicies({
    tree,
    paths,
    under,
    root,
    onDisk,
    rules,
    given: input.policy,
    asksNobody: quick,
    cache: policyCache(input),
    build: input.build && [input.build, ...given.kinds].join(' '),
  });
  const env = (input.goEnv ?? []).map((one) => (typeof one === 'string' ? capturedEnv(one, cwd, root, under) : one));
  const { include, exclude } = file === undefined ? policies.modules : onlyFile(file);
  const isLeftOut = chosen ? (path: string) => exclude(path) || !chosen.isChosen(path) : exclude;
  const repo = await openRepo(tree, { paths, under, env, include, exclude: isLeftOut });
  if (!quick && repo.modules.length + repo.workspaces.length + repo.env.length === 0) throw noGoMod(opened.name, under);
  const facts = quick ? undefined : await factsOf(input, given, { tree, paths, repo }, policies.private);
  return {
    tree,
    paths,
    under,
    narrowed: chosen?.isPart ?? false,
    repo,
    rules,
    policyFor: policies.policyFor,
    policies: policies.used(repo),
    private: policies.private,
    problems: policies.problems,
    today,
    partial: quick ? (staged ? STAGED : PUSHED) : undefined,
    facts,
    loaders: facts && (await loadersOf({ tree, paths, repo }, facts, policies.policyFor, today)),
  };
}

function treeOf(input: RunInput): OpenedTree & { readonly name: string } {
  const { from } = input;
  if (typeof from === 'string') return { ...openTree({ ...input, folder: from }), name: from };
  return { tree: from, root: '', under: '', onDisk: false, name: from.name };
}

/** A file that is named is judged whatever the policy says of it, and nothing else is. */
function onlyFile(file: string): Required<Pick<OpenOptions, 'include' | 'exclude'>> {
  return { include: (path) => path === file, exclude: (path) => path !== file };
}

function noGoMod(name: string, under: string): ModwardenError {
  return new ModwardenError('no-go-mod', `no go.mod found in ${quoted(name)}${under === '' ? '' : ' or above it'}`);
}

/** Who runs modwarden, and when, where the caller does not say. */
export function userDefaults(): Pick<RunInput, 'cwd' | 'env' | 'now'> {
  return { cwd: process.cwd(), env: process.env, now: () => new Date() };
}

type Opened = Pick<Run, 'tree' | 'paths' | 'repo'>;

/** A staged run asks nobody. */
const NOTHING_GIVEN: GivenFacts = { kinds: new Set(), close: () => {} };

/** What the user gave beside the repository; throws ModwardenError for what cannot be read. */
async function openGivenFacts(input: RunInput): Promise<GivenFacts> {
  const { record, sources, vulndb, env, reports = [] } = input;
  // A run whose facts are given takes nothing from the environment.
  const isLive = record === undefined && sources === undefined;
  const fromEnv = env.GOVULNDB && isLive ? [env.GOVULNDB] : [];
  const locations = vulndb ?? fromEnv;
  // In a chunk of its own: most runs have neither.
  return record === undefined && locations.length === 0 && reports.length === 0
    ? NOTHING_GIVEN
    : (await import('./given-facts.ts')).openGivenFacts({ ...input, record, locations, reports });
}

/** In a chunk of its own: a hook does not load it. */
async function factsOf(
  input: RunInput,
  { recording, databases, reports, close }: GivenFacts,
  opened: Opened,
  patterns: PrivatePaths,
): Promise<OpenFacts> {
  const { openFacts } = await import('./facts/open-facts.ts');
  const { record: _record, reports: _reports, ...options } = input;
  const facts = openFacts({
    ...options,
    ...opened,
    offline: input.offline ?? false,
    private: patterns,
    ...(recording && { record: recording }),
    ...(databases && { databases }),
    ...(reports && { reports }),
  });
  return {
    ...facts,
    close: () => {
      facts.close();
      close();
    },
  };
}

/** In a chunk of its own: a hook does not load it. */
async function loadersOf(
  { tree, paths, repo }: Opened,
  { answerAll }: OpenFacts,
  policyFor: PolicyFor,
  today: string,
): Promise<Loaders> {
  const [{ loaders }, { rejectStaleFacts, maxFactAge }] = await Promise.all([
    import('./loaders.ts'),
    import('./facts/max-age.ts'),
  ]);
  return loaders(tree, paths, repo, rejectStaleFacts(answerAll, maxFactAge(repo, policyFor), today));
}
