/** Settings as Go would take them: all together, with defaults, each with its place; captured, or set in committed files. */
import type { Certainty, Reach } from '../../env/setting.ts';
import type { CapturedSetting } from '../../go/env/captured-types.ts';
import { type Coverage, publicCoverage } from '../../go/env/faults/pattern-coverage.ts';
import { settingFaults } from '../../go/env/faults/setting-faults.ts';
import type { FaultKind, SettingFault } from '../../go/env/faults/types.ts';
import { GO_DEFAULTS } from '../../go/env/goproxy.ts';
import type { ToolchainContext } from '../../go/env/gotoolchain.ts';
import { type EnvLayers, type EnvSetting, effective } from '../../go/env/layers.ts';
import { type Posture, postures } from '../../go/env/posture.ts';
import { type ToolchainRun, toolchainRun } from '../../go/env/toolchain-run.ts';
import { hasWildcard, prefixMatcher } from '../../go/path/pattern.ts';
import type { Result } from '../../go/std/result.ts';
import type { Source, Span } from '../../text/source.ts';
import type { CapturedEnv, Repo, SettingFile } from '../repo.ts';
import type { Draft } from '../rule.ts';
import { asCaptured, isGoenvFile, knownValue, type ReachSettings, reachesOf } from './file-environments.ts';

/** Settings that act together, with Go's own rules for defaults and for settings that stand in for others. */
export interface Environment {
  readonly source: Source;
  /** Where in a committed file; undefined for a captured environment, which is all that a go command sees. */
  readonly reach: Reach | undefined;
  /** The value Go works with, default included; '' for what is set nowhere. What other files decide counts as not set. */
  value(name: string): string;
  /**
   * Where it is set here, and not around it. For GONOPROXY and GONOSUMDB that may be GOPRIVATE, whose value a capture prints for all
   * three. What other files decide in part or whole is not given.
   */
  setting(name: string): NamedSetting | undefined;
  /** The names that are set here, in file order. */
  readonly names: readonly string[];
  posture(modulePath: string): Posture;
  /** The go command that runs for a module, where `local` is installed; the error is Go's. */
  toolchain(local: string, module: Pick<ToolchainContext, 'goLine' | 'toolchainLine'>): Result<ToolchainRun>;
  /** What is wrong with the settings that are set here, of these kinds, in file order. */
  faults(...kinds: readonly FaultKind[]): PlacedFault[];
}

/** A setting with the variable that sets it. */
export interface NamedSetting extends CapturedSetting {
  readonly name: string;
}

/** What is wrong with a setting, and where. */
export interface PlacedFault extends SettingFault {
  readonly setting: NamedSetting;
  /** The part of the value that it is about. */
  readonly at: Span;
  readonly certainty: Certainty;
}

/** The captured environments, then one for each reach of each committed file that was read. */
export function* environments(repo: Repo): Generator<Environment> {
  for (const captured of repo.env) yield* remembered(captured, () => [environmentOf(captured)]);
  for (const file of repo.settingFiles)
    yield* remembered(file, () => reachesOf(file).map((reach) => reachEnvironment(file, reach)));
}

/** Several rules look at each; what it says of a module stays the same. */
const made = new WeakMap<CapturedEnv | SettingFile, readonly Environment[]>();

function remembered(key: CapturedEnv | SettingFile, make: () => readonly Environment[]): readonly Environment[] {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

/** The settings of a capture over Go's defaults. */
export function capturedLayers({ file: { settings, form } }: CapturedEnv): EnvLayers {
  const layers = new Map<string, EnvSetting>();
  for (const [name, value] of Object.entries(GO_DEFAULTS)) layers.set(name, { value, origin: 'default' });
  for (const [name, { value, at }] of settings) {
    // What go prints empty is not set; in its own file an empty value hides the default.
    if (value !== '' || form === 'file') layers.set(name, { value, origin: 'user', at });
  }
  return layers;
}

function environmentOf(captured: CapturedEnv): Environment {
  const { source, file } = captured;
  const layers = capturedLayers(captured);
  const own = new Map([...file.settings].filter(([, { value }]) => value !== '' || file.form === 'file'));
  const valueFor = (name: string) => file.settings.get(name)?.value;
  return { source, reach: undefined, ...seen(layers, file.settings), faults: faultsOf(asFound(own, layers), valueFor) };
}

function reachEnvironment({ source }: SettingFile, { reach, own, layers, valueFor }: ReachSettings): Environment {
  const known = [...own].filter(([, setting]) => knownValue(setting) !== undefined);
  const settings = new Map(known.map(([name, setting]) => [name, asCaptured(setting)]));
  const found = [...own].flatMap(([name, setting]): Found[] =>
    // A flag needs no value.
    (setting.value === undefined && setting.by !== 'flag') || setting.by === 'unset'
      ? []
      : [
          {
            setting: { ...asCaptured(setting), name },
            literal: isGoenvFile(setting),
            certainty: setting.certainty,
          },
        ],
  );
  return { source, reach, ...seen(layers, settings), faults: faultsOf(found, valueFor) };
}

/** What is the same for both: the view of the settings together. */
function seen(layers: EnvLayers, settings: ReadonlyMap<string, CapturedSetting>) {
  const value = (name: string) => effective(layers, name).value;
  let postureOf: ((modulePath: string) => Posture) | undefined;
  const known = new Map<string, Posture>();
  return {
    value,
    setting: (name: string): NamedSetting | undefined => {
      const defaulted = (name === 'GONOPROXY' || name === 'GONOSUMDB') && value(name) === value('GOPRIVATE');
      const from = defaulted ? 'GOPRIVATE' : name;
      const setting = settings.get(from);
      return setting && { ...setting, name: from };
    },
    names: [...settings.keys()],
    toolchain: (local: string, module: Pick<ToolchainContext, 'goLine' | 'toolchainLine'>) =>
      toolchainRun(layers, { ...module, local, inModule: true }),
    posture: (modulePath: string): Posture => {
      postureOf ??= postures(layers);
      const found = known.get(modulePath) ?? postureOf(modulePath);
      known.set(modulePath, found);
      return found;
    },
  };
}

interface Found {
  readonly setting: NamedSetting;
  readonly literal: boolean;
  readonly certainty: Certainty;
}

/** A capture prints GOPRIVATE's value for the two that it stands in for: those set nothing themselves. */
function asFound(own: ReadonlyMap<string, CapturedSetting>, layers: EnvLayers): Found[] {
  const isRepeated = (name: string) =>
    (name === 'GONOPROXY' || name === 'GONOSUMDB') &&
    own.has('GOPRIVATE') &&
    effective(layers, name).value === effective(layers, 'GOPRIVATE').value;
  return [...own]
    .filter(([name]) => !isRepeated(name))
    .map(([name, setting]) => ({ setting: { ...setting, name }, literal: true, certainty: 'certain' }));
}

function faultsOf(found: readonly Found[], valueFor: (name: string) => string | undefined): Environment['faults'] {
  let all: PlacedFault[] | undefined;
  return (...kinds) => {
    all ??= found.flatMap(({ setting, literal, certainty }) =>
      settingFaults(setting.name, setting.value, { literal, valueFor }).map((fault) => ({
        ...fault,
        setting,
        at: partSpan(setting, fault.start, fault.end),
        certainty,
      })),
    );
    return all.filter(({ kind }) => kinds.includes(kind));
  };
}

/** What every finding about a fault has in common. `lost`: what the modules lose that it concerns. */
export function faultFinding(
  { kind, at, setting, certainty }: PlacedFault,
  { reach }: Environment,
  lost: readonly string[] = [],
): Pick<Draft, 'at' | 'subject' | 'data' | 'confidence'> {
  return {
    at,
    subject: setting.name,
    data: { kind, ...(reach && { reach: reach.kind }), ...(lost.length > 0 && { lost }) },
    ...(certainty === 'likely' && { confidence: 'low' as const }),
  };
}

/**
 * A fix that writes another text for a part of a value, where a committed file has that part as it is: not for captured settings, not
 * for a value with escapes, and not for a text that could mean something else there. Only characters of the old text and a comma are
 * taken for safe to write in any kind of file.
 */
export function valueFix(
  { at, text: found }: Pick<PlacedFault, 'at' | 'text'>,
  { reach }: Environment,
  fix: { readonly text: string; readonly what: string; readonly safe: boolean },
): Pick<Draft, 'fix'> {
  const { text, what, safe } = fix;
  const isThere = reach !== undefined && at.file.text.slice(at.start, at.end) === found;
  if (!isThere || text === found || text === '' || !isReduction(text, found)) return {};
  return { fix: { what, safe, edits: [{ at, text }] } };
}

/** Whether a text is what is left of another when characters are taken out, or written in lower case. */
function isReduction(text: string, from: string): boolean {
  let at = 0;
  for (const ch of from) if (at < text.length && (ch === text[at] || ch.toLowerCase() === text[at])) at++;
  return at === text.length;
}

/** A stretch of a value, such as one entry of a list; all of it where the file writes it with escapes. */
export function partSpan(setting: CapturedSetting, start: number, end: number): Span {
  const { file, start: from } = setting.at;
  return isWrittenPlainly(setting) ? { file, start: from + start, end: from + end } : setting.at;
}

const writtenPlainly = new WeakMap<CapturedSetting, boolean>();

/** Remembered: the value may be long, and each of its parts is asked about. */
function isWrittenPlainly(setting: CapturedSetting): boolean {
  const { value, at } = setting;
  const plain =
    writtenPlainly.get(setting) ?? (at.end - at.start === value.length && at.file.text.startsWith(value, at.start));
  writtenPlainly.set(setting, plain);
  return plain;
}

/** One entry of a list of module patterns such as GOPRIVATE. */
export interface PatternEntry {
  readonly text: string;
  readonly at: Span;
  /** What it covers of the world that everybody uses: `all` of it, the hosts it covers whole, or nothing. */
  readonly covers: Coverage;
  /** A path that it matches, for looking at what happens to such a module; undefined where none could be made. */
  readonly example: string | undefined;
}

/** The entries of a list of patterns (GOPRIVATE and the like), as Go splits it: at commas, nothing trimmed. */
export function patternEntries(setting: CapturedSetting): PatternEntry[] {
  const entries: PatternEntry[] = [];
  let start = 0;
  for (const text of setting.value.split(',')) {
    const at = partSpan(setting, start, start + text.length);
    start += text.length + 1;
    const matches = prefixMatcher(text);
    const made = `${text.replace(/\/$/, '').replace(/[*?]+/g, 'x')}/module`;
    if (text !== '')
      entries.push({ text, at, covers: publicCoverage(text), example: matches(made) ? made : undefined });
  }
  return entries;
}

const used = new WeakMap<Repo, readonly string[]>();

/** The modules that this repository uses and that match: what a setting means here. */
export function usedPaths(repo: Repo, matches: (modulePath: string) => boolean): string[] {
  const known = used.get(repo);
  if (known !== undefined) return known.filter(matches);
  const all = [...new Set(repo.modules.flatMap((m) => m.uses.map((use) => use.path)))].sort();
  used.set(repo, all);
  return all.filter(matches);
}

/** Those of the paths that `usedPaths` gave which match one pattern: a plain path is looked up, one with wildcards is compared with each. */
export function pathsMatching(paths: readonly string[], pattern: string): readonly string[] {
  if (hasWildcard(pattern)) return paths.filter(prefixMatcher(pattern));
  const path = pattern.endsWith('/') ? pattern.slice(0, -1) : pattern;
  if (path === '') return [];
  // In the order of the list the path itself comes first, then perhaps others, and all that lies below it together.
  const own = firstFrom(paths, path);
  const below = firstFrom(paths, `${path}/`);
  const end = firstFrom(paths, `${path}${AFTER_SLASH}`);
  return [...(paths[own] === path ? [path] : []), ...paths.slice(below, end)];
}

const AFTER_SLASH = String.fromCharCode('/'.charCodeAt(0) + 1);

/** Index of the first of the sorted paths that does not come before the text. */
function firstFrom(paths: readonly string[], text: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paths[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `(here 12 modules, such as golang.org/x/net)`; '' for none. */
export function here(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return paths.length === 1 ? ` (${paths[0]})` : ` (${paths.length} modules, such as ${paths[0]})`;
}
