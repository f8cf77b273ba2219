import {
  argumentSpan,
  type Draft,
  defineRule,
  folderOf,
  goversion,
  inFolder,
  type MainModule,
  modulePatterns,
  pathSet,
  prefixMatcher,
  type Repo,
} from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/tool',
  title: 'Tool not allowed or not provided',
  why: "`go tool` builds and runs the program of a `tool` line, on every developer's machine and in CI. Review a tool like any other dependency.",
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(
          modulePatterns(v),
          v.description('Allowed tool packages, including all packages below them. Empty: all'),
        ),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const module of repo.modules) {
      const { mod, workspace } = module;
      if (mod.tool.length === 0) continue;
      const isRequired = pathSet(mod.require.map((r) => r.path));
      // Before 1.17 go.mod does not name all modules; in a workspace another member may provide the package.
      const complete =
        mod.go !== undefined &&
        goversion.compare(mod.go.version, '1.17') >= 0 &&
        workspace === undefined &&
        module.errors.length === 0;
      for (const { path, line } of mod.tool) {
        const at = argumentSpan(mod.syntax, line, 0);
        if (options.allow.length > 0 && !allowed(path)) {
          yield {
            at,
            subject: path,
            message: `${path} is not an allowed tool`,
            hint: `run "go get -tool ${path}@none", or add it to "allow"`,
            module,
            data: { kind: 'not-allowed' },
          };
        } else if (complete && !isRequired(path)) {
          const fault = faultOf(path, module, repo);
          if (fault !== undefined) yield { ...fault, at, subject: path, module };
        }
      }
    }
  },
});

/** Why no package of this path is there, with Go's words where it has some. The path is none of a required module. */
function faultOf(path: string, module: MainModule, repo: Repo): Pick<Draft, 'message' | 'hint' | 'data'> | undefined {
  if (path === module.path || path.startsWith(`${module.path}/`)) return ownFault(path, module, repo);
  if (!path.split('/', 1)[0]!.includes('.')) return stdFault(path);
  return {
    message: `no required module provides package ${path}`,
    hint: `add one with "go get -tool ${path}"`,
    data: { kind: 'not-provided' },
  };
}

/** Go looks for a path whose first element has no dot in the standard library, whose programs are all below cmd/. */
function stdFault(path: string): Pick<Draft, 'message' | 'hint' | 'data'> | undefined {
  if (path.startsWith('cmd/')) return undefined;
  return {
    message: `package ${path} is not a program: the standard library has programs below cmd/ only`,
    hint: `remove it with "go get -tool ${path}@none"`,
    data: { kind: 'not-a-program' },
  };
}

function ownFault(path: string, module: MainModule, repo: Repo): Pick<Draft, 'message' | 'hint' | 'data'> | undefined {
  const folder = inFolder(module.dir, path.slice(module.path.length + 1));
  const nested = nestedModule(folder, module, repo);
  if (nested !== undefined) {
    return {
      message: `no required module provides package ${path}: it belongs to the nested module of ${nested}/go.mod`,
      hint: `require that module, or write the tool line in ${nested}/go.mod`,
      data: { kind: 'nested' },
    };
  }
  // A tree without any .go file was cut down to what tells of modules.
  if (!repo.hasSources() || repo.hasFolder(folder)) return undefined;
  return {
    message: `no required module provides package ${path}: there is no folder ${folder}`,
    hint: `correct the path, or remove it with "go get -tool ${path}@none"`,
    data: { kind: 'missing' },
  };
}

/** The folder of another go.mod between the module's own and the package. */
function nestedModule(folder: string, { dir }: MainModule, repo: Repo): string | undefined {
  for (let at = folder; at !== dir && at !== ''; at = folderOf(at)) {
    if (repo.hasFile(inFolder(at, 'go.mod'))) return at;
  }
  return undefined;
}
