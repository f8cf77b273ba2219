/** The settings in force at a line of a file of the repository. */
import type { FileSetting } from '../env/setting.ts';
import type { EnvLayers } from '../go/env/layers.ts';
import { folderOf } from '../model/discover.ts';
import { ModwardenError } from '../model/error.ts';
import { reachesOf } from '../model/settings/file-environments.ts';
import { readSettingFiles } from '../model/settings/setting-files.ts';
import type { Tree } from '../model/tree.ts';
import { quoted } from '../text/quoted.ts';
import { pointAt, source } from '../text/source.ts';

/** `place`: `PATH:LINE`, the path relative to the repository. Throws ModwardenError (unreadable-go-env). */
export async function settingsAt(tree: Tree, place: string): Promise<EnvLayers> {
  const [, path = '', digits = ''] = /^(.+):([1-9][0-9]{0,8})$/.exec(place) ?? [];
  if (path === '') throw refused(`expected FILE:LINE, got ${quoted(place)}`);
  const file = { dir: folderOf(path), source: source(path, ''), read: undefined };
  const [read] = await readSettingFiles([file], tree);
  const { settings, unread } = read!.read!;
  if (settings.length === 0 && unread[0] !== undefined) throw refused(`${quoted(path)}: ${unread[0].reason}`);
  const line = Number(digits);
  const above = settings.filter((setting) => lineOf(setting) <= line);
  const near = nearest(above, line);
  if (near === undefined) throw refused(`${quoted(place)}: nothing of Go is set there${linesOf(settings)}`);
  const parts = reachesOf({ ...read!, read: { settings: above, unread } }).filter(({ reach }) => reach === near.reach);
  return parts.at(-1)!.layers;
}

/** On the line itself the innermost, else the last above it that holds for more than its own command. */
function nearest(above: readonly FileSetting[], line: number): FileSetting | undefined {
  return (
    above.findLast((setting) => lineOf(setting) === line) ?? above.findLast(({ reach }) => reach.kind !== 'command')
  );
}

function lineOf({ nameAt }: FileSetting): number {
  return pointAt(nameAt.file, nameAt.start).line;
}

function linesOf(settings: readonly FileSetting[]): string {
  const lines = [...new Set(settings.map(lineOf))];
  if (lines.length === 0) return ', nor anywhere in this file';
  return `; it is on line${lines.length === 1 ? '' : 's'} ${lines.slice(0, 10).join(', ')}`;
}

function refused(message: string): ModwardenError {
  return new ModwardenError('unreadable-go-env', message);
}
