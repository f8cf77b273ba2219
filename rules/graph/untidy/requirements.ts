import {
  argumentSpan,
  type Draft,
  firstLine,
  goversion,
  isToolchain,
  lineSpan,
  type MainModule,
  type ModuleGraph,
  type ModuleVersion,
  type Require,
  replaceSpans,
  type Span,
  semver,
  versionSpan,
} from '../../../src/rule.ts';

/** What go.mod says twice, against itself, or in a form that Go would not leave. */
export function* lineFindings(module: MainModule): Generator<Draft> {
  const { mod, path } = module;
  yield* notCanonical(module);
  const counted = required(module);
  const excluded = new Set(mod.exclude.map(key));
  for (const require of mod.require) {
    const found = {
      at: versionSpan(mod.syntax, require.line),
      subject: require.path,
      version: require.version,
      module,
    };
    const highest = counted.get(require.path);
    if (require.path === path) {
      yield {
        ...found,
        message: `the module requires itself (${require.version}), which has no effect`,
        hint: `run "go mod edit -droprequire=${path}" to remove the line`,
        data: { kind: 'main' },
      };
    } else if (excluded.has(key(require))) {
      yield {
        ...found,
        message: `${require.path} ${require.version} is required and excluded: Go ignores the requirement`,
        hint: 'require another version or remove the exclude line, then run "go mod tidy"',
        data: { kind: 'excluded' },
      };
    } else if (highest !== undefined && highest.version !== require.version) {
      yield {
        ...found,
        message: `${require.path} is required twice: ${require.version} here, ${highest.version} elsewhere`,
        hint: 'keep only the higher version',
        related: [{ at: versionSpan(mod.syntax, highest.line), message: 'other requirement' }],
        data: { kind: 'duplicate' },
      };
    }
  }
}

/** By path, the requirement that counts: the highest that is not excluded. */
function required({ mod, path }: MainModule): Map<string, Require> {
  const excluded = new Set(mod.exclude.map(key));
  const highest = new Map<string, Require>();
  for (const require of mod.require) {
    if (require.path === path || excluded.has(key(require))) continue;
    const known = highest.get(require.path);
    if (known === undefined || semver.compare(known.version, require.version) < 0) highest.set(require.path, require);
  }
  return highest;
}

/** modload.fixVersion: what is no canonical version is a question, and Go writes the answer into go.mod. */
function* notCanonical(module: MainModule): Generator<Draft> {
  for (const { at, path, version } of versionsIn(module)) {
    const written = at.file.text.slice(at.start, at.end).replace(/^"|"$/g, '');
    if (written === version) continue;
    yield {
      at,
      subject: path,
      version,
      message: `${written} is not a complete version of ${path}`,
      hint: 'write the complete version, or run "go mod tidy"',
      module,
      data: { kind: 'not-canonical' },
    };
  }
}

function* versionsIn({ mod }: MainModule): Generator<ModuleVersion & { readonly at: Span }> {
  for (const { path, version, line } of [...mod.require, ...mod.exclude])
    yield { path, version, at: versionSpan(mod.syntax, line) };
  for (const replace of mod.replace) {
    const { oldVersion, newVersion } = replaceSpans(mod.syntax, replace);
    if (oldVersion) yield { ...replace.old, at: oldVersion };
    if (newVersion) yield { ...replace.new, at: newVersion };
  }
}

/** What Go builds at another version than go.mod says, or that go.mod has to say and does not (modload.updateRoots). */
export function* rootFindings(module: MainModule): Generator<Draft> {
  if (module.graph.state !== 'loaded') return;
  const { graph } = module.graph;
  const { mod, source } = module;
  const counted = required(module);
  const askers = askersIn(graph);
  const ofModule = mod.module ? lineSpan(mod.syntax, mod.module.line) : firstLine(source);
  for (const { path, version, line } of counted.values()) {
    const selected = graph.selected(path);
    if (selected === undefined || selected === version) continue;
    yield {
      at: versionSpan(mod.syntax, line),
      subject: path,
      version,
      message: `${path} is required at ${version}, but Go selects ${selected}${asks(askers, { path, version: selected })}`,
      hint: 'run "go mod tidy"',
      module,
      data: { kind: 'raised', selected },
    };
  }
  for (const root of graph.roots) {
    if (root.path === 'go') yield* goLine(module, askers, root.version, ofModule);
    if (isToolchain(root.path) || counted.has(root.path)) continue;
    yield {
      at: ofModule,
      subject: root.path,
      version: root.version,
      message: `${root.path} ${root.version} is missing in go.mod${asks(askers, root)}`,
      hint: 'run "go mod tidy"',
      module,
      data: { kind: 'missing', selected: root.version },
    };
  }
}

function asks(askers: Askers, module: ModuleVersion): string {
  const by = askers.get(key(module));
  return by === undefined ? '' : ` (required by ${by.path} ${by.version})`;
}

function* goLine(module: MainModule, askers: Askers, needed: string, ofModule: Span): Generator<Draft> {
  const { mod } = module;
  if (goversion.compare(needed, mod.go?.version ?? '1.16') <= 0) return;
  const by = askers.get(key({ path: 'go', version: needed }));
  yield {
    at: mod.go ? argumentSpan(mod.syntax, mod.go.line, 0) : ofModule,
    subject: 'go',
    message: `${mod.go ? `go ${mod.go.version} is too low` : 'the go line is missing'}: ${by ? `${by.path} ${by.version}` : 'a requirement'} needs go ${needed}`,
    hint: `run "go get go@${needed}" or "go mod tidy"`,
    module,
    data: { kind: 'go', selected: needed },
  };
}

/** By module version, the first module of the graph, the main module aside, that requires this very version. */
type Askers = ReadonlyMap<string, ModuleVersion>;

function askersIn(graph: ModuleGraph): Askers {
  const askers = new Map<string, ModuleVersion>();
  for (const module of graph.walk()) {
    if (module.version === '' || isToolchain(module.path)) continue;
    for (const required of graph.requirements(module) ?? [])
      if (!askers.has(key(required))) askers.set(key(required), module);
  }
  return askers;
}

function key({ path, version }: ModuleVersion): string {
  return `${path}@${version}`;
}
