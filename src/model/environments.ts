/** Captured settings as Go would take them: all together, with defaults, each with its place. */
import type { CapturedSetting } from '../go/env/captured-types.ts';
import { GO_DEFAULTS } from '../go/env/goproxy.ts';
import { type EnvSetting, effective } from '../go/env/layers.ts';
import { type Posture, postures } from '../go/env/posture.ts';
import { hasWildcard, prefixMatcher } from '../go/path/pattern.ts';
import type { Source, Span } from '../text/source.ts';
import type { CapturedEnv, Repo } from './repo.ts';

/** A captured environment with Go's own rules for defaults and for settings that stand in for others. */
export interface Environment {
  readonly source: Source;
  /** The value Go works with, default included; '' for what is set nowhere. */
  value(name: string): string;
  /** Where it is set here. For GONOPROXY and GONOSUMDB that may be GOPRIVATE, whose value a capture prints for all three. */
  setting(name: string): NamedSetting | undefined;
  /** The names that are set here, in file order. */
  readonly names: readonly string[];
  posture(modulePath: string): Posture;
}

export interface NamedSetting extends CapturedSetting {
  readonly name: string;
}

/** The captured environments of the repository. */
export function* environments(repo: Repo): Generator<Environment> {
  for (const captured of repo.env) {
    const known = made.get(captured) ?? environmentOf(captured);
    made.set(captured, known);
    yield known;
  }
}

/** Several rules look at each; what it says of a module stays the same. */
const made = new WeakMap<CapturedEnv, Environment>();

function environmentOf({ source, file: { settings, form } }: CapturedEnv): Environment {
  const layers = new Map<string, EnvSetting>();
  for (const [name, value] of Object.entries(GO_DEFAULTS)) layers.set(name, { value, origin: 'default' });
  for (const [name, { value, at }] of settings) {
    // What go prints empty is not set; in its own file an empty value hides the default.
    if (value !== '' || form === 'file') layers.set(name, { value, origin: 'user', at });
  }
  const value = (name: string) => effective(layers, name).value;
  let postureOf: ((modulePath: string) => Posture) | undefined;
  const known = new Map<string, Posture>();
  return {
    source,
    value,
    setting: (name) => {
      const defaulted = (name === 'GONOPROXY' || name === 'GONOSUMDB') && value(name) === value('GOPRIVATE');
      const from = defaulted ? 'GOPRIVATE' : name;
      const setting = settings.get(from);
      return setting && { ...setting, name: from };
    },
    names: [...settings.keys()],
    posture: (modulePath) => {
      postureOf ??= postures(layers);
      const found = known.get(modulePath) ?? postureOf(modulePath);
      known.set(modulePath, found);
      return found;
    },
  };
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
  readonly covers: 'all' | readonly string[];
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
    const whole = PUBLIC.filter(matches).map((path) => path.slice(0, path.indexOf('/')));
    const covers = whole.length === PUBLIC.length ? 'all' : whole;
    const made = `${text.replace(/\/$/, '').replace(/[*?]+/g, 'x')}/module`;
    if (text !== '') entries.push({ text, at, covers, example: matches(made) ? made : undefined });
  }
  return entries;
}

/** One module nobody owns on each of the hosts that most public modules are on. */
const PUBLIC = [
  'github.com',
  'golang.org',
  'google.golang.org',
  'gopkg.in',
  'go.uber.org',
  'k8s.io',
  'gitlab.com',
  'bitbucket.org',
].map((host) => `${host}/-nobody-/-nothing-`);

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
