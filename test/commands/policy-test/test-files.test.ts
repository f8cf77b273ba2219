import { afterEach, expect, it } from 'vitest';
import { testFiles } from '../../../src/commands/policy-test/test-files.ts';
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
  await expect(found('none')).rejects.toThrow('"none" does not exist');
});
