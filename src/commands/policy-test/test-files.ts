/** Which files may have policy tests: those that are named, and in the folders that are named all test files and policies. */
import { diskTree } from '../../gather/tree/disk.ts';
import { whereIsPath } from '../../gather/where.ts';
import { baseName } from '../../model/discover.ts';
import type { Tree } from '../../model/tree.ts';
import { POLICY_FILES } from '../../policy/file-names.ts';
import { MAX_TEST_FILES } from '../../policy/testing/limits.ts';
import { quoted, UsageError } from '../shared/args.ts';

export interface TestFile {
  /** The repository that it is in. */
  readonly tree: Tree;
  /** From its root. */
  readonly path: string;
  /** `tests`: a file of tests · `policy`: a policy, which may have tests of its own · `either`: it was named. */
  readonly kind: 'tests' | 'policy' | 'either';
}

/** Each once. Throws UsageError where something that is named does not exist or holds neither tests nor policies. */
export async function testFiles(names: readonly string[], cwd: string): Promise<TestFile[]> {
  const trees = new Map<string, Tree>();
  const found = new Map<string, TestFile>();
  for (const name of names.length === 0 ? ['.'] : names) {
    const place = whereIsPath(name, cwd);
    if ('problem' in place) throw new UsageError(`${quoted(name)} ${place.problem}`);
    const { root, path, kind } = place;
    const tree = trees.get(root) ?? diskTree(root);
    trees.set(root, tree);
    const paths = kind === 'file' ? [path] : (await tree.list()).filter((file) => isIn(path, file) && kindOf(file));
    if (paths.length === 0) throw new UsageError(noTests(name));
    for (const file of paths)
      found.set(JSON.stringify([root, file]), { tree, path: file, kind: kindOf(file) ?? 'either' });
  }
  if (found.size > MAX_TEST_FILES) throw new UsageError(`${found.size} test files, more than ${MAX_TEST_FILES}`);
  return [...found.values()];
}

export function noTests(name: string): string {
  return `no *.policy-test.yaml and no policy with tests found in ${quoted(name)}`;
}

/** Other projects' files have their tests at home. */
function isIn(folder: string, file: string): boolean {
  return (folder === '' || file.startsWith(`${folder}/`)) && !/(?:^|\/)(?:node_modules|vendor)\//.test(file);
}

function kindOf(file: string): 'tests' | 'policy' | undefined {
  if (/\.policy-test\.ya?ml$/.test(file)) return 'tests';
  return POLICY_FILES.includes(baseName(file)) ? 'policy' : undefined;
}
