import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { findPoliciesOnDisk } from '../../../src/gather/policies/policy-file.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { type FoundPolicies, findPolicies } from '../../../src/policy/find.ts';
import { encode } from '../../../src/text/bytes.ts';
import { told } from '../../policy/helpers.ts';

const scratch: string[] = [];
afterEach(() => {
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

function onDisk(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'modwarden-policy-'));
  scratch.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), encode(text));
  }
  return root;
}

const shown = ({ of, problems }: FoundPolicies) => ({
  of: Object.fromEntries([...of].map(([folder, found]) => [folder, found?.path])),
  texts: [...of.values()].map((found) => found?.text),
  problems: told(problems, ''),
});

const GO = 'module example.com/m\n';
const BESIDE = (path: string, first: string) =>
  `${path}:1:1 unused policy file: ${first} in the same folder takes precedence | keep only one of them`;
const FOLDER = (path: string) =>
  `${path}:1:1 cannot read the policy: a folder has the name of a policy file | fix or remove it`;

/** Layouts, the folders asked for, what is found, what is told. Both ways must give just this. */
const LAYOUTS: readonly [
  name: string,
  files: Files,
  of: Readonly<Record<string, string | undefined>>,
  problems: string[],
][] = [
  ['nothing', { 'go.mod': GO }, { '': undefined }, []],
  [
    'the root for all',
    { '.modwarden.yaml': 'a: 1\n', 'x/y/go.mod': GO },
    { 'x/y': '.modwarden.yaml', '': '.modwarden.yaml' },
    [],
  ],
  [
    'the nearest',
    { '.modwarden.yaml': 'a: 1\n', 'x/.modwarden.yml': 'b: 1\n', 'x/y/.modwarden.json': '{}', 'x/y/z/go.mod': GO },
    { 'x/y/z': 'x/y/.modwarden.json', 'x/y': 'x/y/.modwarden.json', x: 'x/.modwarden.yml', w: '.modwarden.yaml' },
    [],
  ],
  [
    'package.json with the key',
    { 'package.json': '{"modwarden": {}}', 'x/package.json': '{"name": "x"}' },
    { x: 'package.json' },
    [],
  ],
  ['package.json that is null for us', { 'package.json': '{"modwarden": null}' }, { '': 'package.json' }, []],
  ['an escaped key', { 'package.json': '{"mod\\u0077arden": {}}' }, { '': 'package.json' }, []],
  ['a broken package.json that speaks of us', { 'package.json': '{"modwarden": {},}' }, { '': 'package.json' }, []],
  [
    'a broken package.json that does not',
    { 'package.json': '{"x": 1,}', '.modwarden.yml': 'a: 1\n' },
    { '': '.modwarden.yml' },
    [],
  ],
  ['an empty package.json', { 'package.json': '', 'x/package.json': ' ' }, { x: undefined }, []],
  [
    'several in one folder',
    { '.modwarden.yml': 'a: 1\n', '.modwarden.json': '{}', 'package.json': '{"modwarden": {}}' },
    { '': '.modwarden.yml' },
    [BESIDE('.modwarden.json', '.modwarden.yml'), BESIDE('package.json', '.modwarden.yml')],
  ],
  // ExplorerSync by itself would pass over all of these and take the next place.
  [
    'an emptied file judges',
    { '.modwarden.yaml': '', '.modwarden.yml': 'a: 1\n' },
    { '': '.modwarden.yaml' },
    [BESIDE('.modwarden.yml', '.modwarden.yaml')],
  ],
  [
    'an emptied file below another',
    { '.modwarden.yaml': 'a: 1\n', 'x/.modwarden.yaml': '\n' },
    { x: 'x/.modwarden.yaml' },
    [],
  ],
  ['a folder', { '.modwarden.yaml/x': 'a: 1\n', 'x/go.mod': GO }, { x: undefined }, [FOLDER('.modwarden.yaml')]],
  [
    'a folder beside a file',
    { '.modwarden.yaml/x': 'a: 1\n', '.modwarden.json': '{}' },
    { '': '.modwarden.json' },
    [FOLDER('.modwarden.yaml')],
  ],
  ['a folder called package.json', { 'package.json/x': '', '.modwarden.json': '{}' }, { '': '.modwarden.json' }, []],
  [
    'a file over the limit',
    { '.modwarden.yaml': `a: ${'x'.repeat(1 << 20)}` },
    { '': undefined },
    ['.modwarden.yaml:1:1 cannot read the policy: 1048579 bytes, more than 1048576 | fix or remove it'],
  ],
  ['bytes that are not UTF-8', { '.modwarden.yaml': 'a: \udcff\n' }, { '': '.modwarden.yaml' }, []],
  [
    'a key that cosmiconfig would follow',
    { '.modwarden.yaml': '$import: ./evil.js\na: 1\n', 'evil.js': 'throw 1' },
    { '': '.modwarden.yaml' },
    [],
  ],
];

describe.each(LAYOUTS)('%s', (_, files, of, problems) => {
  const folders = Object.keys(of);
  test('in a tree', async () => {
    expect(shown(await findPolicies(memoryTree(files), folders))).toMatchObject({ of, problems });
  });
  test('on disk, alike', async () => {
    const disk = await findPoliciesOnDisk(onDisk(files), folders);
    expect(shown(disk)).toEqual(shown(await findPolicies(memoryTree(files), folders)));
    expect(shown(disk)).toMatchObject({ of, problems });
  });
});

describe('on disk', () => {
  const find = async (root: string) => {
    const { of, problems } = shown(await findPoliciesOnDisk(root, ['']));
    return [of[''], ...problems];
  };

  test('a symlink out of the repository is not followed', async () => {
    const root = onDisk({ '.modwarden.yml': 'a: 1\n' });
    symlinkSync(join(onDisk({ 'evil.yaml': 'extends: []\n' }), 'evil.yaml'), join(root, '.modwarden.yaml'));
    expect(await find(root)).toEqual([
      '.modwarden.yml',
      '.modwarden.yaml:1:1 cannot read the policy: a symlink points outside the repository | fix or remove it',
    ]);
  });

  test.each([
    ['nowhere', 'none.yaml', 'a broken symlink'],
    ['round in a circle', '.modwarden.yaml', 'a circular symlink'],
    ['to a folder', 'x', 'a folder has the name of a policy file'],
  ])('a symlink %s', async (_, target, fault) => {
    const root = onDisk({ '.modwarden.yml': 'a: 1\n', 'x/y': '' });
    symlinkSync(target, join(root, '.modwarden.yaml'));
    expect(await find(root)).toEqual([
      '.modwarden.yml',
      `.modwarden.yaml:1:1 cannot read the policy: ${fault} | fix or remove it`,
    ]);
  });

  test('a symlink within the repository is', async () => {
    const root = onDisk({ 'etc/policy.yaml': 'a: 1\n' });
    symlinkSync('etc/policy.yaml', join(root, '.modwarden.yaml'));
    expect(await find(root)).toEqual(['.modwarden.yaml']);
  });

  test.skipIf(process.platform === 'win32')('a named pipe is not waited for', async () => {
    const root = onDisk({ '.modwarden.yml': 'a: 1\n' });
    execFileSync('mkfifo', [join(root, '.modwarden.yaml')]);
    expect(await find(root)).toEqual([
      '.modwarden.yml',
      '.modwarden.yaml:1:1 cannot read the policy: the policy is not a regular file | fix or remove it',
    ]);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a file that may not be read', async () => {
    const root = onDisk({ '.modwarden.yaml': 'a: 1\n', '.modwarden.yml': 'a: 1\n' });
    chmodSync(join(root, '.modwarden.yaml'), 0);
    expect(await find(root)).toEqual([
      '.modwarden.yml',
      '.modwarden.yaml:1:1 cannot read the policy: cannot be read (EACCES) | fix or remove it',
    ]);
  });
});

test('nothing of a repository runs, and nothing redirects the search', async () => {
  const ran = '__modwardenPolicyRan';
  const evil = `globalThis.${ran} = (globalThis.${ran} ?? 0) + 1; module.exports = {};`;
  const evilModule = `globalThis.${ran} = (globalThis.${ran} ?? 0) + 1; export default {};`;
  const root = onDisk({
    '.config/config.js': evil,
    '.config/config.mjs': evilModule,
    '.config/config.cjs': evil,
    '.config/config.ts': evilModule,
    '.config/config.yaml': 'cosmiconfig:\n  searchPlaces: [other.yaml]\n  $import: ./config.js\n',
    '.config/modwardenrc.js': evil,
    '.modwardenrc.js': evil,
    '.modwardenrc': 'a: redirected\n',
    'modwarden.config.ts': evilModule,
    'modwarden.config.js': evil,
    'other.yaml': 'a: redirected\n',
    'package.json': '{"cosmiconfig": {"searchPlaces": ["other.yaml"]}, "$import": "./evil.js"}',
    'package.yaml': 'modwarden: {a: redirected}\n',
    'evil.js': evil,
    'x/.modwarden.yaml': '$import: ../evil.js\nextends: []\n',
    'x/.modwarden.json/evil.js': evil,
    'y/package.json': '{"modwarden": {"$import": "../evil.js"}}',
  });
  const before = process.cwd();
  process.chdir(root);
  try {
    const found = shown(await findPoliciesOnDisk(root, ['', 'x', 'y', '.config']));
    expect(found.of).toEqual({ '': undefined, x: 'x/.modwarden.yaml', y: 'y/package.json', '.config': undefined });
    expect(found.problems).toEqual([FOLDER('x/.modwarden.json')]);
    expect(found.texts[1]).toBe('$import: ../evil.js\nextends: []\n');
  } finally {
    process.chdir(before);
  }
  expect((globalThis as Record<string, unknown>)[ran]).toBeUndefined();
});
