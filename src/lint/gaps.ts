/** What could not be checked, as gaps with what to do about them. */
import type { SumMismatch } from '../go/graph/failure.ts';
import { baseName, isPassedOver, isUnder } from '../model/discover.ts';
import type { Ask, Unknown } from '../model/facts/facts.ts';
import { FAULT_HINT, internalFault } from '../model/fault.ts';
import type { MainModule, NoGraph, Repo } from '../model/repo.ts';
import type { Gap } from '../model/report.ts';
import { OWN, type Rule } from '../model/rule.ts';
import type { PolicyFor } from '../policy/compile.ts';
import { pointAt } from '../text/source.ts';
import type { Faulty } from './isolate.ts';
import type { Group } from './settings.ts';

const HINTS: Readonly<Record<Unknown['why'], string>> = {
  offline:
    'run with network access (without --offline or GOPROXY=off), or run "modwarden fetch -o facts.json" there and check with --facts facts.json',
  private: 'run "go mod download" to fill the module cache, or add a proxy with this module to GOPROXY',
  missing: 'check whether the version was removed or the path is misspelled',
  failed: 'try again; if it fails again, use another proxy in GOPROXY, or run "go mod download" first',
};

/** `hint`: where a rule knows better what to do. */
export function gap(
  rule: Rule,
  group: Group,
  module: MainModule | undefined,
  subject: string,
  unknown: Unknown,
  hint = unknown.internal ? faultHint(rule) : (unknown.hint ?? HINTS[unknown.why]),
): Gap {
  const setting = group.judge.policy.gaps[rule.id.slice(0, rule.id.indexOf('/'))];
  return {
    rule: rule.id,
    module: module?.kind === 'workspace' ? undefined : module?.dir,
    subject,
    why: unknown.why,
    detail: unknown.detail,
    // A rule that broke down said nothing, which must not pass for clean.
    fails: setting === 'fail' || (unknown.internal === true && setting !== 'report'),
    hint,
  };
}

/** A rule that broke down over a part of the repository. */
export function faultGap(rule: Rule, group: Group, { path, module, error }: Faulty): Gap {
  const fault = internalFault(error);
  const told =
    rule.plugin === undefined
      ? fault
      : { ...fault, detail: fault.detail.replace(/^internal error/, 'the rule failed') };
  return { ...gap(rule, group, undefined, path, told), module };
}

function faultHint({ plugin }: Rule): string {
  if (plugin === undefined) return FAULT_HINT;
  return `this is an error in ${plugin === OWN ? 'your own rule' : `the plug-in ${plugin}`}, not in modwarden`;
}

/** What may hold go.mod files and was not looked into. */
export function omittedGaps({
  omitted = [],
  under = '',
  policyFor,
}: {
  /** Folders of the tree that could not be looked into ('' is the whole of it), and why. */
  readonly omitted?: readonly { readonly path: string; readonly message: string }[];
  readonly under?: string;
  readonly policyFor: PolicyFor;
}): Gap[] {
  return omitted
    .filter(({ path }) => (isUnder(path, under) || isUnder(under, path)) && !path.split('/').some(isPassedOver))
    .map(({ path, message }) => ({
      rule: 'gomod/syntax',
      module: undefined,
      subject: path || '.',
      why: 'failed',
      detail: message,
      fails: policyFor(path).policy.gaps.gomod === 'fail',
      hint: 'make the files readable: modules may be unchecked',
    }));
}

/** Parts of files with settings that no reader understands: they may set anything. Each is told once, whatever the number of rules. */
export function unreadGaps(
  work: readonly { readonly rule: Rule; readonly group: Group; readonly repo: Repo }[],
): Gap[] {
  const told = new Set<string>();
  return work.flatMap(({ rule, group, repo }) =>
    (rule.settings ? repo.settingFiles : []).flatMap(({ source, read }) => {
      if (told.has(source.path)) return [];
      told.add(source.path);
      return (read?.unread ?? []).slice(0, MAX_UNREAD).map(({ at, reason }) => {
        const { line } = pointAt(at.file, at.start);
        const detail = `line ${line}: ${reason}`;
        return gap(rule, group, undefined, source.path, { known: false, why: 'failed', detail }, UNREAD_HINT);
      });
    }),
  );
}

/** Of one file: what is said about the first stands for the rest. */
const MAX_UNREAD = 20;

const UNREAD_HINT = 'look at the Go settings of this file yourself, or write this part in a plainer form';

export function askSubject(ask: Ask): string {
  return ask.module.version === '' ? ask.module.path : `${ask.module.path}@${ask.module.version}`;
}

/** Why a module's own graph is not there, where a rule wanted it. `built`: a list of what is built serves the rule as well. */
export function graphGap({ graph, kind }: MainModule, built = false): Unknown | undefined {
  switch (graph.state) {
    case 'loaded':
    case 'not-wanted':
      return undefined;
    case 'refused':
    case 'lacking':
      return noGraph(graph, kind);
    case 'workspace':
      // Where only the workspace can build it, nothing else is missing.
      return built || isOnlyInWork(graph.instead)
        ? undefined
        : instead(graph.instead, 'used the graph of go.work instead');
    case 'vendored':
      return built ? undefined : instead(graph.instead, 'used vendor/modules.txt instead, without depths');
  }
}

function isOnlyInWork(graph: NoGraph): boolean {
  return graph.state === 'refused' && graph.placeholders === true;
}

function instead(graph: NoGraph, what: string): Unknown {
  const gap = noGraph(graph);
  return { ...gap, detail: `${what}: ${gap.detail}` };
}

function refusedFor({ module, file }: SumMismatch): Unknown {
  return {
    known: false,
    why: 'failed',
    detail: `Go refuses the module graph: the go.mod of ${module.path} ${module.version} does not match ${baseName(file)} (checksum mismatch)`,
    hint: 'resolve the checksum mismatch first (modwarden explain sum/mismatch)',
  };
}

const FIX: Readonly<Record<MainModule['kind'], string>> = {
  module: 'fix go.mod until "GOWORK=off go mod graph" works there',
  modfile: 'fix the file until "go mod graph -modfile=FILE" works there',
  workspace: 'fix go.work and the go.mod files that it uses until "go mod graph" works there',
};

const TOO_LARGE = 'no real graph is this large: check the go.mod files of the dependency that causes it, or remove it';

function noGraph(graph: NoGraph, kind: MainModule['kind'] = 'module'): Unknown {
  if (graph.state === 'refused') {
    if (graph.mismatch !== undefined) return refusedFor(graph.mismatch);
    const detail = `Go cannot load the module graph: ${graph.message}`;
    return {
      known: false,
      why: 'failed',
      detail,
      hint: FIX[kind],
    };
  }
  const { missing, tooLarge } = graph;
  const first = missing[0];
  if (first?.answer.internal)
    return { ...first.answer, detail: `cannot build the module graph: ${first.answer.detail}` };
  if (tooLarge && first !== undefined) return { ...first.answer, hint: TOO_LARGE };
  const many = missing.length === 1 ? '1 go.mod file is unavailable' : `${missing.length} go.mod files are unavailable`;
  const example = first ? `: ${first.module.path}@${first.module.version}: ${first.answer.detail}` : '';
  const hint = first?.answer.hint;
  return {
    known: false,
    why: first?.answer.why ?? 'missing',
    detail: `the module graph is incomplete: ${many}${example}`,
    ...(hint !== undefined && { hint }),
  };
}
