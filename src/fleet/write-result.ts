/** Files of a fleet run: whole or not there, also if the run is killed. */
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { FileText } from '../text/printable.ts';

let count = 0;

/** `drafts`: where the file is until it is whole, on the same disk. Makes folders that are missing. Throws where it cannot be written. */
export function writeResult(file: string, text: FileText, drafts: string): void {
  writeLines(file, [text], drafts);
}

/** The same for a text that is too large to be in memory. */
export function writeLines(file: string, lines: Iterable<FileText>, drafts: string): void {
  const draft = join(drafts, `${process.pid}-${threadId}-${count++}.tmp`);
  const descriptor = withFolder(draft, () => openSync(draft, 'w'));
  try {
    for (const line of lines) writeFileSync(descriptor, line);
  } finally {
    closeSync(descriptor);
  }
  withFolder(file, () => renameSync(draft, file));
}

function withFolder<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    return action();
  }
}
