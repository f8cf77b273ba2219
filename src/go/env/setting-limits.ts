/** Settings that are too large to be judged. */
import type { Span } from '../../text/source.ts';
import { hasWildcard } from '../path/pattern.ts';
import { MAX_SETTING_ENTRIES, MAX_SETTING_WILDCARDS } from '../std/limits.ts';
import type { EnvFile } from './captured-types.ts';

const PATTERN_LISTS = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'];

/** The first setting of a captured file that is over a limit. */
export function settingOverLimit({ settings }: EnvFile): { readonly at: Span; readonly message: string } | undefined {
  for (const name of ['GOPROXY', ...PATTERN_LISTS]) {
    const setting = settings.get(name);
    const message = setting && valueOverLimit(name, setting.value);
    if (setting !== undefined && message !== undefined) return { at: setting.at, message };
  }
  return undefined;
}

/** Why a value is too large to be checked; undefined where it is not. */
export function valueOverLimit(name: string, value: string): string | undefined {
  if (name !== 'GOPROXY' && !PATTERN_LISTS.includes(name)) return undefined;
  const entries = value.split(name === 'GOPROXY' ? /[,|]/ : ',');
  if (entries.length > MAX_SETTING_ENTRIES) return `${name} is over the limit of ${MAX_SETTING_ENTRIES} entries`;
  if (name === 'GOPROXY' || new Set(entries.filter(hasWildcard)).size <= MAX_SETTING_WILDCARDS) return undefined;
  return `${name} is over the limit of ${MAX_SETTING_WILDCARDS} entries with wildcards`;
}
