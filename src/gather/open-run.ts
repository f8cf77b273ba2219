/**
 * A run from plain inputs, the same for the command line and the library: first the tree, then the policies, then the repository, then
 * the facts. What is wrong with the inputs is thrown as ModwardenError; what is wrong inside a policy is in `problems`.
 */

import { boundedTree } from '../model/bounded-tree.ts';
import { ModwardenError } from '../model/error.ts';
import { type OpenOptions, openRepo } from '../model/open.ts';
import type { CapturedEnv, Repo } from '../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../model/report.ts';
import type { GivenKind, Rule } from '../model/rule.ts';
import { withSumsBefore } from '../model/sums.ts';
import type { Tree } from '../model/tree.ts';
import type { Baseline } from '../policy/baseline/types.ts';
import type { PolicyFor } from '../policy/compile.ts';
import { isDay } from '../policy/day.ts';
import type { PolicyLayer } from '../policy/layers/layers.ts';
import { withGiven } from '../policy/presets/presets.ts';
import { quoted } from '../text/quoted.ts';
import { capturedEnv } from './captured-env.ts';
import { type ChosenPath, chosenModules } from './chosen-modules.ts';
import type { FactOptions, OpenFacts } from './facts/open-facts.ts';
import type { Loaders } from './loaders.ts';
import { enclosing, type OpenedTree, openTree, type TreeOrigin } from './open-tree.ts';
import { type GivenPolicy, type NamedLayer, openLayer } from './policies/given-policy.ts';
import { openPolicies, type PrivatePaths } from './policies/open-policies.ts';
import { policyCache } from './policies/policy-cache.ts';
import type { RecordedReads } from './provenance/recorded-reads.ts';
import { type Base, openBase } from './run/open-base.ts';
import { openBaseline } from './run/open-baseline.ts';
import { NOTHING_GIVEN, openGiven } from './run/open-given.ts';
import { openRunFacts } from './run/run-facts.ts';
import { unstagedPolicy } from './run/unstaged-policy.ts';
import { overlayTree } from './tree/overlay.ts';

export interface RunInput
  extends Pick<FactOptions, 'onlyKnown' | 'recording' | 'timeout' | 'progress' | 'sources' | 'shared' | 'beforeRound'> {
  /** The folder to check, relative to `cwd` or absolute; or a tree in its place. */
  readonly from: string | Tree;
  readonly cwd: string;
  readonly rev?: string | undefined;
  /** Texts to take in place of those of the tree, by path: what an edit would make of them. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** The folder to take for the repository's root; left out: git's, or as gather/root-without-git.ts has it. */
  readonly root?: string | undefined;
  readonly staged?: boolean;
  /** Keep what is read of the tree, for the report's provenance. */
  readonly recordReads?: boolean;
  /** Check the files alone, as a hook does: nobody is asked, and what needs more is left to a full check. `staged` implies it. */
  readonly quick?: boolean;
  /** Check the modules that these paths choose, and no others; left out: those in `from`. */
  readonly only?: readonly ChosenPath[];
  /** Only what differs from this revision counts; with `...` after it: from its merge base with what is checked. */
  readonly base?: string | undefined;
  /** What `sources` know beside modules themselves. */
  readonly sourceKinds?: ReadonlySet<GivenKind>;
  /** In place of the policies found in the tree. */
  readonly policy?: GivenPolicy | undefined;
  /** Policies that are merged below every policy, the lowest first; none below a preset that is given. */
  readonly policyBases?: readonly NamedLayer[] | undefined;
  /** The baseline in place of that of the tree: a file, relative to `cwd` or absolute; false: none. */
  readonly baseline?: string | false | undefined;
  /** Names of files with captured `go env` output; or what was parsed of them. */
  readonly goEnv?: readonly (string | CapturedEnv)[];
  /** The name of a record of facts to replay. */
  readonly record?: string;
  /** Vulnerability databases: folders, zips, servers. Left out: what GOVULNDB of `env` names, if anything. */
  readonly vulndb?: readonly string[] | undefined;
  /** Names of reports of other tools about vulnerabilities. */
  readonly reports?: readonly string[];
  /** A module index: a file, or the URL of a server. Left out: what MODWARDEN_INDEX of `env` names, if anything. */
  readonly index?: string | undefined;
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

/** Everything that a run checks and asks, left open: the caller closes it. */
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
  /** The layers below every policy. */
  readonly bases: readonly PolicyLayer[];
  /** Module paths that no public server may be asked about; undefined: a policy with such a list has errors. */
  readonly private: PrivatePaths;
  /** Errors in policy files and the baseline. */
  readonly problems: readonly PolicyProblem[];
  /** In a staged run: a policy file of the work tree that would apply if it were staged. */
  readonly unstagedPolicy: string | undefined;
  readonly baseline: Baseline | undefined;
  readonly today: string;
  /** Why this run checks less on purpose. */
  readonly partial: string | undefined;
  /** undefined in a staged run. */
  readonly facts: OpenFacts | undefined;
  readonly loaders: Loaders | undefined;
  /** What the run is compared with. */
  readonly base: (Base & { readonly loaders: () => Promise<Loaders | undefined> }) | undefined;
  /** Where the files come from; undefined for a tree of the caller's. */
  readonly origin: TreeOrigin | undefined;
  /** The repository's folder on disk, or the archive's file; '' for a tree of the caller's. */
  readonly root: string;
  /** What was read of the tree so far, where `recordReads` was wished. */
  readonly reads: RecordedReads['files'] | undefined;
  /** Lets go of the facts' and the tree's open files. */
  close(): void;
}

const LEFT_OUT = 'a full check also applies rules that need the module graph or other facts';
const STAGED = `only staged files were checked; ${LEFT_OUT}`;
const PUSHED = `only pushed files were checked; ${LEFT_OUT}`;

/** Throws ModwardenError. */
export async function openRun(input: RunInput): Promise<Run> {
  const { today } = input;
  if (!isDay(today)) throw new ModwardenError('invalid-date', `${quoted(today)} is not a valid date (use YYYY-MM-DD)`);
  const opened = await treeOf(input);
  try {
    return await runOver(opened, input);
  } catch (error) {
    opened.close();
    throw error;
  }
}

async function runOver(opened: NamedTree, input: RunInput): Promise<Run> {
  const { today, staged = false, only, cwd } = input;
  const quick = staged || input.quick === true;
  const { root, onDisk } = opened;
  const bounded = boundedTree(input.overlay ? overlayTree(opened.tree, input.overlay) : opened.tree);
  const recorded = input.recordReads ? await recordedTree(bounded) : undefined;
  const tree = recorded?.tree ?? bounded;
  const paths = await tree.list();
  const { file } = opened;
  const chosen = only && chosenModules(paths, only);
  const under = chosen ? chosen.under : file === undefined ? enclosing(paths, opened.under) : opened.under;
  const given = quick ? NOTHING_GIVEN : await openGiven(input);
  const rules = withGiven(input.rules, given.kinds);
  const bases = await Promise.all((input.policyBases ?? []).map((one) => openLayer(one, root)));
  const policies = await openPolicies({
    tree,
    paths,
    under,
    root,
    onDisk,
    rules,
    given: input.policy,
    bases,
    asksNobody: quick,
    cache: policyCache(input),
    build: input.build && [input.build, ...given.kinds].join(' '),
  });
  const captured = (input.goEnv ?? []).map((one) => capturedOf(one, cwd, root, under));
  const { include, exclude } = file === undefined ? policies.modules : onlyFile(file);
  const isLeftOut = chosen ? (path: string) => exclude(path) || !chosen.isChosen(path) : exclude;
  const open = { under, include, exclude: isLeftOut };
  const now = await openRepo(tree, { paths, env: captured.map(([, env]) => env), ...open });
  if (!quick && now.modules.length + now.workspaces.length + now.env.length === 0) throw noGoMod(opened.name, under);
  const facts = quick ? undefined : { ...input, given, compared: input.base !== undefined };
  const base =
    input.base === undefined
      ? undefined
      : await openBase({ ...input, base: input.base, rev: input.rev, root, open, captured });
  const repo = base ? withSumsBefore(now, base.repo) : now;
  const { baseline, problems } = await openBaseline(tree, paths, input);
  const opening = facts && (await openRunFacts(facts, { tree, paths, repo }, policies));
  const answers = opening?.facts;
  const used = policies.used(repo);
  const withoutPolicy = used.filter(({ path }) => path === undefined).flatMap(({ modules }) => modules);
  return {
    tree,
    paths,
    under,
    narrowed: chosen?.isPart ?? false,
    repo,
    rules,
    policyFor: policies.policyFor,
    policies: used,
    bases,
    private: policies.private,
    problems: [...policies.problems, ...problems],
    unstagedPolicy: staged && !input.policy ? unstagedPolicy(root, withoutPolicy) : undefined,
    baseline,
    today,
    partial: quick ? (staged ? STAGED : PUSHED) : undefined,
    facts: answers,
    loaders: opening?.loaders,
    base: base && { ...base, loaders: async () => opening?.beside(base) },
    origin: opened.origin,
    root,
    reads: recorded?.files,
    close: () => {
      answers?.close();
      given.close();
      opened.close();
    },
  };
}

function capturedOf(
  one: string | CapturedEnv,
  cwd: string,
  root: string,
  under: string,
): readonly [name: string | undefined, CapturedEnv] {
  return typeof one === 'string' ? [one, capturedEnv(one, cwd, root, under)] : [undefined, one];
}

type NamedTree = Omit<OpenedTree, 'origin'> & { readonly name: string; readonly origin: TreeOrigin | undefined };

async function treeOf(input: RunInput): Promise<NamedTree> {
  const { from } = input;
  if (typeof from === 'string') return { ...(await openTree({ ...input, folder: from })), name: from };
  return { tree: from, root: '', under: '', onDisk: false, name: from.name, origin: undefined, close: () => {} };
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

/** In a chunk of its own: a hook does not load it. */
async function recordedTree(tree: Tree): Promise<RecordedReads> {
  return (await import('./provenance/recorded-reads.ts')).recordedReads(tree);
}
