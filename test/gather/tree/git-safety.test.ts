/** What git is told, word by word; git-attacks.test.ts shows what each word stops. */
import { expect, it } from 'vitest';
import { SAFE_OPTIONS, safeEnvironment } from '../../../src/gather/tree/git-safety.ts';

const SAFE = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '/',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_ALLOC_LIMIT: '1g',
};

it('has options that win over the configuration of a repository', () => {
  expect(SAFE_OPTIONS).toEqual([
    '--no-pager',
    '-c',
    'core.fsmonitor=',
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'protocol.allow=never',
    '-c',
    'fetch.bundleURI=',
  ]);
});

const HOOK = { GIT_DIR: 'a', GIT_WORK_TREE: 'b', GIT_INDEX_FILE: 'c', GIT_COMMON_DIR: 'd', GIT_PREFIX: 'e' };
const ALWAYS = {
  GIT_OBJECT_DIRECTORY: 'f',
  GIT_ALTERNATE_OBJECT_DIRECTORIES: 'g',
  GIT_QUARANTINE_PATH: 'h',
  GIT_CEILING_DIRECTORIES: 'i',
  GIT_DISCOVERY_ACROSS_FILESYSTEM: 'j',
  GIT_CONFIG_GLOBAL: 'k',
  GIT_CONFIG_SYSTEM: 'l',
  GIT_CONFIG_NOSYSTEM: 'm',
  GIT_CONFIG_COUNT: 'n',
  GIT_CONFIG_KEY_10: 'o',
  GIT_CONFIG_VALUE_10: 'p',
  GIT_CONFIG_PARAMETERS: 'q',
  PATH: 'r',
  HOME: '',
  MY_GIT_DIR: 's',
};
const NEVER = {
  GIT_SSH_COMMAND: 'x',
  GIT_EXTERNAL_DIFF: 'x',
  GIT_TRACE: 'x',
  GIT_CONFIG: 'x',
  GIT_CONFIG_KEY_: 'x',
  GIT_CONFIG_KEY_x: 'x',
  git_dir: 'x',
  UNSET: undefined,
};

it("keeps of git's variables those about the repository in a hook, and those of the user always", () => {
  const env = { ...HOOK, ...ALWAYS, ...NEVER };
  expect(safeEnvironment(env, true)).toEqual({ ...HOOK, ...ALWAYS, ...SAFE });
  expect(safeEnvironment(env, false)).toEqual({ ...ALWAYS, ...SAFE });
});

it('has the last word, and a ceiling where one is given', () => {
  const env = { LC_ALL: 'de_DE', GIT_ALLOW_PROTOCOL: 'ext', GIT_ALLOC_LIMIT: '0' };
  expect(safeEnvironment(env, true)).toEqual(SAFE);
  const ceiling = { GIT_CEILING_DIRECTORIES: '/above' };
  expect(safeEnvironment({ GIT_CEILING_DIRECTORIES: '/' }, false, '/above')).toEqual({ ...SAFE, ...ceiling });
});
