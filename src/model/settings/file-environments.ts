/** Settings of committed files as Go would take them: those that act together, by how far each reaches. */
import type { FileSetting, Reach } from '../../env/setting.ts';
import type { CapturedSetting } from '../../go/env/captured-types.ts';
import { expansionsIn } from '../../go/env/faults/expansions.ts';
import { GO_DEFAULTS } from '../../go/env/goproxy.ts';
import type { EnvLayers, EnvSetting } from '../../go/env/layers.ts';
import type { SettingFile } from '../repo.ts';

/** One reach of one file, with what is set in it itself. */
export interface ReachSettings {
  readonly file: SettingFile;
  readonly reach: Reach;
  /** Set in this reach, by variable. Of several for one variable each stands in a part of its own, the last in the last. */
  readonly own: ReadonlyMap<string, FileSetting>;
  /** What programs here see: `own` over the reaches around it, as far as the values are known. */
  readonly layers: EnvLayers;
  /** The text that a variable has here, in this file; undefined where it is not set. */
  readonly valueFor: (name: string) => string | undefined;
}

export function reachesOf(file: SettingFile): ReachSettings[] {
  const byReach = new Map<Reach, FileSetting[]>();
  for (const setting of file.read?.settings ?? []) {
    const known = byReach.get(setting.reach);
    if (known) known.push(setting);
    else byReach.set(setting.reach, [setting]);
  }
  const seen = new Map<Reach, ReadonlyMap<string, FileSetting>>();
  const within = (reach: Reach): ReadonlyMap<string, FileSetting> => {
    const known = seen.get(reach);
    if (known !== undefined) return known;
    const outer = reach.outer === undefined ? [] : within(reach.outer);
    const all = new Map([...outer, ...(byReach.get(reach) ?? []).map((s) => [s.variable, s] as const)]);
    seen.set(reach, all);
    return all;
  };
  return [...byReach].flatMap(([reach, settings]) =>
    inParts(settings).map((own) => partOf(file, reach, own, new Map([...within(reach), ...own]))),
  );
}

function partOf(
  file: SettingFile,
  reach: Reach,
  own: ReadonlyMap<string, FileSetting>,
  all: ReadonlyMap<string, FileSetting>,
): ReachSettings {
  const layers = new Map<string, EnvSetting>();
  for (const [name, value] of Object.entries(GO_DEFAULTS)) layers.set(name, { value, origin: 'default' });
  for (const [name, setting] of all) {
    const value = knownValue(setting);
    // An empty value unsets, but in a file of Go it hides the default.
    if (value !== undefined && (value !== '' || isGoenvFile(setting)))
      layers.set(name, { value, origin: 'user', at: setting.valueAt });
  }
  const valueFor = (name: string) => {
    const setting = all.get(name);
    return setting && (setting.value ?? UNKNOWN);
  };
  return { file, reach, own, layers, valueFor };
}

/** Stands for a value that other files decide: it is set, to something. */
const UNKNOWN = '$';

/** The last assignments together; of the earlier ones each by itself, for until the next it counts. */
function inParts(settings: readonly FileSetting[]): Map<string, FileSetting>[] {
  const last = new Map(settings.map((setting) => [setting.variable, setting]));
  const earlier = settings.filter((setting) => last.get(setting.variable) !== setting);
  return [...earlier.map((setting) => new Map([[setting.variable, setting]])), last];
}

/** The value where the file alone decides it. */
export function knownValue(setting: FileSetting): string | undefined {
  const { value } = setting;
  if (value === undefined) return undefined;
  return isGoenvFile(setting) || expansionsIn(value).length === 0 ? value : undefined;
}

export function isGoenvFile({ by }: FileSetting): boolean {
  return by === 'goenv file';
}

/** As a setting of a captured environment. */
export function asCaptured({ value, nameAt, valueAt }: FileSetting): CapturedSetting {
  return { value: value ?? '', nameAt, at: valueAt };
}
