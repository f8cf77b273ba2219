/** What the rules of a run need of a repository beyond its own files: module graphs, what is published of their modules, import lines. */
import { isUnder } from '../model/discover.ts';
import type { MainModule, Repo, SettingFile } from '../model/repo.ts';
import type { Rule } from '../model/rule.ts';
import { buildableWorkspaces, markedByMembers, workspaceModule } from '../model/workspace/built.ts';
import type { PolicyFor } from '../policy/compile.ts';
import { groupsOf } from './settings.ts';

export interface LoadInput {
  readonly repo: Repo;
  readonly rules: readonly Rule[];
  readonly policyFor: PolicyFor;
  /** Why this run looks at less on purpose; what it leaves out is no gap. */
  readonly partial?: string;
  /** Only what lies in this folder is judged; a waiver of a policy above it may be in use elsewhere. */
  readonly under?: string;
  /** The modules again, with their graphs. `loaded` is called with each as soon as it has its own. */
  readonly loadGraphs?: (
    modules: readonly MainModule[],
    loaded?: (module: MainModule) => void,
  ) => Promise<readonly MainModule[]>;
  /** The modules again, with what versions elsewhere say about their build lists. */
  readonly loadSurveys?: (modules: readonly MainModule[]) => Promise<readonly MainModule[]>;
  /** The modules again, with what their .go files import. */
  readonly loadImports?: (modules: readonly MainModule[]) => Promise<readonly MainModule[]>;
  /** The repository again, with the checksums of vendored files. */
  readonly loadVendored?: (repo: Repo) => Promise<Repo>;
  /** The files again, with what they set. */
  readonly loadSettings?: (files: readonly SettingFile[]) => Promise<readonly SettingFile[]>;
}

/** Nothing is loaded that no rule of the run wants. `loaded` is called with each module as soon as it has its graph. */
export async function loadedRepo(input: LoadInput, loaded?: (module: MainModule) => void): Promise<Repo> {
  const graphed = await withGraphs({ ...input, repo: withWorkspaces(input) }, loaded);
  return withVendored(await withSettings(await withImports(graphed, input), input), input);
}

/** Hashes the vendored files if a rule needs them. */
async function withVendored(repo: Repo, { rules, policyFor, partial, loadVendored }: LoadInput): Promise<Repo> {
  const isWanted = rules.some((rule) => rule.vendored === true && groupsOf(rule, repo, policyFor).length > 0);
  return partial === undefined && loadVendored !== undefined && isWanted ? loadVendored(repo) : repo;
}

/** Loads the graph, and where a rule wants it the survey, of every module that some rule of such reach judges. */
async function withGraphs(input: LoadInput, loaded: (module: MainModule) => void = () => {}): Promise<Repo> {
  const { repo, loadGraphs, loadSurveys, partial } = input;
  if (partial !== undefined) return repo;
  const mayWant = (rule: Rule) => needsGraph(rule) || rule.graphFor !== undefined;
  const sound = judged(mayWant, repo, input, wantsGraph).filter(isSound);
  const wantSurvey = (of: Repo) => judged((rule) => rule.survey === true, of, input);
  const files = new Set(loadSurveys === undefined ? [] : wantSurvey(repo).map((m) => m.source.path));
  // A survey is under way as soon as its module's graph is there.
  const surveys = new Map<MainModule, Promise<readonly MainModule[]>>();
  const next = (module: MainModule) => {
    loaded(module);
    if (loadSurveys !== undefined && files.has(module.source.path) && hasOwnGraph(module.graph))
      surveys.set(module, loadSurveys([module]));
  };
  const graphed = loadGraphs === undefined || sound.length === 0 ? repo : exchange(repo, await loadGraphs(sound, next));
  if (loadSurveys === undefined) return graphed;
  const surveyed = wantSurvey(graphed).filter((m) => hasOwnGraph(m.graph));
  // What was added to a module after its graph is not in its survey.
  const anew = await Promise.all(surveyed.map((module) => surveys.get(module) ?? loadSurveys([module])));
  return surveyed.length === 0 ? graphed : exchange(graphed, anew.flat());
}

function hasOwnGraph({ state }: MainModule['graph']): boolean {
  return state === 'loaded' || state === 'workspace';
}

/** With what is built by the go.work files that the policy does not leave out. Those above the judged folder are not its own. */
export function withWorkspaces({ repo, under = '', policyFor, partial }: LoadInput): Repo {
  if (partial !== undefined) return repo;
  const built = buildableWorkspaces(repo)
    .filter(({ dir }) => isUnder(dir, under) && policyFor(dir).policy.workspace !== 'ignore')
    .map((workspace) => workspaceModule(workspace, repo));
  return built.length === 0 ? repo : { ...repo, built };
}

/** Reads the import lines of every module that a rule judges by them. */
async function withImports(repo: Repo, input: LoadInput): Promise<Repo> {
  if (input.partial !== undefined || input.loadImports === undefined) return repo;
  const wanted = judged((rule) => rule.imports === true, repo, input).filter((m) => isSound(m) && m.kind === 'module');
  return wanted.length === 0 ? repo : exchange(repo, await input.loadImports(wanted));
}

/** Reads the files with settings that a rule checks. */
async function withSettings(repo: Repo, { rules, policyFor, loadSettings }: LoadInput): Promise<Repo> {
  if (loadSettings === undefined || repo.settingFiles.length === 0) return repo;
  const wanted = new Set(
    rules.flatMap((rule) => (rule.settings ? groupsOf(rule, repo, policyFor).flatMap((g) => g.settingFiles) : [])),
  );
  const read = await loadSettings(repo.settingFiles.filter((file) => wanted.has(file)));
  const byPath = new Map(read.map((file) => [file.source.path, file]));
  return { ...repo, settingFiles: repo.settingFiles.map((file) => byPath.get(file.source.path) ?? file) };
}

/** The modules that some rule of this kind judges. */
function judged(
  isOfKind: (rule: Rule) => boolean,
  repo: Repo,
  { rules, policyFor }: LoadInput,
  wants: (rule: Rule, options: unknown) => boolean = () => true,
): MainModule[] {
  const paths = new Set(
    rules
      .filter(isOfKind)
      .flatMap((rule) => groupsOf(rule, repo, policyFor).filter(({ setting }) => wants(rule, setting.options)))
      .flatMap((group) => group.modules.map((m) => m.source.path)),
  );
  return [...repo.modules, ...(repo.built ?? [])].filter((m) => paths.has(m.source.path));
}

/** Whether the rule wants the graph of a module that it judges. */
export function needsGraph(rule: Rule): boolean {
  return rule.reach !== 'files' && rule.withoutGraph !== true;
}

/** Whether it does with these options. */
function wantsGraph(rule: Rule, options: unknown): boolean {
  return needsGraph(rule) || rule.graphFor?.(options) === true;
}

function isSound({ errors }: MainModule): boolean {
  return errors.length === 0;
}

function exchange(repo: Repo, anew: readonly MainModule[]): Repo {
  const byPath = new Map(anew.map((m) => [m.source.path, m]));
  const modules = repo.modules.map((m) => byPath.get(m.source.path) ?? m);
  if (repo.built === undefined) return { ...repo, modules };
  const byFile = new Map(modules.map((m) => [m.source.path, m]));
  const built = repo.built.map((one) => {
    const members = (one.members ?? []).map((m) => byFile.get(m.source.path) ?? m);
    return markedByMembers(byPath.get(one.source.path) ?? one, members);
  });
  return { ...repo, modules, built };
}
