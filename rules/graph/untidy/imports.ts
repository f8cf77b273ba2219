import {
  coveringPaths,
  type Draft,
  firstLine,
  goversion,
  indirectEdit,
  type Line,
  lineSpan,
  type MainModule,
  type ModFile,
  moduleName,
  pathSet,
  type Unchecked,
} from '../../../src/rule.ts';

/** What imports say of a module in use. */
interface Usage {
  /** An import path that it provides, and a file that has it. */
  readonly path: string;
  readonly file: string;
  /** Another module in use may provide it as well: which one does, only its files tell. */
  readonly unsure: boolean;
}

/** An import path of an own package that is not in the tree, and a file that has it. */
interface Missing {
  readonly path: string;
  readonly file: string;
}

/** What the import lines of the module's own .go files say against `// indirect` comments. `own`: paths of the repository's modules. */
export function* importFindings(module: MainModule, own: ReadonlySet<string>): Generator<Draft | Unchecked> {
  const { imports, mod } = module;
  if (imports.state !== 'read') {
    if (mod.require.length > 0)
      yield gap(module, imports.state === 'lacking' ? imports.detail : 'the .go files were not read');
    return;
  }
  const inUse = new Set([...module.uses, ...mod.require, module].map(({ path }) => path));
  inUse.delete('');
  const providersOf = coveringPaths([...inUse].map((path) => [path, path] as const));
  const isOwn = pathSet(own);
  const provides = new Map<string, Usage>();
  const mayProvide = new Set<string>();
  const open = new Map<string, { path: string; file: string }>();
  const isOthers = pathSet([...own].filter((path) => path !== module.path));
  let missing: Missing | undefined;
  for (const [path, file] of imports.paths) {
    const candidates = providersOf(path);
    const [longest] = candidates;
    if (longest === undefined) {
      if (isForeign(path) && !(module.workspace && isOwn(path))) note(open, path, file);
      continue;
    }
    // An own package that is not in the tree: generated code, as a rule, and nobody knows what it imports.
    if (longest === module.path) {
      if (!isOthers(path)) missing ??= { path, file };
      continue;
    }
    const unsure = candidates.length > 1;
    if (provides.get(longest)?.unsure !== false) provides.set(longest, { path, file, unsure });
    for (const other of candidates.slice(1)) mayProvide.add(other);
  }
  yield* comments(module, provides, mayProvide, missing);
  yield* implicit(module, provides);
  yield* notProvided(module, open);
}

/** modload's updateRequirements: direct is what the main module's packages and their tests import. A tool alone is not. */
function* comments(
  module: MainModule,
  provides: ReadonlyMap<string, Usage>,
  mayProvide: ReadonlySet<string>,
  missing: Missing | undefined,
): Generator<Draft> {
  const { mod } = module;
  const excluded = new Set(mod.exclude.map((e) => `${e.path}@${e.version}`));
  const above = coveringPaths(mod.require.map(({ path }) => [path, path] as const));
  const forTools = new Set(mod.tool.flatMap((tool) => above(tool.path)));
  for (const { path, version, indirect, line } of mod.require) {
    if (path === module.path || excluded.has(`${path}@${version}`)) continue;
    const usage = provides.get(path);
    const found = { at: lineSpan(mod.syntax, line), subject: path, version, module };
    if (indirect && usage) {
      yield {
        ...found,
        message: `${path} is marked // indirect, but ${usage.file} imports ${usage.path}`,
        hint: 'remove the comment, or run "go mod tidy"',
        ...(usage.unsure ? { confidence: 'low' as const } : marked(mod, line, false)),
        data: { kind: 'should-be-direct', import: usage.path },
      };
    } else if (!indirect && !usage && !mayProvide.has(path)) {
      const isTool = forTools.has(path);
      yield {
        ...found,
        message: `${path} is not marked // indirect, but ${isTool ? 'only a tool line needs it' : 'no .go file imports it'}`,
        hint: missing
          ? `generate the code first, it may import the module: ${missing.file} imports ${missing.path}, which is not in the tree`
          : isTool
            ? 'mark it // indirect, or run "go mod tidy"'
            : 'run "go mod tidy": it marks the line // indirect or removes it',
        ...(missing ? { confidence: 'low' as const } : isTool ? marked(mod, line, true) : {}),
        data: { kind: 'not-imported' },
      };
    }
  }
}

function marked({ syntax }: ModFile, line: Line, indirect: boolean): Pick<Draft, 'fix'> {
  const edit = indirectEdit(syntax, line, indirect);
  const what = indirect ? 'mark the line // indirect' : 'remove the comment // indirect';
  return edit ? { fix: { what, safe: true, edits: [edit] } } : {};
}

/** A package may come from a module that only others require, until go.mod has to say which version: Go then adds the line, or stops. */
function* implicit(module: MainModule, provides: ReadonlyMap<string, Usage>): Generator<Draft> {
  for (const { path, version, require, at, trail } of module.uses) {
    const usage = provides.get(path);
    if (usage === undefined || require !== undefined) continue;
    yield {
      at,
      subject: path,
      version,
      message: `${path} ${version} is not required in go.mod, but ${usage.file} imports ${usage.path}`,
      hint: `run "go get ${path}@${version}" or "go mod tidy"`,
      module,
      ...(trail.length > 1 && { trail }),
      ...(usage.unsure && { confidence: 'low' as const }),
      data: { kind: 'should-be-required', import: usage.path },
    };
  }
}

function* notProvided(module: MainModule, open: ReadonlyMap<string, { path: string; file: string }>): Generator<Draft> {
  const { mod, graph } = module;
  // Before Go 1.17 go.mod names not all modules that packages come from.
  const complete = graph.state === 'loaded' || (mod.go !== undefined && goversion.compare(mod.go.version, '1.17') >= 0);
  for (const [subject, { path, file }] of open) {
    yield {
      at: mod.module ? lineSpan(mod.syntax, mod.module.line) : firstLine(module.source),
      subject,
      message: `no required module provides ${path}, imported by ${file}`,
      hint: `run "go get ${path}" or "go mod tidy"`,
      module,
      ...(!complete && { confidence: 'low' as const }),
      data: { kind: 'not-provided', import: path },
    };
  }
}

/** One for all packages of what is probably one module: host, organization, name. */
function note(open: Map<string, { path: string; file: string }>, path: string, file: string): void {
  const subject = path.split('/').slice(0, 3).join('/');
  if (!open.has(subject)) open.set(subject, { path, file });
}

/** Not the standard library's, which has no dot in the first element, and not a relative path. */
function isForeign(path: string): boolean {
  const first = path.split('/', 1)[0]!;
  return first.includes('.') && first !== '.' && first !== '..';
}

function gap(module: MainModule, detail: string): Unchecked {
  return {
    unchecked: {
      subject: moduleName(module),
      module,
      why: 'missing',
      detail: `cannot check // indirect comments without import lines: ${detail}`,
      hint: 'check a full checkout, including the .go files',
    },
  };
}
