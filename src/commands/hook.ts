/** `modwarden hook`: the git hooks of a repository that no hook manager owns. */
import { mkdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { isExecutable } from '../gather/embedded.ts';
import { hookFolder, hookState, installHook, uninstallHook } from '../gather/hooks/git-hooks.ts';
import { type HookManager, hookManagers } from '../gather/hooks/hook-managers.ts';
import { HOOKS, type HookName, hookScript } from '../gather/hooks/hook-script.ts';
import { stagedPaths } from '../gather/open-tree.ts';
import { whereIs } from '../gather/where.ts';
import { printable, printableLines, safe } from '../text/printable.ts';
import { type Arguments, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';

const ACTIONS = { install, uninstall, status } as const;

interface Place {
  readonly root: string;
  /** The hooks' folder, absolute, and as it is shown. */
  readonly folder: string;
  readonly shown: string;
  readonly inWorkTree: boolean;
  readonly isOwn: boolean;
  readonly managers: readonly HookManager[];
  readonly scriptOf: (hook: HookName) => string;
}

export const hook: Command = {
  options: {
    'pre-push': { help: 'install: also check what is pushed' },
    plain: { help: "install: write git's own hook although a hook manager is there" },
  },
  positionals: { max: 2, name: 'action and folder' },
  usage: 'hook install|uninstall|status [OPTION]... [FOLDER]',
  about: `Makes git check what is committed, and with --pre-push what is pushed. A hook that is there is kept and runs first.
Where a hook manager owns the hooks (pre-commit, prek, lefthook, husky, simple-git-hooks, lint-staged),
install writes nothing and shows what to add to its configuration.`,
  notes: `Exit code: 0 done, 2 it could not be done.

git commit --no-verify commits without the hook.`,
  async run(args, terminal) {
    const [name = '', folder = '.'] = args.positionals;
    if (!Object.hasOwn(ACTIONS, name))
      throw new UsageError(`hook ${quoted(name)}: expected install, uninstall or status`);
    ACTIONS[name as keyof typeof ACTIONS](placeOf(folder, terminal), args, terminal);
    return 0;
  },
};

function placeOf(named: string, { cwd, env }: Terminal): Place {
  const where = whereIs(named, cwd);
  if ('problem' in where) throw new UsageError(`${quoted(named)} ${where.problem}`);
  const { root, isGit } = where;
  if (!isGit) throw new UsageError(`${quoted(named)} is in no git repository`);
  const { path, inWorkTree, isOwn } = hookFolder(root, env);
  const [, bin = ''] = process.argv;
  const script = { node: process.execPath, bin: isExecutable() ? undefined : resolve(bin), pathspecs: stagedPaths() };
  return {
    root,
    folder: path,
    shown: inWorkTree || path.startsWith(root) ? relative(root, path) : path,
    inWorkTree,
    isOwn,
    managers: hookManagers(root),
    scriptOf: (name) => hookScript(name, script),
  };
}

function install(place: Place, args: Arguments, terminal: Terminal): void {
  const { root, managers, folder, shown, isOwn, inWorkTree, scriptOf } = place;
  if (managers.length > 0 && !args.flags.has('plain')) {
    for (const { name, file, lines } of managers)
      terminal.out(safe`${printable(name)} (${printable(file)}): ${printableLines(lines)}\n\n`);
    terminal.out(safe`nothing was written; --plain writes git's own hook all the same\n`);
    return;
  }
  if (!isOwn)
    throw new UsageError(
      `core.hooksPath is ${quoted(shown)}, whose hooks git runs for other repositories too; add there: modwarden check --staged`,
    );
  mkdirSync(folder, { recursive: true });
  for (const name of wanted(args)) {
    const before = hookState(folder, name, scriptOf(name));
    const problem = installHook(folder, name, scriptOf(name), root);
    if (problem !== undefined) throw new UsageError(`${quoted(`${shown}/${name}`)} ${problem}`);
    const kept = before === 'other' ? safe`; the hook that was there runs first` : safe``;
    const done = before === 'ours' ? safe`is up to date` : safe`is installed`;
    terminal.out(safe`${name} ${done} (${printable(`${shown}/${name}`)})${kept}\n`);
  }
  if (inWorkTree)
    terminal.out(
      safe`the folder is part of the repository: the hook names paths of this machine, so do not commit it\n`,
    );
}

function wanted(args: Arguments): readonly HookName[] {
  return args.flags.has('pre-push') ? HOOKS : ['pre-commit'];
}

function uninstall({ folder, shown, scriptOf }: Place, _: Arguments, terminal: Terminal): void {
  const gone = HOOKS.filter((name) => uninstallHook(folder, name, scriptOf(name)));
  for (const name of gone) terminal.out(safe`${name} is removed (${printable(`${shown}/${name}`)})\n`);
  if (gone.length === 0) terminal.out(safe`no hook of modwarden is installed\n`);
}

const STATES = {
  none: 'not installed',
  ours: 'installed',
  outdated: 'installed by another version: run modwarden hook install',
  other: 'a hook of another program; modwarden hook install keeps it and runs it first',
} as const;

function status({ folder, shown, managers, scriptOf }: Place, _: Arguments, terminal: Terminal): void {
  for (const name of HOOKS)
    terminal.out(
      safe`${name}: ${STATES[hookState(folder, name, scriptOf(name))]} (${printable(`${shown}/${name}`)})\n`,
    );
  for (const { name, file } of managers)
    terminal.out(
      safe`hook manager: ${printable(name)} (${printable(file)}); modwarden hook install shows what to add\n`,
    );
}
