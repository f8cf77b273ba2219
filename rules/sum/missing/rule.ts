import {
  type Draft,
  defineRule,
  firstLine,
  isToolchain,
  isVendored,
  type Line,
  lineSpan,
  type MainModule,
  type ModuleVersion,
  moduleName,
  pathSpan,
  replacementOf,
  type Span,
  sumHashes,
  sumKey,
  sumName,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/missing',
  title: 'Missing go.sum entry',
  why: 'Without a go.sum entry, nobody notices when the content of a module version changes. Go fails with "missing go.sum entry" if it needs such a module. If Go may write go.sum, it accepts what the server sends.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'graph',
  declared: true,
  presets: ['strict'],
  *check(repo) {
    for (const module of repo.modules) {
      if (module.errors.length > 0 || isVendored(module) || (module.sum?.errors.length ?? 0) > 0) continue;
      const needed = [...neededBy(module)];
      const lines = hashesFor(module);
      if (lines.size === 0 && needed.length > 0) yield noFile(module, needed);
      else
        yield* missing(
          module,
          needed.filter(({ actual }) => !lines.has(sumKey({ ...actual, goMod: true }))),
        );
    }
  },
});

/** A go.mod that Go loads, and where the hash is looked up: the module itself or what replaces it. */
interface Needed {
  readonly module: ModuleVersion;
  readonly actual: ModuleVersion;
}

/** The go.mod files of the loaded graph, pruned ones aside; without a graph those of the requirements, which are loaded in any case. */
function* neededBy({ mod, path, graph }: MainModule): Generator<Needed> {
  const excluded = new Set(mod.exclude.map((e) => `${e.path}@${e.version}`));
  const declared = mod.require.filter((r) => r.path !== path && !excluded.has(`${r.path}@${r.version}`));
  const loaded = graph.state === 'loaded' ? graph.graph : undefined;
  for (const module of loaded ? loaded.walk() : declared) {
    if (module.version === '' || isToolchain(module.path) || (loaded && !loaded.requirements(module))) continue;
    const actual = replacementOf(mod.replace, module.path, module.version) ?? module;
    // A folder has no version and needs no line.
    if (actual.version !== '') yield { module, actual };
  }
}

/** Keys that have a hash which counts. In a workspace go.work.sum holds what the members' files lack. */
function hashesFor({ sum, workspace }: MainModule): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const file of [sum, workspace?.sum]) {
    if (file === undefined) continue;
    for (const [key, hashes] of sumHashes(file)) if (hashes.some((hash) => hash.startsWith('h1:'))) keys.add(key);
  }
  return keys;
}

function noFile(module: MainModule, needed: readonly Needed[]): Draft {
  const line = module.mod.module?.line;
  const what = module.sum === undefined ? `${sumName(module)} is missing` : `${sumName(module)} is empty`;
  const paths = new Set(needed.map((n) => n.module.path)).size;
  return {
    at: line ? lineSpan(module.mod.syntax, line) : firstLine(module.source),
    subject: moduleName(module),
    message: `${what}: ${paths} required module${paths === 1 ? ' has' : 's have'} no checksum`,
    hint: `run "go mod tidy" and commit ${sumName(module)}`,
    module,
    data: { kind: 'no-file' },
  };
}

/** One finding a module, whatever the number of its versions. */
function* missing(module: MainModule, needed: readonly Needed[]): Generator<Draft> {
  const byPath = new Map<string, Needed[]>();
  for (const one of needed) {
    const versions = byPath.get(one.module.path);
    if (versions) versions.push(one);
    else byPath.set(one.module.path, [one]);
  }
  const placeOf = placesIn(module);
  for (const [path, versions] of byPath) {
    const names = versions.map(({ actual }) => `${actual.path} ${actual.version}`);
    const standsFor = versions[0]!.actual.path === path ? '' : ` (replaces ${path})`;
    yield {
      at: placeOf(path),
      subject: path,
      version: versions[0]!.module.version,
      message: `${sumName(module)} has no hash for the go.mod of ${names.join(', ')}${standsFor}`,
      hint: `run "go mod download ${path}" or "go mod tidy"`,
      module,
      data: { kind: 'line', versions: versions.map((v) => v.actual.version) },
    };
  }
}

function placesIn({ mod, uses, source }: MainModule): (path: string) => Span {
  const lines = new Map<string, Line>();
  for (const { path, line } of mod.require) if (!lines.has(path)) lines.set(path, line);
  const used = new Map(uses.map((u) => [u.path, u.at]));
  return (path) => {
    const line = lines.get(path);
    return line ? pathSpan(mod.syntax, line) : (used.get(path) ?? firstLine(source));
  };
}
