/** Which rule judges what, by which settings. */
import type { CapturedEnv, MainModule, Repo, SettingFile, Workspace } from '../model/repo.ts';
import type { Rule } from '../model/rule.ts';
import { withinScope } from '../model/workspace/built.ts';
import type { CompiledPolicy, PolicyFor } from '../policy/compile.ts';
import type { RuleSetting } from '../policy/types.ts';

/** Parts of a repository that one rule judges by the same settings. */
export interface Group {
  readonly judge: CompiledPolicy;
  readonly setting: RuleSetting;
  readonly modules: MainModule[];
  readonly workspaces: Workspace[];
  readonly env: CapturedEnv[];
  readonly settingFiles: SettingFile[];
}

/** The groups of one rule, each with a part at least; what it is off for is in none. */
export function groupsOf(rule: Rule, repo: Repo, policyFor: PolicyFor): Group[] {
  const groups = new Map<RuleSetting, Group>();
  const into = (folder: string, path: string): Group | undefined => {
    const judge = policyFor(folder);
    const settings = judge.settings(path);
    const setting = Object.hasOwn(settings, rule.id) ? settings[rule.id]! : undefined;
    if (setting === undefined || setting.level === 'off') return undefined;
    const group = groups.get(setting) ?? { judge, setting, modules: [], workspaces: [], env: [], settingFiles: [] };
    groups.set(setting, group);
    return group;
  };
  for (const module of repo.modules) into(module.dir, module.source.path)?.modules.push(module);
  for (const built of rule.workspaces === undefined ? [] : (repo.built ?? []))
    into(built.dir, built.source.path)?.modules.push(withinScope(built, rule.workspaces!));
  for (const workspace of repo.workspaces) into(workspace.dir, workspace.source.path)?.workspaces.push(workspace);
  for (const env of repo.env) into(env.dir ?? '', env.source.path)?.env.push(env);
  for (const file of rule.settings ? repo.settingFiles : []) into(file.dir, file.source.path)?.settingFiles.push(file);
  return [...groups.values()];
}

export function narrowed(repo: Repo, group: Group): Repo {
  const { modules, workspaces, env, settingFiles } = group;
  return { ...repo, modules, workspaces, env, settingFiles };
}
