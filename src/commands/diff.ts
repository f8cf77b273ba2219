/** `modwarden diff`: the build lists of two revisions side by side, as a review of a dependency update would tell it. */
import type { Run } from '../gather/open-run.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import { changedSums } from '../model/sums.ts';
import { printable, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { changesBetween } from './diff/changes.ts';
import { aboutModules } from './diff/facts.ts';
import { DIFF_FORMATS, type DiffFormat, renderDiff } from './diff/render.ts';
import type { ModuleDiff } from './diff/rows.ts';
import { reasonOf } from './modules.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';

export const diff: Command = {
  options: {
    folder: { value: 'FOLDER', help: 'compare the modules of this folder (default: the current directory)' },
    format: { value: 'FORMAT', help: 'text, markdown or json (default: text)' },
    output: PRINTING.output,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 2, name: 'revision and another' },
  usage: 'diff [OPTION]... REV1 [REV2]',
  about: `Compares the build list of every module at REV1 with that at REV2 (default: the work tree): what is added,
removed, raised, lowered or replaced, and what that brings. REV1... means the merge base of both.`,
  notes: `Exit code: 0 compared, 3 where a build list is not known, which standard error names.

  modwarden diff origin/main... --format markdown     a comment for a pull request`,
  async run(args, terminal) {
    const [base, rev] = args.positionals;
    if (base === undefined) throw new UsageError('missing revision: name one, such as origin/main...');
    const format = formatOf(args);
    const folder = args.values.get('folder');
    const opened = { ...args, positionals: folder === undefined ? [] : [folder] };
    const revisions = { base, ...(rev !== undefined && { rev }) };
    return withSession(
      opened,
      terminal,
      (session) => compare(session, rev ?? WORK_TREE, format, opened, terminal),
      revisions,
    );
  },
};

function formatOf(args: Arguments): DiffFormat {
  const format = args.values.get('format') ?? 'text';
  const known = DIFF_FORMATS.find((f) => f === format);
  if (known === undefined) throw new UsageError(`--format: expected ${DIFF_FORMATS.join(', ')}, got ${quoted(format)}`);
  return known;
}

const WORK_TREE = 'work tree';

/** `head`: the revision that the base is compared with, as people call it. */
async function compare(
  session: Run,
  head: string,
  format: DiffFormat,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  const base = session.base!;
  const sides = [
    await loaded(base.repo.modules, await base.loaders(), base.name),
    await loaded(session.repo.modules, session.loaders, head),
  ] as const;
  const unknown = sides.flatMap((side) => [...side.unknown.values()]);
  for (const line of unknown) terminal.err(safe`modwarden: ${printable(line)}\n`);
  const modules = diffs(session.repo, ...sides);
  const about = await aboutModules(
    session,
    modules.flatMap(({ changes }) => changes),
  );
  const named = { base: { rev: base.name, commit: base.commit }, head, today: session.today };
  write(
    renderDiff({ ...named, modules, about }, format, args.values.has('output') ? undefined : terminal.columns),
    args,
    terminal,
  );
  return unknown.length > 0 ? 3 : 0;
}

/** The modules of one revision by their go.mod files. */
interface Loaded {
  readonly declared: ReadonlyMap<string, MainModule>;
  readonly graphed: ReadonlyMap<string, MainModule>;
  /** Why a build list is not known. */
  readonly unknown: ReadonlyMap<string, string>;
}

/** Other files in the language of go.mod have no build list. */
async function loaded(modules: readonly MainModule[], loaders: Run['loaders'], where: string): Promise<Loaded> {
  const wanted = modules.filter(({ kind }) => kind === 'module');
  const declared = byFile(wanted);
  const sound = wanted.filter(({ errors }) => errors.length === 0);
  const graphed = new Map([...declared, ...byFile((await loaders?.loadGraphs(sound)) ?? [])]);
  const unknown = [...graphed].flatMap(([file, module]) => {
    const why = reasonOf(module);
    return why === undefined ? [] : [[file, `${file} at ${where}: ${why}`] as const];
  });
  return { declared, graphed, unknown: new Map(unknown) };
}

function byFile(modules: readonly MainModule[]): Map<string, MainModule> {
  return new Map(modules.map((module) => [module.source.path, module]));
}

/** Of the modules that have changes, by their folders. */
function diffs(repo: Repo, before: Loaded, after: Loaded): ModuleDiff[] {
  const sums = [...changedSums(repo)];
  const files = new Set([...after.declared.keys(), ...before.declared.keys()]);
  const modules = [...files].map((file): ModuleDiff => {
    const declaredOnly = before.unknown.has(file) || after.unknown.has(file);
    const [was, is] = [before, after].map((side) => (declaredOnly ? side.declared : side.graphed).get(file));
    return {
      file,
      state: was === undefined ? 'added' : is === undefined ? 'removed' : 'both',
      go: was && is && goChange(was, is),
      changes: changesBetween(was?.uses ?? [], is?.uses ?? []),
      declaredOnly,
      sums: sums.filter(({ module }) => module?.source.path === file),
    };
  });
  const works = repo.workspaces.map(({ source, sum }): ModuleDiff => {
    const own = sums.filter((changed) => changed.module === undefined && changed.sum === sum);
    return { file: source.path, state: 'both', go: undefined, changes: [], declaredOnly: false, sums: own };
  });
  return [...modules, ...works].filter(
    ({ state, go, changes, sums: own }) => state !== 'both' || go !== undefined || changes.length + own.length > 0,
  );
}

function goChange(was: MainModule, is: MainModule): ModuleDiff['go'] {
  const [before, after] = [was.mod.go?.version ?? '', is.mod.go?.version ?? ''];
  return before === after ? undefined : [before, after];
}
