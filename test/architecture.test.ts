/** Which part of the source may import which, and why; held against the import lines. There is no list of exceptions. */
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, type SourceFile, sourceFiles } from './support/imports.ts';

/** A part may import itself and, for the reason given, the parts named here. What is not named is forbidden. */
const EDGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  text: {},
  go: {
    text: "Go's semantics stand alone, to be held against the real go command; all they need is text with places.",
  },
  env: { go: 'Files that set Go variables are judged by what Go makes of them.', text: 'Settings have places.' },
  license: { text: 'Licenses are told from text and nothing else.', go: 'A license file belongs to a module version.' },
  vuln: { go: 'Versions of modules are compared and named as Go does.' },
  model: {
    go: "The repository is what Go's parsers say.",
    env: "Who sets Go's variables is part of the repository.",
    license: 'Facts about licenses have its types.',
    vuln: 'Facts about vulnerabilities have its types.',
    text: 'Everything has a place.',
  },
  policy: {
    model: 'Policies set options of rules.',
    go: "Module patterns are Go's, and waivers stand in its files.",
    license: 'A policy on licenses is checked when it is loaded.',
    text: 'Every value has its place.',
  },
  lint: {
    model: 'The engine gives the repository to the rules.',
    policy: 'The policy says which.',
    go: "Waivers match by Go's patterns.",
    license: 'Rules are handed its tools.',
    text: 'Findings quote the source.',
    'version.ts': 'A report says what made it.',
  },
  report: {
    model: 'Every format is a function of the report.',
    go: 'Reports hold module versions.',
    license: 'Reports hold license expressions.',
    text: 'What comes from outside is made fit to be shown.',
    'version.ts': 'A format says what made it.',
  },
  gather: {
    model: 'Trees and facts are what it gathers.',
    go: "Proxies and caches are asked as Go's settings say.",
    env: "The user's own settings are read by the same parsers.",
    license: 'License files are picked from zips.',
    policy: 'Policy files are found and read.',
    vuln: 'Files of a vulnerability database are read here.',
    text: 'Bytes become text here.',
    'version.ts': 'Servers are told who asks.',
  },
  fleet: {
    model: 'A fleet adds up reports.',
    gather: 'Its runs share what they ask of servers.',
    report: 'It keeps the inventory of each report.',
    go: 'Modules and versions are sorted as Go does.',
    text: 'What comes from outside is made fit to be shown.',
  },
  'rule.ts': {
    model: 'The door shows authors the model,',
    go: "Go's semantics,",
    env: 'settings of committed files,',
    license: 'the tools for licenses,',
    policy: 'the kinds of options,',
    vuln: 'what is known of vulnerabilities,',
    text: 'and places.',
  },
  library: {
    'rules/index.ts': 'The built-in rules always apply.',
    gather: 'It opens a run,',
    lint: "checks its caller's own rules, and applies all of them.",
    model: 'It takes a tree and gives a report.',
    policy: 'An example of a page can have a policy,',
    go: 'and captured settings of Go.',
    text: 'Errors quote what was given.',
  },
  lsp: {
    'rules/index.ts': 'The built-in rules apply while somebody types.',
    gather: 'It opens a run over unsaved text,',
    lint: 'applies the rules,',
    policy: 'writes waivers,',
    report: 'links to the pages of rules,',
    license: 'tells the license of a module,',
    model: 'shows the repository,',
    go: 'finds the lines of go.mod,',
    text: 'and places all of it in a text.',
    'version.ts': 'An editor is told what serves it.',
  },
  'index.ts': {
    library: 'The public API exports its two functions,',
    model: 'their types,',
    gather: 'trees and fact sources,',
    report: 'formats,',
    text: 'places,',
    'rules/index.ts': 'the built-in rules,',
    'version.ts': 'and its version.',
  },
  'rule-test.ts': {
    library: 'Authors of rules run the examples of their pages,',
    lint: 'and have their definitions checked,',
    model: 'which are rules.',
  },
  'go-api.ts': {
    go: "The public API of Go's formats and algorithms exports these,",
    text: 'and the text with places that they read.',
  },
  commands: Object.fromEntries(
    [
      'rules/index.ts',
      'fleet',
      'gather',
      'lint',
      'policy',
      'report',
      'lsp',
      'model',
      'license',
      'vuln',
      'env',
      'go',
      'text',
      'rule.ts',
      'version.ts',
    ].map((part) => [part, 'A command puts all parts together.']),
  ),
  'cli.ts': {
    commands: 'It picks the command.',
    gather: 'Commands are handed standard input.',
    text: 'It shows what it was given.',
    'version.ts': '--version.',
  },
  'version.ts': {},
  rules: { 'rule.ts': 'A built-in rule sees what a plug-in would see.' },
  'rules/index.ts': { rules: 'It lists them.', model: 'It says what they are.' },
};

/**
 * The concepts of Go, each in its folder; which may import which, and why. `graph` has folders of its own that are one concept, read
 * in parts.
 */
const INSIDE_GO: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  std: {},
  version: { std: 'Versions are compared as Go compares text.' },
  path: {
    std: 'Which characters a path may have is a question of Unicode.',
    version: 'A path may carry a major version.',
    modfile: 'The grammar of replace says what a directory path is.',
  },
  modfile: { std: 'Strings are quoted as Go quotes them.', version: 'Directives hold versions.' },
  edit: {
    modfile: 'An edit changes the syntax tree.',
    path: 'Arguments are checked as paths.',
    std: 'Messages quote as Go does.',
    version: 'Edits set versions.',
  },
  source: { std: 'Import paths are Go strings.' },
  sum: {
    path: 'A line names a module by its path.',
    std: 'Fields are split as Go splits them.',
    version: 'A line names a module version.',
  },
  vendor: {
    path: 'modules.txt lists import paths.',
    std: 'Lines are read as Go reads them.',
    version: 'It names module versions.',
  },
  env: {
    std: 'Settings hold URLs and quoted strings.',
    version: 'Toolchains are versions.',
    path: 'Some settings are patterns.',
  },
  graph: {
    std: 'Order is by bytes.',
    version: 'Minimal version selection compares versions.',
    path: 'Paths are checked and escaped.',
    modfile: 'A graph is made of go.mod files.',
    sum: 'go.sum vouches for them.',
    vendor: 'vendor/modules.txt stands in for a graph.',
  },
  dirhash: {
    std: 'Names are ordered and compared as Go does.',
    version: "A zip's names carry the version; vendor folders are read by the go line.",
    path: 'File names in a zip are checked.',
  },
  sumdb: {
    std: 'Notes are text as Go splits it.',
    env: 'GOSUMDB holds the key.',
    path: 'Lookups name escaped paths; private paths are not looked up.',
  },
};

/** The parts with effects. Everywhere else the same input gives the same output, on every machine, in every order. */
const WITH_EFFECTS: ReadonlySet<string> = new Set(['gather', 'lsp', 'fleet', 'commands', 'cli.ts']);

const EFFECTS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bfetch\(|\bXMLHttpRequest\b/, 'the network'],
  [/\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/, 'a clock'],
  [/\bprocess\./, 'the process'],
  [/\bMath\.random\b/, 'chance'],
];

/** Of Node's own modules the pure ones. */
const PURE_MODULES: ReadonlySet<string> = new Set(['node:buffer', 'node:crypto']);

/** Loading one of these costs more than all the rest of a hook's run. */
const HEAVY = /^(?:valibot|yaml|semver|minimatch|cosmiconfig|yauzl|spdx-[a-z-]+|vscode-[a-z-]+)(?:\/|$)/;

/** The command, the GitHub Action, and the one for those who work on it. */
const ENTRIES: ReadonlySet<string> = new Set([
  'src/cli.ts',
  'src/commands/action/action.ts',
  'src/commands/dev/dev.ts',
]);

/** Where printable text alone goes to standard output and standard error; what is printed is for the entries to say. */
const PRINTS = 'src/commands/shared/print.ts';

/** Who may say of a text that it is fit to be printed (src/text/printable.ts). */
const MAKES_PRINTABLE: ReadonlySet<string> = new Set([
  'src/text/printable.ts',
  'src/text/json-text.ts',
  'src/text/workflow-command.ts',
]);

const MAX_LINES = 400;

/** Beside each other in one folder: a page that reads like a table of contents. */
const MAX_FILES = 25;

const files = sourceFiles('src', 'rules');

describe('imports', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(offenses(({ imports }) => imports).length).toBeGreaterThan(files.length);
  });

  it('go only where the picture has an arrow', () => {
    const forbidden = (file: SourceFile) =>
      file.imports.filter(({ target, relative }) => {
        const [from, to] = [partOf(file.path), partOf(target)];
        return relative && from !== to && !Object.hasOwn(EDGES[from] ?? {}, to);
      });
    expect(offenses(forbidden)).toEqual([]);
  });

  it('inside src/go go only where the picture has an arrow', () => {
    const concept = (path: string) => /^src\/go\/([^/]+)\//.exec(path)?.[1];
    const forbidden = ({ path, imports }: SourceFile) => {
      const from = concept(path);
      if (from === undefined) return [];
      return imports.filter(({ target }) => {
        const to = concept(target);
        return to !== undefined && from !== to && !Object.hasOwn(INSIDE_GO[from] ?? {}, to);
      });
    };
    expect(offenses(forbidden)).toEqual([]);
    expect(files.flatMap(({ path }) => (/^src\/go\/[^/]+$/.test(path) ? [path] : []))).toEqual([]);
  });

  it('run in no circle, types included', () => {
    expect(circles()).toEqual([]);
  });

  it('of one rule do not reach another', () => {
    const others = ({ path, imports }: SourceFile) =>
      partOf(path) === 'rules'
        ? imports.filter(({ target }) => partOf(target) === 'rules' && dirname(target) !== dirname(path))
        : [];
    expect(offenses(others)).toEqual([]);
  });

  it("take Node's modules only where there may be effects", () => {
    const impure = ({ path, imports }: SourceFile) =>
      WITH_EFFECTS.has(partOf(path))
        ? []
        : imports.filter(
            ({ target, typeOnly }) => target.startsWith('node:') && !PURE_MODULES.has(target) && !typeOnly,
          );
    expect(offenses(impure)).toEqual([]);
  });

  it('of heavy packages wait until they are needed', () => {
    const start = atStart('src/cli.ts', 'src/index.ts');
    expect(start.size).toBeGreaterThan(20);
    const eager = ({ path, imports }: SourceFile) =>
      start.has(path) ? imports.filter((i) => HEAVY.test(i.target) && isAtOnce(i)) : [];
    expect(offenses(eager)).toEqual([]);
  });
});

describe('source files', () => {
  it('have no effects outside the parts that are there for them', () => {
    const found = files
      .filter(({ path }) => !WITH_EFFECTS.has(partOf(path)))
      .flatMap(({ path, text }) =>
        EFFECTS.flatMap(([pattern, what]) => (pattern.test(code(text)) ? [`${path} uses ${what}`] : [])),
      );
    expect(found).toEqual([]);
  });

  it('leave it to the entries to end the process', () => {
    const ending = files.filter(
      ({ path, text }) => !ENTRIES.has(path) && /\bprocess\.(?:exit|abort|kill|exitCode)\b/.test(code(text)),
    );
    expect(ending.map(({ path }) => path)).toEqual([]);
  });

  it('escape text before they print it', () => {
    const claim = /\bas (?:unknown as )?(?:Printable|FileText|never|any)\b|<(?:Printable|FileText)>\w/;
    const claiming = files.filter(({ path, text }) => !MAKES_PRINTABLE.has(path) && claim.test(code(text)));
    expect(claiming.map(({ path }) => path)).toEqual([]);
    const printing = files.filter(
      ({ path, text }) =>
        !ENTRIES.has(path) && path !== PRINTS && /\bprocess\.std(?:out|err)\b|\bconsole\./.test(code(text)),
    );
    expect(printing.map(({ path }) => path)).toEqual([]);
    const callers = files.filter(({ text }) => /\bshared\/print\.ts'|'\.\/print\.ts'/.test(text));
    expect(callers.map(({ path }) => path)).toEqual(['src/cli.ts']);
  });

  it(`are at most ${MAX_FILES} in one folder`, () => {
    const count = new Map<string, number>();
    for (const { path } of files) count.set(dirname(path), (count.get(dirname(path)) ?? 0) + 1);
    expect([...count].filter(([, n]) => n > MAX_FILES)).toEqual([]);
  });

  it(`have at most ${MAX_LINES} lines`, () => {
    const long = [...files, ...sourceFiles('test')].map(
      ({ path, text }) => [path, text.split('\n').length - 1] as const,
    );
    expect(long.filter(([, lines]) => lines > MAX_LINES)).toEqual([]);
  });
});

/** Files that import each other, directly or by way of others: Tarjan's strongly connected components. */
function circles(): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string) => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    stack.push(path);
    for (const { target } of byPath.get(path)!.imports) {
      if (!byPath.has(target)) continue;
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(low.get(path)!, low.get(target)!));
    }
    if (low.get(path) !== index.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1) found.push(group);
  };
  for (const { path } of files) if (!index.has(path)) visit(path);
  return found;
}

/** `go` of `src/go/graph/types.ts`, `rule.ts` of `src/rule.ts`, `rules` of a rule, `rules/index.ts`. */
function partOf(path: string): string {
  if (path === 'rules/index.ts') return path;
  const [top, second = ''] = path.split('/');
  return top === 'src' ? second : top!;
}

/** Whether the import is followed when the file is loaded. */
function isAtOnce({ typeOnly, dynamic }: Import): boolean {
  return !typeOnly && !dynamic;
}

/** The files that are loaded when one of these is. */
function atStart(...entries: readonly string[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = new Set(entries);
  for (const path of loaded) {
    for (const i of byPath.get(path)?.imports ?? []) if (i.relative && isAtOnce(i)) loaded.add(i.target);
  }
  return loaded;
}

function offenses(choose: (file: SourceFile) => readonly Import[]): string[] {
  return files.flatMap((file) => choose(file).map(({ target, line }) => `${file.path}:${line} imports ${target}`));
}

/** Without comments, which may speak of anything. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
it('loads nothing of vulnerability databases, reports and indexes with what every run needs', () => {
  const imports = new Map(sourceFiles('src', 'rules').map((file) => [file.path, file.imports]));
  const hot = new Set(['src/cli.ts']);
  for (const path of hot)
    for (const { target, typeOnly, dynamic } of imports.get(path) ?? [])
      if (!typeOnly && !dynamic && imports.has(target)) hot.add(target);
  expect(hot).toContain('rules/vuln/known/rule.ts');
  const LAZY = /^src\/(?:vuln|gather\/vulndb|gather\/module-index)\/|\/known-vulnerabilities\.ts$/;
  expect([...hot].filter((path) => LAZY.test(path))).toEqual([]);
});
