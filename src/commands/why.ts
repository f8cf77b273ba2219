/** `modwarden why MODULE`: how a module comes in, or which requirement forces its version. */
import { type AllWays, allWays } from '../go/graph/all-ways.ts';
import { forcedWay } from '../go/graph/depth.ts';
import { lineSpan } from '../go/modfile/spans.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { moduleName } from '../model/module-name.ts';
import { nearModule } from '../model/near-module.ts';
import type { MainModule, ModuleInUse } from '../model/repo.ts';
import { jsonText } from '../text/json-text.ts';
import { joined, type Printable, printable, safe } from '../text/printable.ts';
import { placeOf, type Span } from '../text/source.ts';
import { loadedModules } from './modules.ts';
import { ASKING, JUDGING, PLUGINS, quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

export const why: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    all: { help: 'show a path for every requirement through which it comes in, and all modules that require it' },
    forced: { help: 'show the shortest requirement path to the selected version itself' },
    format: { value: 'FORMAT', help: 'text or json (default: text)' },
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 2, name: 'module and folder' },
  usage: 'why [OPTION]... MODULE [FOLDER]',
  about: `Shows why MODULE is in the build list: the shortest path from a requirement without "// indirect", through
the selected versions. It works with modules; "go mod why" works with packages, and needs their sources.`,
  async run(args, terminal) {
    const [wanted, ...rest] = args.positionals;
    if (wanted === undefined) throw new UsageError('why needs a module: modwarden why example.com/lib');
    const format = args.values.get('format') ?? 'text';
    const isAll = args.flags.has('all');
    if (isAll && args.flags.has('forced')) throw new UsageError('--all and --forced cannot be used together');
    if (format !== 'text' && format !== 'json')
      throw new UsageError(`--format: expected text or json, got ${quoted(format)}`);
    return withSession({ ...args, positionals: rest }, terminal, async (run) => {
      const session = inWorkspaceMode(run, { ...args, positionals: rest }, terminal);
      const { modules, complete } = await loadedModules(session, terminal);
      const hits = modules.flatMap((main) => main.uses.filter((u) => u.path === wanted).map((use) => ({ main, use })));
      if (hits.length === 0) {
        const meant = nearModule(wanted, new Set(modules.flatMap((m) => m.uses.map((u) => u.path))));
        terminal.err(
          safe`modwarden: ${quoted(wanted)} is not in ${complete ? safe`any` : safe`a known`} build list${meant === undefined ? safe`` : safe` (did you mean "${printable(meant)}"?)`}\n`,
        );
        return complete ? 1 : 3;
      }
      const answers = hits.map(({ main, use }) => ({
        main,
        use,
        chain: chainOf(main, use, args.flags.has('forced')),
        ...(isAll && { all: allOf(main, use) }),
      }));
      terminal.out(format === 'json' ? json(answers) : joined(answers.map(paragraph), '\n'));
      return complete ? 0 : 3;
    });
  },
};

interface Reason {
  readonly main: MainModule;
  readonly use: ModuleInUse;
  readonly chain: readonly ModuleVersion[];
  readonly all?: AllWays;
}

/** Without a graph there is the one way. */
function allOf(main: MainModule, use: ModuleInUse): AllWays {
  if (!('graph' in main.graph)) return { ways: [{ main: main.path, trail: use.trail }], requiredBy: [] };
  const { ways, requiredBy } = allWays(main.graph.graph, use.path);
  return { ways: ways.length > 0 ? ways : [{ main: main.path, trail: use.trail }], requiredBy };
}

function chainOf(main: MainModule, use: ModuleInUse, forced: boolean): readonly ModuleVersion[] {
  if (!forced || main.graph.state !== 'loaded') return use.trail;
  return forcedWay(main.graph.graph, use.path)?.trail ?? use.trail;
}

/** The requirement that the chain begins with. */
function lineOf({ mod }: MainModule, { at }: ModuleInUse, [first]: readonly ModuleVersion[]): Span {
  const line = mod.require.findLast((r) => r.path === first?.path)?.line;
  return line === undefined ? at : lineSpan(mod.syntax, line);
}

function paragraph({ main, use, chain, all }: Reason): Printable {
  const { path, start } = placeOf(lineOf(main, use, chain));
  const head = `# ${use.path} ${use.version}, ${depthText(use)} (${path}:${start.line})`;
  if (all !== undefined) return safe`${joined([head, ...allLines(main, all)].map(printable), '\n')}\n`;
  const names = [moduleName(main), ...chain.map((m, i) => `${'  '.repeat(i + 1)}${m.path} ${m.version}`)];
  return safe`${joined([head, ...names].map(printable), '\n')}\n`;
}

/** Paths and requirers that are shown; JSON has them all. */
const MAX_SHOWN = 100;

function allLines(main: MainModule, { ways, requiredBy }: AllWays): string[] {
  const rest = (n: number) => (n > MAX_SHOWN ? [`… and ${n - MAX_SHOWN} more`] : []);
  const name = (path: string) => (main.kind === 'workspace' ? path : moduleName(main));
  const trails = ways
    .slice(0, MAX_SHOWN)
    .flatMap(({ main: path, trail }) => [
      name(path),
      ...trail.map((m, i) => `${'  '.repeat(i + 1)}${m.path} ${m.version}`),
    ]);
  const requirers = requiredBy
    .slice(0, MAX_SHOWN)
    .map(({ by, version }) => `  ${by.path}${by.version === '' ? '' : ` ${by.version}`} requires ${version}`);
  return [
    ...trails,
    ...rest(ways.length),
    ...(requirers.length > 0 ? ['required by:', ...requirers, ...rest(requiredBy.length)] : []),
  ];
}

function depthText({ depth, depthState }: ModuleInUse): string {
  if (depthState === 'unselected') return 'required only by unselected versions';
  if (depth === undefined) return 'depth unknown';
  return depthState === 'indirect-only' ? `depth ${depth}, only through // indirect requirements` : `depth ${depth}`;
}

function json(reasons: readonly Reason[]): Printable {
  const plain = reasons.map(({ main, use, chain, all }) => ({
    in: main.dir || '.',
    path: use.path,
    version: use.version,
    direct: use.direct,
    depth: use.depth ?? null,
    depthState: use.depthState,
    place: placeOf(lineOf(main, use, chain)),
    chain: chain.map(({ path, version }) => ({ path, version })),
    ...(all !== undefined && {
      chains: all.ways.map(({ trail }) => trail.map(({ path, version }) => ({ path, version }))),
      requiredBy: all.requiredBy.map(({ by, version }) => ({ path: by.path, version: by.version, requires: version })),
    }),
  }));
  return jsonText(plain);
}
