/** Programs that own the git hooks of a repository, told by their files, and what to write for each. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../version.ts';

export interface HookManager {
  readonly name: string;
  /** The file by which it was told, from the root. */
  readonly file: string;
  /** What to add, and where. */
  readonly lines: string;
}

type Recipe = Omit<HookManager, 'file'> & { readonly files: readonly string[]; readonly packageKey?: string };

const PRE_COMMIT = `add to "repos" in the file:
  - repo: https://github.com/modwarden/modwarden
    rev: v${VERSION}
    hooks:
      - id: modwarden
      - id: modwarden-push
then run: NAME install --hook-type pre-commit --hook-type pre-push`;

const RECIPES: readonly Recipe[] = [
  { name: 'prek', files: ['prek.toml'], lines: PRE_COMMIT.replace('NAME', 'prek') },
  {
    name: 'pre-commit or prek',
    files: ['.pre-commit-config.yaml', '.pre-commit-config.yml'],
    lines: PRE_COMMIT.replace('NAME', 'pre-commit'),
  },
  {
    name: 'lefthook',
    files: ['', '.'].flatMap((dot) =>
      ['yml', 'yaml', 'toml', 'json', 'jsonc'].flatMap((ext) => [
        `${dot}lefthook.${ext}`,
        `.config/${dot}lefthook.${ext}`,
      ]),
    ),
    packageKey: 'lefthook',
    lines: `add to the file (as YAML; no "glob": it does not see deleted files):
pre-commit:
  commands:
    modwarden:
      run: modwarden check --staged
pre-push:
  commands:
    modwarden:
      run: modwarden check --pushed
      use_stdin: true`,
  },
  {
    name: 'husky',
    files: ['.husky'],
    packageKey: 'husky',
    lines: `add to .husky/pre-commit:
npx --no-install modwarden check --staged
and to .husky/pre-push:
npx --no-install modwarden check --pushed`,
  },
  {
    name: 'simple-git-hooks',
    files: ['js', 'cjs', 'mjs', 'json'].flatMap((ext) => [`.simple-git-hooks.${ext}`, `simple-git-hooks.${ext}`]),
    packageKey: 'simple-git-hooks',
    lines: `add to "simple-git-hooks":
"pre-commit": "npx --no-install modwarden check --staged",
"pre-push": "npx --no-install modwarden check --pushed"
then run: npx simple-git-hooks`,
  },
  {
    name: 'lint-staged',
    files: [
      '.lintstagedrc',
      ...['json', 'yaml', 'yml', 'mjs', 'cjs', 'js'].map((ext) => `.lintstagedrc.${ext}`),
      ...['mjs', 'cjs', 'js'].map((ext) => `lint-staged.config.${ext}`),
    ],
    packageKey: 'lint-staged',
    lines: `add to its configuration (it does not see deleted files: a line in the hook itself does):
"{go.mod,go.sum,go.work}": "modwarden check --staged"`,
  },
];

const MAX_PACKAGE = 1 << 20;

/** In the order of the recipes; a repository may have several. */
export function hookManagers(root: string): readonly HookManager[] {
  const keys = packageKeys(root);
  return RECIPES.flatMap(({ name, files, packageKey, lines }) => {
    const found = files.find((file) => statSync(join(root, file), { throwIfNoEntry: false }) !== undefined);
    const file = found ?? (packageKey !== undefined && keys.has(packageKey) ? 'package.json' : undefined);
    return file === undefined ? [] : [{ name, file, lines }];
  });
}

/** The keys of package.json; none where it cannot be read. */
function packageKeys(root: string): ReadonlySet<string> {
  const file = join(root, 'package.json');
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > MAX_PACKAGE) return new Set();
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return new Set(typeof json === 'object' && json !== null ? Object.keys(json) : []);
  } catch {
    return new Set();
  }
}
