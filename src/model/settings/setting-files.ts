/** Committed files that set variables of Go, git and ssh: which they are, and what they set. */
import { isEnvCandidate, readSettings } from '../../env/readers.ts';
import type { FileSetting, Reach, SettingsRead } from '../../env/setting.ts';
import { settingSecrets } from '../../go/env/secret-settings.ts';
import { valueOverLimit } from '../../go/env/setting-limits.ts';
import { decode } from '../../text/bytes.ts';
import { maskedAt } from '../../text/secrets.ts';
import { firstLine, type Source, source } from '../../text/source.ts';
import { folderOf, isUnder } from '../discover.ts';
import { internalFault } from '../fault.ts';
import { MAX_SETTING_FILES, MAX_SETTING_GROUPS } from '../limits.ts';
import type { SettingFile } from '../repo.ts';
import type { Tree } from '../tree.ts';

/** Those below the folder `under`, but for what belongs to others or is there for tests. Nothing is read. */
export function settingFilesIn(paths: readonly string[], under: string): SettingFile[] {
  return paths
    .filter((path) => isEnvCandidate(path) && isUnder(path, under) && !OTHERS.test(path))
    .map((path) => ({ dir: folderOf(path), source: source(path, ''), read: undefined }));
}

/** Others' files, tests' files, and those that are read for what they are. */
const OTHERS = /(?:^|\/)(?:(?:vendor|node_modules|testdata|third_party)\/|go\.(?:mod|work)$)/;

/** The files again, with what they set. A file that cannot be read, or is beyond the limit of files, has an unread part that says so. */
export async function readSettingFiles(files: readonly SettingFile[], tree: Tree): Promise<SettingFile[]> {
  return Promise.all(
    files.map(async (file, index) => {
      if (index >= MAX_SETTING_FILES)
        return unread(file, `over the limit of ${MAX_SETTING_FILES} files with settings: it was not read`);
      try {
        const bytes = await tree.read(file.source.path);
        return bytes === undefined ? unread(file, 'it cannot be read') : await readFile(file, decode(bytes));
      } catch (error) {
        // By name: each chunk of the bundle has a TreeError class of its own.
        const reason = (error as Error).name === 'TreeError' ? (error as Error).message : internalFault(error).detail;
        return unread(file, reason);
      }
    }),
  );
}

function unread(file: SettingFile, reason: string): SettingFile {
  return { ...file, read: { settings: [], unread: [{ at: firstLine(file.source), reason }] } };
}

/** Secrets are gone before any rule sees the text; masks are as long as what they hide, so that every place holds. */
async function readFile(file: SettingFile, text: string): Promise<SettingFile> {
  const whole = source(file.source.path, text);
  const read = await readSettings(whole);
  const hidden = withoutSecrets(whole, read);
  return hidden === whole
    ? { ...file, source: whole, read: withoutHuge(read) }
    : { ...file, source: hidden, read: withoutHuge(await readSettings(hidden)) };
}

/** A value that is too large to be checked, and groups of settings beyond the limit, are parts that were not read. */
function withoutHuge({ settings, unread }: SettingsRead): SettingsRead {
  const seen = new Map<Reach, Set<string>>();
  let groups = 0;
  const kept: FileSetting[] = [];
  const left = [...unread];
  let isOver = false;
  for (const setting of settings) {
    const reason = valueOverLimit(setting.variable, setting.value ?? '');
    if (reason !== undefined) left.push({ at: setting.valueAt, reason });
    else if (isCounted(setting, seen) || groups < MAX_SETTING_GROUPS) {
      if (!isCounted(setting, seen)) groups++;
      seen.set(setting.reach, (seen.get(setting.reach) ?? new Set()).add(setting.variable));
      kept.push(setting);
    } else if (!isOver) {
      isOver = true;
      left.push({
        at: setting.nameAt,
        reason: `over the limit of ${MAX_SETTING_GROUPS} groups of settings in one file`,
      });
    }
  }
  return { settings: kept, unread: left };
}

/** Whether it acts together with settings that were counted: the first for its variable in a known reach. */
function isCounted({ reach, variable }: FileSetting, seen: ReadonlyMap<Reach, ReadonlySet<string>>): boolean {
  const variables = seen.get(reach);
  return variables !== undefined && !variables.has(variable);
}

function withoutSecrets(file: Source, { settings }: SettingsRead): Source {
  const secrets = settings.flatMap(({ variable, valueAt }: FileSetting) => {
    const written = file.text.slice(valueAt.start, valueAt.end);
    return settingSecrets(variable, written)
      .filter(({ start, end }) => end > start)
      .map(({ start, end }) => ({ start: valueAt.start + start, end: valueAt.start + end }));
  });
  return secrets.length === 0 ? file : source(file.path, maskedAt(file.text, secrets));
}
