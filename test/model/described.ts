/** All that the model says of a repository, as lines: for pages of cases, where whoever writes one reads them. */
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import type { Example } from '../../src/library/examples/page.ts';
import { type BuildOptions, builtModules } from '../../src/model/built/built-modules.ts';
import { localSources } from '../../src/model/built/local-sources.ts';
import { withImports } from '../../src/model/imports.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule, ModuleInUse, Repo } from '../../src/model/repo.ts';
import { requiringLines } from '../../src/model/trail/requiring-lines.ts';
import { wayOut } from '../../src/model/trail/way-out.ts';
import { buildableWorkspaces, markedByMembers, workspaceModule } from '../../src/model/workspace/built.ts';
import { placeOf, type Span } from '../../src/text/source.ts';
import { filesOf } from '../support/run-example.ts';

const target = (os: string) => ({ os, arch: 'amd64', cgo: false, tags: new Set<string>() });

const BUILDS: readonly (readonly [name: string, options: BuildOptions])[] = [
  ['linux', { targets: [target('linux')], tests: false }],
  ['linux and windows, with tests', { targets: [target('linux'), target('windows')], tests: true }],
];

export async function modelOf(example: Example): Promise<string> {
  const tree = memoryTree(filesOf(example));
  const paths = await tree.list();
  const facts = example.blocks.find(({ info }) => info === 'facts')?.text ?? '';
  const opened = await openRepo(tree, { paths });
  const { loadGraphs, answer } = factsFrom(facts, tree, opened);
  const works = buildableWorkspaces(opened).map((workspace) => workspaceModule(workspace, opened));
  const modules = await withImports(await loadGraphs!([...opened.modules]), tree, paths);
  const repo: Repo = { ...opened, modules };
  const built = (await loadGraphs!(works)).map((work) => {
    const members = modules.filter(({ dir }) => work.members!.some((member) => member.dir === dir));
    return markedByMembers(work, members);
  });
  const world = { repo, local: localSources(tree, paths, repo.hasFolder), answer: answer!, read: new Map() };
  const lines: string[] = [];
  for (const module of [...modules, ...built]) {
    lines.push(...ofModule(module, repo));
    for (const [name, options] of BUILDS) lines.push(...ofBuild(name, await builtModules(module, world, options)));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function ofModule(module: MainModule, repo: Repo): string[] {
  const { kind, source, path, errors, workspace, sum, vendor, mismatches, imports, uses } = module;
  const lines = requiringLines(repo);
  return [
    `${kind} ${source.path}${path === '' ? '' : `: ${path}`}${workspace === undefined ? '' : `, in ${workspace.source.path}`}`,
    ...errors.map(
      ({ at: place, message, hint }) => `  error ${at(place)} ${message}${hint === undefined ? '' : ` (${hint})`}`,
    ),
    ...(sum ? [`  ${sum.source.path}: ${sum.entries.length} lines, ${sum.errors.length} errors`] : []),
    ...(vendor ? [`  ${vendor.source.path}: ${vendor.list.length} modules`] : []),
    `  graph ${ofGraph(module)}`,
    ...uses.flatMap((use) => [`  ${ofUse(use)}`, ...ofTrail(module, use, lines(module, use.trail))]),
    ...(mismatches ?? []).map(({ entry, downloaded }) => `  mismatch ${entry.path} ${entry.version}: ${downloaded}`),
    ...(imports.state === 'read'
      ? [...imports.paths].map(([imported, file]) => `  imports ${imported} in ${file}`)
      : [`  imports ${JSON.stringify(imports)}`]),
    ...(imports.state === 'read' && imports.commands.length > 0 ? [`  commands ${imports.commands.join(', ')}`] : []),
  ];
}

function ofGraph({ graph }: MainModule): string {
  const { state } = graph;
  if (state === 'loaded') return [state, ...graph.beyond.map(lacking)].join(' ');
  if (state === 'workspace') return [state, ...graph.beyond.map(lacking), 'instead of', shown(graph.instead)].join(' ');
  if (state === 'vendored') return `${state} instead of ${shown(graph.instead)}`;
  return shown(graph);
}

const lacking = (one: object) => JSON.stringify(one);

/** One line, whatever Go says. */
const shown = (value: object) => JSON.stringify(value);

function ofUse({
  path,
  version,
  replace,
  direct,
  require,
  depth,
  depthState,
  at: place,
  ...rest
}: ModuleInUse): string {
  const { requiredBy, inMember, unbuilt, own } = rest;
  return [
    `${path} ${version}`,
    ...(replace ? [`=> ${replace.path} ${replace.version}`.trimEnd()] : []),
    at(place),
    direct ? 'direct' : 'indirect',
    ...(require ? [`requires ${require.version}${require.indirect ? ' indirectly' : ''}`] : []),
    `${depthState} ${depth ?? '?'}`,
    ...(requiredBy ?? []).map((by) => `by ${by.module.source.path} ${by.require.version}`),
    ...(inMember ? [`in member: ${inMember}`] : []),
    ...(unbuilt ? ['unbuilt'] : []),
    ...(own ? ['own'] : []),
  ].join(' ');
}

function ofTrail(module: MainModule, use: ModuleInUse, lines: readonly (Span | undefined)[]): string[] {
  if (use.trail.length < 2) return [];
  const steps = use.trail.map(
    ({ path, version }, i) => `${path} ${version} (${lines[i] ? at(lines[i]) : 'elsewhere'})`,
  );
  return [`    by ${steps.join(' > ')}`, `    way out: ${wayOut(module, use)}`];
}

function ofBuild(name: string, result: Awaited<ReturnType<typeof builtModules>>): string[] {
  if (result.state === 'unknown') return [`  built for ${name}: unknown: ${result.why}`];
  return [
    `  built for ${name}: ${[...result.modules].map(([path, by]) => `${path} (${by.package} by ${by.importer})`).join(', ')}`,
    ...result.unprovided.map((by) => `    nothing provides ${by.package}, imported by ${by.importer}`),
    ...(result.zips.size > 0 ? [`    zips ${[...result.zips.keys()].join(', ')}`] : []),
  ];
}

function at(span: Span): string {
  const { path, start, end } = placeOf(span);
  return `${path}:${start.line}:${start.column}-${end.line}:${end.column}`;
}
