/** Configuration of git and ssh. */
import { gitConfigSettings } from '../git-ssh/git-config.ts';
import { readSshLines } from '../git-ssh/ssh-config.ts';
import { fileReader } from './lines.ts';

export const readGitConfig = fileReader('user', (into, text, everything) => {
  gitConfigSettings(into, text, { by: 'configuration', reach: everything });
});

export const readSshConfig = fileReader('user', (into, text, everything) => {
  readSshLines(into, text, { by: 'configuration', reach: everything });
});
