/** The files that set Go's variables, and who reads them: the one table from which pathspecs, documentation and tests are derived. */
import type { Source } from '../text/source.ts';
import { firstLine } from '../text/source.ts';
import { MAX_SCRIPT_LENGTH } from './limits.ts';
import { mentionsSettings } from './mentions.ts';
import type { ReadSettings, SettingsRead } from './setting.ts';

export interface EnvReader {
  /** Unique: `dotenv`. */
  readonly name: string;
  /** For documentation: `.env files`. */
  readonly title: string;
  /**
   * Patterns of paths, at any depth and without regard to case: `*` stands for anything but `/`. As a git pathspec,
   * `:(glob,icase)**` + `/` + pattern.
   */
  readonly files: readonly string[];
  /** What the text must begin with, for patterns that match other files as well. */
  readonly starts?: RegExp;
  /** Loads the reader, and the parser that it needs. */
  readonly load: () => Promise<ReadSettings>;
}

/** Of several that fit a file the first reads it. */
export const ENV_READERS: readonly EnvReader[] = [
  {
    name: 'dotenv',
    title: 'Environment files',
    files: ['.env', '.env.*', '*.env'],
    load: async () => (await import('./dotenv.ts')).readDotenv,
  },
];

/** Whether any reader takes files of this path. Cheap, and needs no parser. */
export function isEnvCandidate(path: string): boolean {
  return ENV_READERS.some((reader) => fits(reader, path));
}

/** The git pathspecs of all files that any reader takes. */
export function envPathspecs(): string[] {
  return [...new Set(ENV_READERS.flatMap(({ files }) => files))].map((pattern) => `:(glob,icase)**/${pattern}`);
}

const NOTHING: SettingsRead = { settings: [], unread: [] };

/** All settings of a file, in file order; none of a file that no reader takes, or that names no variable. */
export async function readSettings(source: Source): Promise<SettingsRead> {
  const reader = ENV_READERS.find((r) => fits(r, source.path) && (r.starts?.test(source.text.slice(0, 200)) ?? true));
  if (reader === undefined) return NOTHING;
  if (source.text.length > MAX_SCRIPT_LENGTH) {
    const reason = `the file is over the limit of ${MAX_SCRIPT_LENGTH.toLocaleString('en-US')} characters`;
    return { settings: [], unread: [{ at: firstLine(source), reason }] };
  }
  if (!mentionsSettings(source.text)) return NOTHING;
  const read = await reader.load();
  return read(source);
}

const tests = new WeakMap<EnvReader, RegExp>();

function fits(reader: EnvReader, path: string): boolean {
  let test = tests.get(reader);
  if (test === undefined) {
    const patterns = reader.files.map((pattern) => pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*'));
    test = new RegExp(`(?:^|/)(?:${patterns.join('|')})$`, 'i');
    tests.set(reader, test);
  }
  return test.test(path);
}
