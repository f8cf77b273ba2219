/** Which settings hold for a path: the policy's own, with every override that matches laid upon them in order. */

import { recordOf } from './parse/node.ts';
import { fileTest } from './patterns/globs.ts';
import type { Override, Policy, RuleSetting } from './types.ts';

export type Settings = Readonly<Record<string, RuleSetting>>;

/** The settings for a repository path. Paths that the same overrides match share one object, as do rules that none of them names. */
export type SettingsOf = (path: string) => Settings;

/** Loads minimatch only where there are overrides; what is returned is synchronous. */
export async function compileOverrides(policy: Policy): Promise<SettingsOf> {
  const { overrides, rules } = policy;
  if (overrides.length === 0) return () => rules;
  const tests = await Promise.all(overrides.map(({ files }) => fileTest(files)));
  const combined = new Map<string, Settings>();
  const lay = layer();
  const byPath = new Map<string, Settings>();
  // Every rule asks for every module.
  return (path) => {
    const before = byPath.get(path);
    if (before) return before;
    const settings = settingsAt(path);
    byPath.set(path, settings);
    return settings;
  };
  function settingsAt(path: string): Settings {
    const matching = overrides.flatMap((_, i) => (tests[i]!(path) ? [i] : []));
    const key = matching.join();
    const known = combined.get(key);
    if (known) return known;
    const settings = matching.map((i) => overrides[i]!).reduce(lay, rules);
    combined.set(key, settings);
    return settings;
  }
}

/** Lays overrides; the same setting upon the same setting is one object, whatever other rules say. */
function layer(): (below: Settings, override: Override) => Settings {
  const known = new Map<RuleSetting, Map<RuleSetting | undefined, RuleSetting>>();
  const once = (below: RuleSetting | undefined, setting: RuleSetting): RuleSetting => {
    const bySetting = known.get(setting) ?? new Map<RuleSetting | undefined, RuleSetting>();
    known.set(setting, bySetting);
    const made = bySetting.get(below) ?? upon(below, setting);
    bySetting.set(below, made);
    return made;
  };
  return (below, { rules }) => {
    const laid = Object.entries(rules).map(([id, setting]) => [id, once(below[id], setting)] as const);
    return recordOf([...Object.entries(below), ...laid]);
  };
}

/** `setting` is complete over the policy's own; of what an earlier override said stays what this one does not name. */
function upon(below: RuleSetting | undefined, { names, ...setting }: RuleSetting): RuleSetting {
  if (names === undefined || below === undefined) return setting;
  return {
    ...setting,
    level: names.level ? setting.level : below.level,
    options: optionsUpon(below.options, setting.options, names.options),
  };
}

function optionsUpon(below: unknown, own: unknown, named: readonly string[]): unknown {
  if (!isRecord(below) || !isRecord(own)) return own;
  return {
    ...below,
    ...Object.fromEntries(named.filter((key) => Object.hasOwn(own, key)).map((key) => [key, own[key]])),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Paths with the same settings, in the order of their first. */
export function groupBySettings(
  paths: Iterable<string>,
  settingsOf: SettingsOf,
): { settings: Settings; paths: string[] }[] {
  const groups = new Map<Settings, string[]>();
  for (const path of paths) {
    const settings = settingsOf(path);
    const members = groups.get(settings);
    if (members) members.push(path);
    else groups.set(settings, [path]);
  }
  return [...groups].map(([settings, members]) => ({ settings, paths: members }));
}
