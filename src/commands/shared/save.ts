/** Writes a file that the user named, and removes one that an earlier run wrote. */
import { removeWritten, type WriteOptions, writeWhole } from '../../gather/write-file.ts';
import { quoted, UsageError } from './args.ts';

/** Throws UsageError where it could not be written; what was there is then untouched. */
export function saveFile(file: string, text: string | Uint8Array, options: WriteOptions = {}): void {
  const problem = writeWhole(file, text, options);
  if (problem !== undefined) throw new UsageError(`${quoted(file)} ${problem}`);
}

/** Throws UsageError where it could not be removed. */
export function removeFile(file: string, options: Pick<WriteOptions, 'roots'> = {}): void {
  const problem = removeWritten(file, options);
  if (problem !== undefined) throw new UsageError(`${quoted(file)} ${problem}`);
}
