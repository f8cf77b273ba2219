import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import { directiveFiles } from '../../src/model/directives.ts';
import { openRepo } from '../../src/model/open.ts';
import { unusedReplacements } from '../../src/model/unused-replacements.ts';

const mod = (name: string, requires = '') =>
  `example.com/${name}: { mod: "module example.com/${name.split('@')[0]}\\ngo 1.25\\n${requires}" }\n`;
const FACTS = [
  mod('a@v1.0.0', 'require example.com/b v1.0.0\\n'),
  mod('a@v1.2.0', 'require example.com/b v1.0.0\\n'),
  ...['b@v1.0.0', 'b@v1.2.0', 'c@v1.0.0', 'c@v1.2.0'].map((name) => mod(name)),
].join('');

/** Of each replacement without effect: its file, what it replaces, and the versions that are there. */
async function unused(files: Readonly<Record<string, string>>, facts = FACTS) {
  const tree = memoryTree(new Map(Object.entries(files)));
  const opened = await openRepo(tree);
  const { loadGraphs } = factsFrom(facts, tree, opened);
  const repo = { ...opened, modules: await loadGraphs!(opened.modules) };
  const unusedOf = unusedReplacements(repo);
  return [...directiveFiles(repo)].flatMap((file) =>
    file.replace.flatMap((line) => {
      const found = unusedOf(file, line);
      const what = `${file.source.path} ${line.old.path} ${line.old.version}`.trimEnd();
      return found === undefined ? [] : [[what, ...found.otherVersions].join(' | ')];
    }),
  );
}

const MOD =
  'module example.com/shop\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n\nrequire example.com/b v1.0.0 // indirect\n\n';

it.each<[line: string, unused: string[]]>([
  ['example.com/a => example.com/a v1.2.0', []],
  ['example.com/a v1.0.0 => example.com/a v1.2.0', []],
  ['example.com/a v1.1.0 => example.com/a v1.2.0', ['go.mod example.com/a v1.1.0 | v1.0.0']],
  ['example.com/b v1.0.0 => example.com/b v1.2.0', []],
  ['example.com/c => example.com/c v1.2.0', ['go.mod example.com/c']],
  ['example.com/c v1.0.0 => example.com/c v1.2.0', ['go.mod example.com/c v1.0.0']],
  // The main module has no version that could be replaced.
  ['example.com/shop => example.com/c v1.2.0', ['go.mod example.com/shop']],
])('in a module: %s', async (line, expected) => {
  expect(await unused({ 'go.mod': `${MOD}replace ${line}\n` })).toEqual(expected);
});

it('cannot be told without a graph', async () => {
  expect(await unused({ 'go.mod': `${MOD}replace example.com/c => example.com/c v1.2.0\n` }, '{}')).toEqual([]);
});

const member = (name: string, lines: string) => `module example.com/${name}\n\ngo 1.25\n\n${lines}`;
const LINE = 'replace example.com/c v1.0.0 => example.com/c v1.2.0\n';
const NEEDS_C = 'require example.com/c v1.0.0\n\n';

it.each<[what: string, files: Record<string, string>, unused: string[]]>([
  [
    'one member needs it, and another has the line',
    { 'm/go.mod': member('m', LINE), 'n/go.mod': member('n', NEEDS_C) },
    [],
  ],
  [
    'the one that needs it has the line itself',
    { 'm/go.mod': member('m', LINE), 'n/go.mod': member('n', NEEDS_C + LINE) },
    ['m/go.mod example.com/c v1.0.0'],
  ],
  ['both need it', { 'm/go.mod': member('m', NEEDS_C + LINE), 'n/go.mod': member('n', NEEDS_C + LINE) }, []],
  [
    'nobody needs it',
    { 'm/go.mod': member('m', LINE), 'n/go.mod': member('n', '') },
    ['m/go.mod example.com/c v1.0.0'],
  ],
  [
    'go.work has a line that some member needs, and one that none does',
    {
      'go.work': `go 1.25\n\nuse (\n\t./m\n\t./n\n)\n\n${LINE}\nreplace example.com/b => example.com/b v1.2.0\n`,
      'm/go.mod': member('m', ''),
      'n/go.mod': member('n', NEEDS_C),
    },
    ['go.work example.com/b'],
  ],
])('in a workspace where %s', async (_, files, expected) => {
  expect(await unused({ 'go.work': 'go 1.25\n\nuse (\n\t./m\n\t./n\n)\n', ...files })).toEqual(expected);
});
