import { afterEach, expect, it } from 'vitest';
import { testFiles } from '../../../src/commands/policy-test/test-files.ts';
import { MAX_TEST_FILES } from '../../../src/policy/testing/limits.ts';
import { type Box, newBox } from '../../support/box.ts';

let box: Box;
afterEach(() => box.remove());

const found = async (...names: string[]) => (await testFiles(names, box.repo)).map(({ path }) => path);

it('finds tests in folders, takes files as they are named, and each once', async () => {
  box = newBox('off', {
    '.git/HEAD': '',
    'a.policy-test.yaml': '',
    'sub/b.policy-test.yml': '',
    'sub/c.yaml': '',
    'subway/d.policy-test.yaml': '',
    'node_modules/x/e.policy-test.yaml': '',
    'sub/vendor/f.policy-test.yaml': '',
  });
  expect(await found()).toEqual(['a.policy-test.yaml', 'sub/b.policy-test.yml', 'subway/d.policy-test.yaml']);
  expect(await found('sub')).toEqual(['sub/b.policy-test.yml']);
  expect(await found('sub/c.yaml', 'sub', 'sub/b.policy-test.yml')).toEqual(['sub/c.yaml', 'sub/b.policy-test.yml']);
  await expect(found('sub/vendor')).rejects.toThrow(
    'no *.policy-test.yaml and no policy with tests found in "sub/vendor"',
  );
  await expect(found()).resolves.toHaveLength(3);
  await expect(found('none')).rejects.toThrow('"none" does not exist');
});

it('says what kind of file each is', async () => {
  box = newBox('off', {
    '.git/HEAD': '',
    'a.policy-test.yaml': '',
    '.modwarden.yaml': '',
    'sub/.modwarden.json': '',
    'sub/c.yaml': '',
  });
  const kinds = (await testFiles(['.', 'sub/c.yaml'], box.repo)).map(({ path, kind }) => `${kind} ${path}`);
  expect(kinds.sort()).toEqual([
    'either sub/c.yaml',
    'policy .modwarden.yaml',
    'policy sub/.modwarden.json',
    'tests a.policy-test.yaml',
  ]);
});

it('takes as many files as the limit, and no more', async () => {
  const files = Object.fromEntries(Array.from({ length: MAX_TEST_FILES }, (_, i) => [`${i}.policy-test.yaml`, '']));
  box = newBox('off', { '.git/HEAD': '', ...files });
  expect(await found()).toHaveLength(MAX_TEST_FILES);
  box.put({ 'one-more.policy-test.yaml': '' });
  await expect(found()).rejects.toThrow(`${MAX_TEST_FILES + 1} test files, more than ${MAX_TEST_FILES}`);
});
