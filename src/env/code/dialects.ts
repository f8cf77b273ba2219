/** The languages of build and pipeline files that are no data. */
import type { Source } from '../../text/source.ts';
import { reach, type SettingsRead } from '../setting.ts';
import { readCode } from './settings.ts';
import type { Language } from './tokens.ts';

const LANGUAGES = {
  groovy: { hash: false, slashes: true },
  starlark: { hash: true, slashes: false },
  nix: { hash: true, slashes: false, isNix: true },
  hcl: { hash: true, slashes: true, heredocs: true },
  toml: { hash: true, slashes: false, literalSingle: true },
  ruby: { hash: true, slashes: false, heredocs: true, literalSingle: true },
} as const satisfies Readonly<Record<string, Language>>;

export function readLanguage(source: Source, name: keyof typeof LANGUAGES): SettingsRead {
  const kind = name === 'groovy' ? 'workflow' : 'file';
  return readCode(source, { ...LANGUAGES[name], root: reach(kind, source.path) });
}
