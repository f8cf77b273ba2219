/** Scripts that are files of their own. What they write to profiles and with `go env -w` is the user's. */
import { reach } from '../setting.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';
import { readBatch } from '../windows/batch.ts';
import { readPowerShell } from '../windows/powershell.ts';
import { fileReader } from './lines.ts';

const user = (path: string) => reach('user', `user of ${path}`);

export const readShellFile = fileReader('script', (into, text, everything) => {
  readScript(text, scriptContext(into, everything, user(everything.id)));
});

export const readPowerShellFile = fileReader('script', (into, text, everything) => {
  readPowerShell(into, text, everything, user(everything.id));
});

export const readBatchFile = fileReader('script', (into, text, everything) => {
  readBatch(into, text, everything, user(everything.id));
});
