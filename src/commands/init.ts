/** `modwarden init`: looks at the repository and proposes a policy. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
import { diskTree } from '../gather/tree/disk.ts';
import { whereIs } from '../gather/where.ts';
import { openRepo } from '../model/open.ts';
import { BASELINE_FILE } from '../policy/baseline/types.ts';
import { POLICY_FILES } from '../policy/file-names.ts';
import type { Observed } from '../policy/propose/observed.ts';
import { proposePolicy } from '../policy/propose/propose.ts';
import { safe } from '../text/printable.ts';
import { hook } from './hook.ts';
import { observe } from './init/observe.ts';
import { addWorkflow, checkWorkflow } from './init/workflow.ts';
import { type Arguments, ASKING, PLUGINS, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { openSession } from './shared/session.ts';

const NAME = '.modwarden.yaml';

export const init: Command = {
  options: {
    force: { help: 'replace an existing policy file' },
    baseline: { help: 'record the findings that this policy has today, so that only new ones fail' },
    hook: { help: 'also install the git hook, as modwarden hook install does' },
    workflow: { help: 'also add a CI workflow for GitHub Actions, or name the page for another CI service' },
    print: { help: 'print the proposal instead of writing it' },
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'init [OPTION]... [FOLDER]',
  about: `Inspects the repository in FOLDER (default: the current directory) and writes ${NAME}, with numbers and
lists that fit it. Proposals are comments, each with its reason. Depth and licenses are read from the module cache, the vendor
folder and the fact cache: no request is sent, except by --baseline.`,
  async run(args, terminal) {
    const named = args.positionals[0] ?? '.';
    const where = whereIs(named, terminal.cwd);
    if ('problem' in where) throw new UsageError(`${quoted(named)} ${where.problem}`);
    const folder = join(where.root, where.under);
    const tree = diskTree(where.root);
    const paths = await tree.list();
    const repo = await openRepo(tree, { paths, under: where.under });
    if (repo.modules.length === 0) throw new UsageError(`no go.mod found in ${quoted(named)}`);
    const text = proposePolicy({ repo, paths, rules, observed: await observed(args, where.root, terminal) });
    if (args.flags.has('print')) {
      terminal.out(text);
      return 0;
    }
    const there = POLICY_FILES.filter((name) => name.startsWith('.') && isThere(join(folder, name)));
    if (there.length > 0 && !args.flags.has('force'))
      throw new UsageError(
        `${there[0]} already exists; use --print to show a proposal, or --force to replace the file`,
      );
    if (args.flags.has('baseline') && isThere(join(where.root, BASELINE_FILE)))
      throw new UsageError(`${BASELINE_FILE} is there already; modwarden baseline adds to it`);
    if (args.flags.has('workflow')) checkWorkflow(where.root, paths);
    if (args.flags.has('hook') && !where.isGit)
      throw new UsageError(`${quoted(named)} is in no git repository: leave out --hook`);
    terminal.save(join(folder, NAME), text, { roots: [where.root], fresh: !args.flags.has('force') });
    terminal.out(
      safe`wrote ${quoted(NAME)} for ${repo.modules.length} ${repo.modules.length === 1 ? 'module' : 'modules'}; review it, then run modwarden\n`,
    );
    if (args.flags.has('workflow')) addWorkflow(where.root, paths, terminal);
    if (args.flags.has('hook'))
      await hook.run({ ...args, flags: new Set(), positionals: ['install', named] }, terminal);
    return args.flags.has('baseline') ? (await import('./baseline.ts')).recordBaseline(args, terminal) : 0;
  },
};

/** By the preset that the proposal extends; no policy of the repository has a say. */
async function observed(args: Arguments, root: string, terminal: Terminal): Promise<Observed> {
  const values = new Map([...args.values, ['preset', 'recommended'] as const]);
  const run = await openSession({ ...args, values }, terminal, { onlyKnown: true });
  try {
    return await observe(run, root, terminal);
  } finally {
    run.facts?.close();
  }
}

/** A link that leads nowhere is there as well. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
