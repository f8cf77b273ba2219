/**
 * The user's own settings of modwarden: config.json in the folder `modwarden` of their configuration, or the file that MODWARDEN_CONFIG
 * names (`off`: none). Never a file of the repository that is checked.
 */
import { isAbsolute, join, resolve } from 'node:path';
import { decode } from '../../text/bytes.ts';
import { jsonFault } from '../../text/json-fault.ts';
import { nearest } from '../../text/nearest.ts';
import { quoted } from '../../text/quoted.ts';
import { couldNotRead, sawNoFile } from '../answers/witness.ts';
import type { Environment } from '../http/web-proxy.ts';
import { configFolder } from '../user-env.ts';
import { readUserFile, UserFileError } from '../user-file.ts';

export interface UserConfig {
  /** Absolute. */
  readonly file: string;
  /** Names of plug-ins; paths are relative to the folder of the file. */
  readonly plugins: readonly string[];
  /** Names of policies below every policy: files, and packages as `npm:NAME`. Paths are relative to the folder of the file. */
  readonly policyBase: readonly string[];
}

const KEYS = ['plugins', 'policy-base'];
const MAX_NAMES = 100;

/**
 * undefined where there is none. Throws UserFileError for one that cannot be read or understood: to go on without it could leave rules out.
 * @param cwd what MODWARDEN_CONFIG is relative to.
 */
export function userConfig(
  env: Environment,
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): UserConfig | undefined {
  const named = env.MODWARDEN_CONFIG || undefined;
  if (named === 'off') return undefined;
  const file = named === undefined ? defaultFile(env, platform) : resolve(cwd, named);
  const bytes = file && readUserFile(file);
  if (file === undefined) return undefined;
  // A hook's answer is not remembered where plug-ins may change it, and not longer than there is no such file.
  if (bytes) couldNotRead();
  else sawNoFile(file);
  if (bytes) return { file, ...namesIn(decode(bytes), file) };
  if (named === undefined) return undefined;
  throw new UserFileError(`MODWARDEN_CONFIG: ${quoted(named)} cannot be read`);
}

function defaultFile(env: Environment, platform: NodeJS.Platform): string | undefined {
  const home = env[platform === 'win32' ? 'USERPROFILE' : 'HOME'] || undefined;
  const folder = configFolder(env, platform, home && isAbsolute(home) ? home : undefined);
  return folder && join(folder, 'modwarden', 'config.json');
}

function namesIn(text: string, file: string): Omit<UserConfig, 'file'> {
  const fault = jsonFault(text);
  if (fault !== undefined) throw wrong(file, `line ${lineAt(text, fault.offset)}: ${fault.message}`);
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(file, 'expected an object such as {"plugins": []}');
  for (const key of Object.keys(value)) {
    if (KEYS.includes(key)) continue;
    const near = nearest(key, KEYS);
    throw wrong(file, `unknown key ${quoted(key)}${near === undefined ? '' : ` (did you mean "${near}"?)`}`);
  }
  const of = value as Readonly<Record<string, unknown>>;
  return {
    plugins: listOf(of.plugins, 'plugins', 'a list of files or packages', file),
    policyBase: listOf(of['policy-base'], 'policy-base', 'a list of policy files or packages (npm:NAME)', file),
  };
}

function listOf(value: unknown, key: string, expected: string, file: string): readonly string[] {
  if (value === undefined) return [];
  const isList = Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '');
  if (!isList) throw wrong(file, `${key}: expected ${expected}`);
  if (value.length > MAX_NAMES) throw wrong(file, `${key}: expected at most ${MAX_NAMES}, got ${value.length}`);
  return value;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function wrong(file: string, what: string): UserFileError {
  return new UserFileError(`${quoted(file)}: ${what}`);
}
