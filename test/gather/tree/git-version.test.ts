/** Which git is run, and what is said of one that is too old. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitError, indexTree, revisionTree } from '../../../src/gather/tree/git.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'git-version-'));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

describe('an old git', () => {
  const gitThatSays = (version: string) => {
    const folder = join(box, 'fake');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'git'),
      `#!/bin/sh\n[ "$1" = --version ] && { echo "git version ${version}"; exit; }\necho "usage: git ls-tree" >&2; exit 129\n`,
      { mode: 0o755 },
    );
    return { HOME: box, PATH: `${folder}:/usr/bin:/bin` };
  };

  test.each([
    ['1.9.1', 'usage: git ls-tree; git 1.9 is too old, modwarden needs git 2.24 or later'],
    ['2.23.4', 'usage: git ls-tree; git 2.23 is too old, modwarden needs git 2.24 or later'],
    ['2.24.0.windows.1', 'usage: git ls-tree'],
    ['3.0.0', 'usage: git ls-tree'],
    ['unknown', 'usage: git ls-tree'],
  ])('%s is named where it fails', (version, message) => {
    expect(() => revisionTree(box, 'HEAD', gitThatSays(version))).toThrow(new GitError(message));
  });

  test('a folder of the PATH that may not be entered has no git', () => {
    const folder = join(box, 'locked');
    mkdirSync(folder, { mode: 0o000 });
    writeFileSync(join(box, 'file'), '');
    // git was found, and refuses.
    expect(() => indexTree(box, { HOME: box, PATH: `${folder}:${join(box, 'file')}:${process.env.PATH}` })).toThrow(
      /^not a git repository/,
    );
  });
});
