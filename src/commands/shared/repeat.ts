/**
 * A command over files that have not changed gives the answer that it gave before. What it looked at is noted at the first run
 * (gather/repeat); the next one looks whether all of that is still the same, which is a small part of the work.
 *
 * Only whole answers are given again: what was asked of a server, read from standard input or written to a file is always done anew.
 */
import { conditions, forgetConditions, notRepeatable } from '../../gather/repeat/conditions.ts';
import { recallRun, rememberRun, runPacksAt, sha256 } from '../../gather/repeat/run-pack.ts';
import { watchFiles } from '../../gather/repeat/watch-files.ts';
import { type Printable, printedBefore } from '../../text/printable.ts';
import { masked } from '../../text/secrets.ts';
import type { Terminal } from './command.ts';

/** Gives the exit code, of `run` or of the run before it. */
export async function repeated(
  argv: readonly string[],
  terminal: Terminal,
  run: (terminal: Terminal) => Promise<number>,
): Promise<number> {
  const { now } = terminal;
  const store = runPacksAt(terminal.env, { now });
  if (store === undefined) return run(terminal);
  const from = now().getTime();
  const question = sha256(JSON.stringify(questionOf(argv, terminal)));
  const known = recallRun(store, question, from);
  if (known !== undefined) {
    for (const [descriptor, text] of known.written) {
      const again = printedBefore(text);
      if (descriptor === 1) terminal.out(again);
      else terminal.err(again);
    }
    return known.code;
  }
  const written: [1 | 2, string][] = [];
  forgetConditions();
  const watch = watchFiles(() => now().getTime());
  let code: number | undefined;
  try {
    code = await run(noting(terminal, written));
    return code;
  } finally {
    const files = watch.end();
    const { repeatable, until } = conditions();
    if (code !== undefined && files !== undefined && repeatable)
      rememberRun(store, {
        question,
        from,
        until: until === Number.POSITIVE_INFINITY ? null : until,
        code,
        written,
        files,
      });
  }
}

/** Everything but files that an answer depends on. Only its hash is kept: the environment has secrets in it. */
function questionOf(argv: readonly string[], { build, cwd, env, isTerminal, columns, today }: Terminal): unknown {
  const shell = Object.keys(env)
    .filter((name) => !OF_THE_SHELL.has(name))
    .sort()
    .map((name) => [name, env[name]]);
  const { platform, arch, version } = process;
  const own = [
    platform,
    arch,
    version,
    process.execArgv,
    process.getuid?.(),
    process.geteuid?.(),
    process.getgroups?.(),
  ];
  return [build, argv, cwd, shell, [isTerminal.in, isTerminal.out, isTerminal.err, columns], today(), own];
}

/** Set anew by every shell, read by nobody. */
const OF_THE_SHELL: ReadonlySet<string> = new Set(['_', 'SHLVL', 'PWD', 'OLDPWD', 'COLUMNS', 'LINES']);

/** The same terminal, and what is written to it is kept as well. */
function noting(terminal: Terminal, written: [1 | 2, string][]): Terminal {
  let length = 0;
  const note = (descriptor: 1 | 2, text: string) => {
    length += text.length;
    if (length > MAX_WRITTEN) {
      notRepeatable();
      written.length = 0;
    } else if (!text.startsWith('\r')) written.push([descriptor, text]);
    // A line that is written over itself tells how far the first run was.
  };
  return Object.create(terminal, {
    out: {
      value: (text: Printable) => {
        note(1, text);
        terminal.out(text);
      },
    },
    err: {
      value: (text: Printable) => {
        note(2, masked(text));
        terminal.err(text);
      },
    },
    input: {
      value: (max: number) => {
        notRepeatable();
        return terminal.input(max);
      },
    },
    save: {
      value: (...args: Parameters<Terminal['save']>) => {
        notRepeatable();
        terminal.save(...args);
      },
    },
    remove: {
      value: (...args: Parameters<Terminal['remove']>) => {
        notRepeatable();
        terminal.remove(...args);
      },
    },
  });
}

/** Characters of what is written that a pack may keep. */
const MAX_WRITTEN = 4_000_000;
