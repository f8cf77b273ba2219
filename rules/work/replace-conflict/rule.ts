import {
  cut,
  type Draft,
  defineRule,
  lineSpan,
  MAX_NAMED,
  type MainModule,
  type ModuleVersion,
  membersOf,
  type Replace,
  resolveIn,
  type Workspace,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'work/replace-conflict',
  title: 'Conflicting replacements in a workspace',
  why: 'In a workspace, the replacements of each member apply to all members. If two replacements conflict, Go fails. In one case it silently uses the later one.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const workspace of repo.workspaces) {
      const modules = membersOf(repo, workspace).flatMap(({ module }) => module ?? []);
      const told = new Set<string>();
      for (const [left, lines] of oneLeftSide(workspace, modules)) {
        told.add(left);
        yield conflict(left, lines);
      }
      yield* inLookUp(workspace, modules, told);
      yield* memberReplaced(workspace, modules);
    }
  },
});

interface Placed {
  readonly module: MainModule;
  readonly line: Replace;
  /** A folder as seen from the repository's root. */
  readonly target: string;
}

/** modload.makeMainModules: by left side, the lines that differ from the first one's. What go.work replaces itself is exempt. */
function oneLeftSide({ work }: Workspace, modules: readonly MainModule[]): Map<string, Placed[]> {
  const byWork = new Set(work.replace.map(({ old }) => old.path));
  const first = new Map<string, Placed>();
  const conflicts = new Map<string, Placed[]>();
  for (const module of modules) {
    const own = new Set<string>();
    for (const line of module.mod.replace) {
      if (byWork.has(line.old.path)) continue;
      const left = words(line.old);
      const placed = { module, line, target: targetOf(module, line.new) };
      const before = first.get(left);
      if (before === undefined) first.set(left, placed);
      // Two lines of one go.mod contradict each other without a workspace, too.
      else if (!own.has(left) && before.target !== placed.target) {
        const lines = conflicts.get(left);
        if (lines) lines.push(placed);
        else conflicts.set(left, [before, placed]);
      }
      own.add(left);
    }
  }
  return conflicts;
}

function targetOf({ dir }: MainModule, target: ModuleVersion): string {
  if (target.version !== '') return words(target);
  const folder = resolveIn(dir, target.path);
  return folder === undefined ? target.path : `./${folder}`;
}

function conflict(left: string, [first, ...others]: readonly Placed[]): Draft {
  const { module, line, target } = others[0]!;
  return {
    at: lineSpan(module.mod.syntax, line.line),
    subject: line.old.path,
    message: `conflicting replacements for ${left}: ${cut(first!.target, MAX_NAMED)} and ${target}`,
    hint: `run "go work edit -replace ${left}=[override]" to resolve the conflict`,
    related: [first!, ...others.slice(1)].map((o) => ({
      at: lineSpan(o.module.mod.syntax, o.line.line),
      message: `${o.target} here`,
    })),
    module,
    data: { kind: 'conflict' },
  };
}

/** modload.replacementFrom: an exact line that comes after another member's line for the same version is noticed when Go looks that version up. */
function* inLookUp(workspace: Workspace, modules: readonly MainModule[], told: ReadonlySet<string>): Generator<Draft> {
  const looked = new Set<string>(modules.flatMap(({ mod }) => mod.require.map(words)));
  const inWork = new Set(workspace.work.replace.map(({ old }) => words(old)));
  const before: Before = new Map();
  for (const [index, module] of [...new Set(modules)].entries()) {
    for (const line of module.mod.replace) {
      const left = words(line.old);
      if (line.old.version === '' || told.has(left) || !looked.has(left)) continue;
      if (inWork.has(left) || inWork.has(line.old.path)) continue;
      const earlier = lastHit(before, line.old);
      if (earlier === undefined || words(earlier.line.new) === words(line.new)) continue;
      looked.delete(left);
      yield {
        at: lineSpan(module.mod.syntax, line.line),
        subject: line.old.path,
        message: `conflicting replacements found for ${left} in workspace modules defined by ${earlier.module.source.path} and ${module.source.path}`,
        hint: `run "go work edit -replace ${left}=[override]" to resolve the conflict`,
        related: [{ at: lineSpan(earlier.module.mod.syntax, earlier.line.line), message: 'other replacement' }],
        module,
        data: { kind: 'look-up' },
      };
    }
    for (const line of module.mod.replace) {
      const left = words(line.old);
      // Of two lines of one module the first counts.
      if (before.get(left)?.index !== index) before.set(left, { index, module, line });
    }
  }
}

/** By left side, the line of the last member that has one. */
type Before = Map<string, Omit<Placed, 'target'> & { readonly index: number }>;

/** The last member that replaces the version: by a line for that version, or for all; the former where it has both. */
function lastHit(before: Before, wanted: ModuleVersion): Omit<Placed, 'target'> | undefined {
  const exact = before.get(words(wanted));
  const all = before.get(wanted.path);
  if (exact === undefined || all === undefined) return exact ?? all;
  return all.index > exact.index ? all : exact;
}

/** A member is built from its folder: a line of go.work for all its versions could never hold. */
function* memberReplaced({ work }: Workspace, modules: readonly MainModule[]): Generator<Draft> {
  const paths = new Set(modules.map((m) => m.path));
  for (const { old, line } of work.replace) {
    if (old.version !== '' || !paths.has(old.path)) continue;
    yield {
      at: lineSpan(work.syntax, line),
      subject: old.path,
      message: `workspace module ${old.path} is replaced at all versions in the go.work file`,
      hint: 'remove the replacement from the go.work file, or specify the version to replace',
      data: { kind: 'member' },
    };
  }
}

function words({ path, version }: ModuleVersion): string {
  return version === '' ? path : `${path}@${version}`;
}
