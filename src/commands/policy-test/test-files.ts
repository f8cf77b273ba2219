/** Which policy test files are meant: those that are named, and all in the folders that are named. */
import { diskTree } from '../../gather/tree/disk.ts';
import { whereIsPath } from '../../gather/where.ts';
import type { Tree } from '../../model/tree.ts';
import { MAX_TEST_FILES } from '../../policy/testing/limits.ts';
import { quoted, UsageError } from '../shared/args.ts';

export interface TestFile {
  /** The repository that it is in. */
  readonly tree: Tree;
  /** From its root. */
  readonly path: string;
}

/** Each once. Throws UsageError where something that is named does not exist or has no tests. */
export async function testFiles(names: readonly string[], cwd: string): Promise<TestFile[]> {
  const trees = new Map<string, Tree>();
  const found = new Map<string, TestFile>();
  for (const name of names.length === 0 ? ['.'] : names) {
    const place = whereIsPath(name, cwd);
    if ('problem' in place) throw new UsageError(`${quoted(name)} ${place.problem}`);
    const { root, path, kind } = place;
    const tree = trees.get(root) ?? diskTree(root);
    trees.set(root, tree);
    const paths = kind === 'file' ? [path] : (await tree.list()).filter((file) => isTestIn(path, file));
    if (paths.length === 0) throw new UsageError(`no *.policy-test.yaml found in ${quoted(name)}`);
    for (const file of paths) found.set(JSON.stringify([root, file]), { tree, path: file });
  }
  if (found.size > MAX_TEST_FILES) throw new UsageError(`${found.size} test files, more than ${MAX_TEST_FILES}`);
  return [...found.values()];
}

/** Other projects' files have their tests at home. */
function isTestIn(folder: string, file: string): boolean {
  return (
    (folder === '' || file.startsWith(`${folder}/`)) &&
    /\.policy-test\.ya?ml$/.test(file) &&
    !/(?:^|\/)(?:node_modules|vendor)\//.test(file)
  );
}
