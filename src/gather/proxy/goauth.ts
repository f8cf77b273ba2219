/** GOAUTH: how the user's go command comes by credentials. Only netrc is followed; the commands it may name are never run. */
import { parseGoauth as parseCommands } from '../../go/env/goauth.ts';
import { maskSetting } from '../../go/env/secret-settings.ts';

export interface Goauth {
  readonly netrc: boolean;
  /** Commands that Go would run, as written. */
  readonly commands: readonly string[];
  /** Go's message, without the arguments of commands; with it no https request is made. */
  readonly error?: string;
}

export function parseGoauth(value: string): Goauth {
  const parsed = parseCommands(value);
  if (parsed.error !== undefined) {
    const { error = parsed.error } = parseCommands(maskSetting('GOAUTH', value));
    return { netrc: false, commands: [], error };
  }
  return {
    netrc: parsed.value.some(({ kind }) => kind === 'netrc'),
    commands: parsed.value.filter(({ kind }) => kind === 'git' || kind === 'command').map(({ text }) => text),
  };
}
