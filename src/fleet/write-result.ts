/** Files of a fleet run: whole or not there, also if the run is killed. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { FileText } from '../text/printable.ts';

let count = 0;

/** `drafts`: where the file is until it is whole, on the same disk. Makes folders that are missing. Throws where it cannot be written. */
export function writeResult(file: string, text: FileText, drafts: string): void {
  const draft = join(drafts, `${process.pid}-${threadId}-${count++}.tmp`);
  withFolder(draft, () => writeFileSync(draft, text));
  withFolder(file, () => renameSync(draft, file));
}

function withFolder(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    action();
  }
}
