/** GOAUTH: how the user's go command comes by credentials. Only netrc is followed; the commands it may name are never run. */
import { isAbsolute } from 'node:path';
import { fields } from '../go/unicode.ts';

export interface Goauth {
  readonly netrc: boolean;
  /** Commands that Go would run, as written. */
  readonly commands: readonly string[];
  /** Go's message; with it no https request is made. */
  readonly error?: string;
}

export function parseGoauth(value: string): Goauth {
  if (value === 'off') return { netrc: false, commands: [] };
  const commands = value.split(';').map((command) => command.trim());
  const fault = (error: string): Goauth => ({ netrc: false, commands: [], error: `${error} (GOAUTH=${value})` });
  for (const command of [...commands].reverse()) {
    const words = fields(command);
    if (words.length === 0) return fault('GOAUTH encountered an empty command');
    if (words[0] === 'off') {
      if (commands.length > 1) return fault('GOAUTH=off cannot be combined with other authentication commands');
      return { netrc: false, commands: [] };
    }
    if (words[0] === 'git' && (words.length !== 2 || !isAbsolute(words[1]!)))
      return {
        netrc: false,
        commands: [],
        error: 'GOAUTH=git dir method requires an absolute path to the git working directory',
      };
  }
  const isNetrc = (command: string) => fields(command)[0] === 'netrc';
  return { netrc: commands.some(isNetrc), commands: commands.filter((command) => !isNetrc(command)) };
}
