/** What the readers of settings find in a text, in short. */
import { readSettings } from '../../src/env/readers.ts';
import type { FileSetting, SettingsRead } from '../../src/env/setting.ts';
import { pointAt, source } from '../../src/text/source.ts';

/** A file of this path and text, read by the reader for its path. */
export async function readFile(path: string, text: string): Promise<SettingsRead> {
  return readSettings(source(path, text));
}

/** `LINE:COLUMN NAME=value`, with what is asked for behind it. */
export function shown(setting: FileSetting, ...further: readonly (keyof typeof FURTHER)[]): string {
  const { variable, value, nameAt } = setting;
  const { line, column } = pointAt(nameAt.file, nameAt.start);
  const more = further.map((name) => ` (${FURTHER[name](setting)})`).join('');
  return `${line}:${column} ${variable}${value === undefined ? ' from elsewhere' : `=${value}`}${more}`;
}

const FURTHER = {
  by: ({ by }: FileSetting) => by,
  certainty: ({ certainty }: FileSetting) => certainty,
  reach: ({ reach: { kind, id } }: FileSetting) => `${kind} ${id}`,
  written: ({ valueAt }: FileSetting) => valueAt.file.text.slice(valueAt.start, valueAt.end),
};

/** All settings of a file in short; reasons for what is not read come last. */
export async function settingsIn(
  path: string,
  text: string,
  ...further: readonly (keyof typeof FURTHER)[]
): Promise<string[]> {
  const { settings, unread } = await readFile(path, text);
  return [...settings.map((setting) => shown(setting, ...further)), ...unread.map(({ reason }) => `unread: ${reason}`)];
}

/** A table of tests: a title, a text, and what is found in it. */
export type SettingCases = readonly (readonly [title: string, text: string, found: readonly string[]])[];

/** All that is known of each setting, places and reaches included, then of what is not read. */
export function allOf({ settings, unread }: SettingsRead): string[] {
  return [...settings.map(whole), ...unread.map(({ reason, at }) => `unread ${at.start}-${at.end}: ${reason}`)];
}

function whole({ variable, value, nameAt, valueAt, by, certainty, reach }: FileSetting): string {
  const reaches: string[] = [];
  for (let at: typeof reach | undefined = reach; at !== undefined; at = at.outer) reaches.push(`${at.kind} ${at.id}`);
  const places = `${nameAt.start}-${nameAt.end}, ${valueAt.start}-${valueAt.end}`;
  return `${variable}=${JSON.stringify(value) ?? '…'} ${by} ${certainty} (${places}) ${reaches.join(' < ')}`;
}
