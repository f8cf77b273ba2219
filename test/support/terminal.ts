/** A terminal for tests that call a command's parts. */
import type { Terminal } from '../../src/commands/shared/command.ts';

/** `err`: takes what is written to standard error. No environment, no caches. */
export function terminalIn(cwd: string, err: (text: string) => void = () => {}): Terminal {
  return {
    out: () => {},
    err,
    build: undefined,
    env: { MODWARDEN_CACHE: 'off', GOPROXY: 'off', GOMODCACHE: '/nowhere', HOME: '/nowhere', PATH: process.env.PATH },
    cwd,
    isTerminal: { in: false, out: false, err: false },
    input: () => new Uint8Array(0),
    columns: undefined,
    today: () => '2026-06-01',
    now: () => new Date('2026-06-01T12:00:00Z'),
    save: () => {},
    remove: () => {},
  };
}
