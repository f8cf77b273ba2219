import { describe, expect, test } from 'vitest';
import { rules as BUILT_IN } from '../../../rules/index.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import type { PolicyRule } from '../../../src/policy/presets/presets.ts';
import { NOTHING_OBSERVED, type Observed } from '../../../src/policy/propose/observed.ts';
import { proposePolicy } from '../../../src/policy/propose/propose.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

/** The built-in rules, and stand-ins for those that come later. */
const STAND_INS: readonly PolicyRule[] = [
  {
    id: 'graph/max-depth',
    level: 'error',
    presets: ['recommended'],
    options: (v) => v.strictObject({ max: v.optional(v.number(), 5) }),
  },
  {
    id: 'freshness/stale',
    level: 'warning',
    presets: ['recommended'],
    options: (v) => v.strictObject({ 'max-age': v.optional(v.string(), '2y') }),
  },
  { id: 'license/policy', level: 'error', presets: [], options: (v) => v.strictObject({ allow: v.array(v.string()) }) },
];
const RULES: readonly PolicyRule[] = [
  ...BUILT_IN,
  ...STAND_INS.filter(({ id }) => !BUILT_IN.some((rule) => rule.id === id)),
];

/** A catalogue that does not grow, for the text as a whole. */
const FIXED: readonly PolicyRule[] = [
  ...STAND_INS,
  ...['replace/local-path', 'graph/duplicate-majors'].map(
    (id): PolicyRule => ({ id, level: 'warning', presets: ['recommended'] }),
  ),
  ...['gomod/go-version', 'graph/banned'].map((id): PolicyRule => ({ id, level: 'warning', presets: [] })),
];

type Files = Readonly<Record<string, string>>;

async function propose(files: Files, rules = RULES, observed: Observed = NOTHING_OBSERVED): Promise<string> {
  const tree = memoryTree(files);
  const paths = await tree.list();
  return proposePolicy({ repo: await openRepo(tree, { paths }), paths, rules, observed });
}

const problemsOf = async (text: string) =>
  told(
    (await loadPolicy({ source: source('.modwarden.yaml', text), rules: RULES, readFile: async () => undefined }))
      .problems,
  );

/** The numbers of the lines of each proposal: lines in a row that begin with # and no space. */
function proposals(text: string): number[][] {
  const found: number[][] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (!/^ *#[^ #]/.test(line)) continue;
    if (found.at(-1)?.at(-1) === i - 1) found.at(-1)!.push(i);
    else found.push([i]);
  }
  return found;
}

function uncommented(text: string, lines: readonly number[]): string {
  return text
    .split('\n')
    .map((line, i) => (lines.includes(i) ? line.replace('#', '') : line))
    .join('\n');
}

const REPOS: readonly [name: string, files: Files][] = [
  ['nothing but a module', { 'go.mod': 'module example.com/m\n\ngo 1.24\n' }],
  [
    'a service with all sorts',
    {
      'go.mod':
        'module git.acme.example/pay/service\n\ngo 1.22.0\n\nrequire (\n\tgithub.com/x/y v1.0.0\n\tsecrets.corp/lib v0.1.0\n)\n\nreplace github.com/x/y => ./y\n',
      'y/go.mod': 'module github.com/x/y\n\ngo 1.24\n',
      'tools/go.mod': 'module git.acme.example/pay/service/tools\n\ngo 1.24\n',
      'examples/hello/go.mod': 'module hello\n\nreplace github.com/x/y => ../../y\n',
      'go.work': 'go 1.24\n\nuse (\n\t.\n\t./y\n)\n',
      'vendor/modules.txt': '## workspace\n',
      '.bingo/lint.mod': 'module _\n',
    },
  ],
  ['a library on a forge', { 'go.mod': 'module github.com/acme/lib\n\ngo 1.21\n' }],
  [
    'broken',
    { 'go.mod': 'module "a\\nb: c"\n<<<<<<<\ngo 1.x\nrequire foo v1\n', 'a: b.mod': '', '.bingo/- x.mod': '' },
  ],
];

const SEEN: Observed = {
  depth: { max: 3, module: 'example.com/deep', complete: false },
  licenses: { ids: ['Apache-2.0 WITH LLVM-exception', 'MIT'], recognized: 2, others: ['example.com/x'] },
  remotes: ['git.acme.example/pay', 'github.com/acme'],
  goPrivate: [{ pattern: '*.corp.example', at: 'Dockerfile:3' }],
};

describe.each(REPOS)('%s', (_, files) => {
  test('what is proposed loads without problems', async () => {
    expect(await problemsOf(await propose(files))).toEqual([]);
  });

  test.each([NOTHING_OBSERVED, SEEN])('and so does every proposal, alone and with the others', async (observed) => {
    const text = await propose(files, RULES, observed);
    const all = proposals(text);
    expect(all.length).toBeGreaterThan(2);
    for (const lines of [...all, all.flat()]) expect(await problemsOf(uncommented(text, lines))).toEqual([]);
  });

  test('it is the same text every time', async () => {
    expect(await propose(files)).toBe(await propose(Object.fromEntries(Object.entries(files).reverse())));
  });
});

test('it reads well', async () => {
  expect(await propose(REPOS[1]![1], FIXED)).toMatchInlineSnapshot(`
    "# Policy for the Go modules of this repository. Proposed by modwarden init, which found:
    # 4 modules, 1 workspace, go 1.22.0 to 1.24, 2 local replace directives, vendored.
    # \`modwarden\` applies it, \`modwarden explain RULE\` explains a rule.
    # A line that begins with # and no space is a proposal: remove the # to use it.

    # recommended: rules for common mistakes and risks. strict: more rules.
    extends: [recommended]

    # Modules that are never requested from a public server. Patterns as in GOPRIVATE, including all modules below.
    # Guessed from module paths, git remotes and settings: please check.
    private:
      - "git.acme.example" # the name of the host
      - "secrets.corp" # the name of the host
      #- "github.com/x" # only if all of it is private

    # Rules that need your decision, with values that fit this repository.
    rules:
      # The lowest go line is 1.22.0.
      #gomod/go-version: { min: "1.22.0" }
      # The depth is unknown without the module cache.
      #graph/max-depth: { max: 5 }
      # No license text was available. These are common; allow those that your organization allows.
      #license/policy: { level: warning, allow: [MIT, Apache-2.0, BSD-2-Clause, BSD-3-Clause, ISC] }
      # Two years without a release are a common limit.
      #freshness/stale: { max-age: 2y }

    overrides:
      # Tools are used here but not shipped.
      - files: ["tools/**"]
        rules:
          graph/max-depth: note
          graph/duplicate-majors: note
          freshness/stale: note
      # Examples often replace the module that they show with its folder.
      - files: ["examples/**"]
        rules:
          replace/local-path: note
          graph/max-depth: note
          freshness/stale: note

    # Other files that look like a go.mod. These lines check them too, which can add findings:
    # modules:
    #   include: [".bingo/lint.mod"]

    # Accept a finding until a date: modwarden waive RULE MODULE --reason TEXT --until YYYY-MM-DD
    # Check every commit: modwarden hook install
    "
  `);
});

test('what was observed decides the values', async () => {
  const text = await propose(REPOS[0]![1], FIXED, SEEN);
  expect(text).toContain('  # The deepest dependency is example.com/deep, at depth 3.\n');
  expect(text).toContain('  #graph/max-depth: { max: 3 }\n');
  expect(text).toContain('  #license/policy: { level: warning, allow: [Apache-2.0 WITH LLVM-exception, MIT] }\n');
  expect(text).toContain('  - "*.corp.example" # GOPRIVATE in Dockerfile:3\n');
  expect(text).toContain('  - "git.acme.example" # the name of the host\n');
  expect(text).toContain('  #- "github.com/acme" # only if all of it is private\n');
});

test('it names only rules that there are', async () => {
  const text = await propose(
    REPOS[1]![1],
    BUILT_IN.filter(({ id }) => id === 'gomod/syntax'),
  );
  expect(text).not.toContain('graph/');
  expect(text).not.toContain('rules:');
});

describe('what the repository has is counted and named', () => {
  const headOf = async (files: Files) => (await propose(files, FIXED)).split('\n')[1];

  test.each<[files: Files, head: string]>([
    [{ 'go.mod': 'module m\n' }, '# 1 module.'],
    [
      { 'go.mod': 'module m\n\ngo 1.24\n\nreplace a.example => ./a\n' },
      '# 1 module, go 1.24, 1 local replace directive.',
    ],
    [
      {
        'go.mod': 'module m\n\ngo 1.24\n',
        'a/go.mod': 'module m/a\n\ngo 1.24\n',
        'go.work': 'go 1.24\nuse .\n',
        'a/go.work': 'go 1.24\nuse .\n',
      },
      '# 2 modules, 2 workspaces, go 1.24.',
    ],
  ])('%j', async (files, head) => {
    expect(await headOf(files)).toBe(head);
  });

  test('files that look like a go.mod, five at most', async () => {
    const mods = Object.fromEntries([...'fedcba'].map((x) => [`${x}.mod`, 'module _\n']));
    const text = await propose(
      { 'go.mod': 'module m\n', ...mods, 'vendor/x.mod': '', 'a/testdata/y.mod': '', 'b c.mod': '' },
      FIXED,
    );
    expect(text).toContain('#   include: ["a.mod", "b.mod", "c.mod", "d.mod", "e.mod"]\n');
    expect(await propose({ 'go.mod': 'module m\n', 'vendor/x.mod': '' }, FIXED)).not.toContain('include');
  });

  test('services of CI, and where nothing looks private', async () => {
    const files = { 'go.mod': 'module m\n', '.github/workflows/a.yml': '', Jenkinsfile: '' };
    const text = await propose(files, FIXED);
    expect(text).toContain(
      '# Check in GitHub Actions: docs/ci/github.md of modwarden has the job.\n# Check in Jenkins: docs/ci/jenkins.md of modwarden has the job.\n',
    );
    expect(text).not.toContain('private:');
    expect(text).not.toContain('overrides:');
  });

  test('modules that may be private alone are only proposed', async () => {
    expect(await propose({ 'go.mod': 'module github.com/acme/m\n' }, FIXED)).toContain(
      '# Guessed from module paths, git remotes and settings: please check.\n#private: ["github.com/acme"]\n',
    );
    const observed = {
      ...NOTHING_OBSERVED,
      goPrivate: [{ pattern: 'github.com/acme', at: 'a:1' }],
      remotes: ['git.acme.example/x'],
    };
    expect(await propose({ 'go.mod': 'module github.com/acme/m\n' }, FIXED, observed)).toContain(
      'private:\n  - "git.acme.example" # the name of the host\n  - "github.com/acme" # GOPRIVATE in a:1\n\n',
    );
  });
});
