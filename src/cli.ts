/** argv → command → exit code. The only place that knows the process, and that ends it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { check } from './commands/check.ts';
import { describeOptions, quoted, readArguments, UsageError } from './commands/shared/args.ts';
import type { Command, Terminal } from './commands/shared/command.ts';
import { FAULT, faultMessage } from './commands/shared/fault.ts';
import { mayRepeat } from './commands/shared/may-repeat.ts';
import { print, written } from './commands/shared/print.ts';
import { removeFile, saveFile } from './commands/shared/save.ts';
import { isNoTerminal } from './gather/answers/question.ts';
import { said } from './gather/answers/witness.ts';
import { readInput } from './gather/read-file.ts';
import { withoutWatch } from './gather/repeat/conditions.ts';
import { longRun, shortRun } from './gather/short-run.ts';
import { nearest } from './text/nearest.ts';
import { type Printable, printable, printableLines, safe } from './text/printable.ts';
import { masked } from './text/secrets.ts';
import { VERSION } from './version.ts';

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command> | Command;
}

/** In the order of --help. Only `check` is loaded with the rest of the hot bundle: it is what runs at every commit. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  check: { summary: 'check a repository against its policy (the default)', load: () => check },
  explain: {
    summary: 'show what a rule finds, why, and its options',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  render: {
    summary: 'write a stored JSON report in another format',
    load: async () => (await import('./commands/render.ts')).render,
  },
  init: {
    summary: 'propose a policy for the repository',
    load: async () => (await import('./commands/init.ts')).init,
  },
  baseline: {
    summary: 'record the findings of today, so that only new ones fail',
    load: async () => (await import('./commands/baseline.ts')).baseline,
  },
  waive: {
    summary: 'accept a finding for a time, with a reason',
    load: async () => (await import('./commands/waive.ts')).waive,
  },
  fix: {
    summary: 'fix findings where the right edit is known',
    load: async () => (await import('./commands/fix.ts')).fix,
  },
  diff: {
    summary: 'compare the build lists of two revisions, for a review',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  policy: {
    summary: 'show the policy of a folder, and where each value comes from',
    load: async () => (await import('./commands/policy.ts')).policy,
  },
  hook: {
    summary: 'install git hooks, or show what to add to a hook manager',
    load: async () => (await import('./commands/hook.ts')).hook,
  },
  why: { summary: 'show why a module is in the build list', load: async () => (await import('./commands/why.ts')).why },
  env: {
    summary: 'show where Go would fetch modules from, and what it verifies',
    load: async () => (await import('./commands/env.ts')).env,
  },
  list: {
    summary: 'list modules, licenses, vulnerabilities or waivers',
    load: async () => (await import('./commands/list.ts')).list,
  },
  graph: {
    summary: 'print the module graph as text, DOT or Mermaid',
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  health: {
    summary: 'show the health score of every direct dependency',
    load: async () => (await import('./commands/health.ts')).health,
  },
  notice: {
    summary: 'write the third-party notices',
    load: async () => (await import('./commands/notice.ts')).noticeCommand,
  },
  audit: {
    summary: 'write every report of a snapshot to a folder',
    load: async () => (await import('./commands/audit/audit.ts')).audit,
  },
  fleet: {
    summary: 'check many repositories, and report on all of them',
    load: async () => (await import('./commands/fleet/fleet.ts')).fleet,
  },
  plan: {
    summary: 'show the network requests of a check without sending them',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  fetch: {
    summary: 'record the facts for a later offline check',
    load: async () => (await import('./commands/fetch.ts')).fetchFacts,
  },
  vulndb: {
    summary: 'fetch a copy of a vulnerability database, or show which one is used',
    load: async () => (await import('./commands/vulndb.ts')).vulndb,
  },
  verify: {
    summary: 'verify go.sum with the checksum database, with proofs',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  cache: { summary: 'show or clean the fact cache', load: async () => (await import('./commands/cache.ts')).cache },
  lsp: {
    summary: 'serve an editor: findings while you type (language server)',
    load: async () => (await import('./commands/lsp/lsp.ts')).lsp,
  },
  'new-rule': {
    summary: 'create a rule of your own (--plugin), or one of modwarden',
    load: async () => (await import('./commands/dev/scaffold.ts')).newRule,
  },
};

/** `build`: names what is run, with all its rules; undefined where the sources are run as they are. Gives the exit code. */
export async function main(
  argv: readonly string[],
  build?: string,
  terminal: Terminal = processTerminal(build),
): Promise<number> {
  // What is said on standard error comes from everywhere: arguments, git, servers. The rest of the terminal is asked when it is needed.
  const shown: Terminal = Object.create(terminal, { err: { value: (text: Printable) => terminal.err(masked(text)) } });
  if (build !== undefined && argv.includes('--staged')) shortRun();
  const code = await run(argv, shown).catch((error: Error) => {
    if (!isUsersOwn(error)) {
      shown.err(faultMessage(error, terminal.env));
      return FAULT;
    }
    shown.err(safe`modwarden: ${printable(error.message.replaceAll(/\s*\n\s*/g, ' '))}\n`);
    return 2;
  });
  await written();
  // V8 takes a code cache only under the flags that it was made under.
  longRun();
  return code;
}

/** What the user, their settings or git did wrong. All else is a fault of ours. */
function isUsersOwn(error: unknown): error is Error {
  return (
    error instanceof UsageError || ['GitError', 'UserFileError'].includes((error as Error | undefined)?.name ?? '')
  );
}

async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-V') {
    terminal.out(safe`modwarden ${printable(VERSION)}\n`);
    return 0;
  }
  if (first === 'help' || ((first === '--help' || first === '-h') && rest.length === 0)) {
    const topic = rest[0];
    if (topic === undefined) terminal.out(overview());
    else terminal.out(commandHelp(topic, await entryOf(topic).load()));
    return 0;
  }
  const named = first !== undefined && Object.hasOwn(COMMANDS, first);
  if (!named && first !== undefined && looksLikeCommand(first, terminal)) throw unknownCommand(first);
  const name = named ? first : 'check';
  const act = (on: Terminal) => perform(name, named ? rest : argv, on);
  if (!mayRepeat(name, argv, terminal)) return act(terminal);
  return (await import('./commands/shared/repeat.ts')).repeated(argv, terminal, act);
}

async function perform(name: string, argv: readonly string[], terminal: Terminal): Promise<number> {
  const command = await COMMANDS[name]!.load();
  const args = readArguments(
    argv,
    { ...command.options, help: { short: 'h', help: 'show this help' } },
    command.positionals,
  );
  if (args.flags.has('help')) {
    terminal.out(commandHelp(name, command));
    return 0;
  }
  return command.run(args, terminal);
}

/** Commands that had another name, and what to write now. */
const RENAMED: Readonly<Record<string, string>> = { licenses: '"notice" or "list licenses"' };

/** A bare word that could only be a mistyped command: no folder separator, near to a command's name. */
function looksLikeCommand(word: string, { cwd }: Terminal): boolean {
  return /^[a-z]+$/.test(word) && meantBy(word) !== undefined && !existsSync(resolve(cwd, word));
}

function meantBy(word: string): string | undefined {
  if (Object.hasOwn(RENAMED, word)) return RENAMED[word];
  const near = nearest(word, Object.keys(COMMANDS));
  return near === undefined ? undefined : `"${near}"`;
}

function unknownCommand(word: string): UsageError {
  const meant = meantBy(word);
  const hint = meant === undefined ? '"modwarden help" lists all commands' : `did you mean ${meant}?`;
  return new UsageError(`unknown command ${quoted(word)} (${hint})`);
}

function entryOf(name: string): Entry {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name]!;
  throw unknownCommand(name);
}

function overview(): Printable {
  const width = Math.max(...Object.keys(COMMANDS).map((n) => n.length)) + 2;
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`);
  return printableLines(`modwarden ${VERSION}: policy as code for Go modules

Usage: modwarden [COMMAND] [OPTION]... [PATH]

Checks every go.mod of a repository, with go.sum, go.work and vendor/modules.txt, against the
policy in .modwarden.yaml. Needs no Go toolchain and runs no code of the repository.

Commands
${rows.join('\n')}

Start here
  modwarden                       check the current directory
  modwarden init                  propose a policy
  modwarden check --staged        check staged files (for a git hook)
  modwarden check --format sarif -o modwarden.sarif
                                  write a report for code scanning

Exit codes: 0 no findings, 1 findings, 2 invalid usage or policy, 3 something could not be checked,
70 internal error.
"modwarden help COMMAND" shows the options of a command.
`);
}

function commandHelp(name: string, command: Command): Printable {
  const options = { ...command.options, help: { short: 'h', help: 'show this help' } };
  const notes = command.notes === undefined ? '' : `\n${command.notes.trimEnd()}\n`;
  return printableLines(
    `Usage: modwarden ${command.usage.trim() || name}\n\n${command.about.trimEnd()}\n\nOptions\n${describeOptions(options)}\n${notes}`,
  );
}

/** For the launcher, which remembers what a hook answered. */
export { watch } from './gather/answers/witness.ts';

/** Node's own answer loads node:net, so it is asked only where a terminal is possible. */
function isTerminalAt(descriptor: number): boolean {
  // What it compares with says nothing about the answer: whether there is a terminal is a part of the question.
  return !withoutWatch(() => isNoTerminal(descriptor)) && process.getBuiltinModule('node:tty').isatty(descriptor);
}

function say(descriptor: 1 | 2, text: Printable): void {
  said(descriptor, text);
  print(descriptor, text);
}

function processTerminal(build: string | undefined): Terminal {
  const isTerminal = {
    get in() {
      return isTerminalAt(0);
    },
    get out() {
      return isTerminalAt(1);
    },
    get err() {
      return isTerminalAt(2);
    },
  };
  return {
    out: (text) => say(1, text),
    err: (text) => say(2, text),
    build,
    env: process.env,
    cwd: process.cwd(),
    isTerminal,
    get columns() {
      return isTerminal.out ? process.stdout.columns : undefined;
    },
    input: readInput,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => new Date(),
    streams: () => ({ input: process.stdin, output: process.stdout }),
    save: saveFile,
    remove: removeFile,
  };
}
