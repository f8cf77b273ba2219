/** Where a Go setting comes from: the process, the user's file, GOROOT's file, or what is built in (cmd/go/internal/cfg). */
import type { Span } from '../../text/source.ts';
import { type GoEnvFile, goEnvSettings } from './goenv-file.ts';
import { type EnvDefaults, GO_DEFAULTS } from './goproxy.ts';

export type EnvOrigin = 'process' | 'user' | 'goroot' | 'default';

export interface EnvSetting {
  readonly value: string;
  readonly origin: EnvOrigin;
  /** Where a file sets it. */
  readonly at?: Span;
}

export interface EnvSources {
  readonly process?: ReadonlyMap<string, string>;
  /** What `go env -w` wrote. Not looked at where the process has GOENV=off. */
  readonly user?: GoEnvFile;
  /** GOROOT's go.env; without it, `defaults` is what it holds. */
  readonly goroot?: GoEnvFile;
  /** Go's own unless given. */
  readonly defaults?: EnvDefaults;
}

/** The settings of all layers by name. What is built in is not among them: ask `effective`. */
export type EnvLayers = ReadonlyMap<string, EnvSetting>;

/**
 * An empty value of the process counts as unset, but an empty one in the user's file hides that of GOROOT's file: `GOSUMDB=` there
 * leaves Go without a database, and every download fails.
 */
export function layers(sources: EnvSources): EnvLayers {
  const out = new Map<string, EnvSetting>();
  const base = gorootSettings(sources);
  for (const [name, setting] of base) out.set(name, setting);
  if (sources.user && sources.process?.get('GOENV') !== 'off') {
    for (const [name, { value, valueAt }] of goEnvSettings(sources.user)) {
      if (!PROCESS_ONLY.includes(name)) out.set(name, { value, origin: 'user', at: valueAt });
    }
  }
  for (const [name, value] of sources.process ?? []) if (value !== '') out.set(name, { value, origin: 'process' });
  return out;
}

/** The value Go works with, defaults included; '' for what is set nowhere. */
export function effective(settings: EnvLayers, name: string): EnvSetting {
  const set = settings.get(name);
  if (name === 'GONOPROXY' || name === 'GONOSUMDB') return nonEmpty(set) ?? effective(settings, 'GOPRIVATE');
  if (name === 'GOAUTH') return nonEmpty(set) ?? { value: 'netrc', origin: 'default' };
  return set ?? { value: '', origin: 'default' };
}

/**
 * The names that `go env -changed` would print, sorted: those whose value is neither that of GOROOT's file nor the one built in.
 * Settings whose default depends on the machine (GOPATH, GOOS, …) count as changed when they are set at all.
 */
export function changed(sources: EnvSources): string[] {
  const settings = layers(sources);
  const base = gorootSettings(sources);
  const names = [...settings.keys()].filter((name) => {
    const { value } = settings.get(name)!;
    if (value === '' || (name === 'GO111MODULE' && value === 'on')) return false;
    return value !== (base.get(name)?.value ?? builtIn(settings, name));
  });
  return names.sort();
}

/** Never read from a file. */
const PROCESS_ONLY = ['GOENV', 'GODEBUG'];

function gorootSettings({ goroot, defaults = GO_DEFAULTS }: EnvSources): Map<string, EnvSetting> {
  const out = new Map<string, EnvSetting>();
  if (goroot) {
    for (const [name, { value, valueAt }] of goEnvSettings(goroot)) {
      if (!PROCESS_ONLY.includes(name)) out.set(name, { value, origin: 'goroot', at: valueAt });
    }
  } else {
    for (const [name, value] of Object.entries(defaults)) out.set(name, { value, origin: 'default' });
  }
  return out;
}

function builtIn(settings: EnvLayers, name: string): string {
  if (name === 'GONOPROXY' || name === 'GONOSUMDB') return settings.get('GOPRIVATE')?.value ?? '';
  return name === 'GOAUTH' ? 'netrc' : '';
}

function nonEmpty(setting: EnvSetting | undefined): EnvSetting | undefined {
  return setting?.value ? setting : undefined;
}
