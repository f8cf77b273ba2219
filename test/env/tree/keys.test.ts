import { expect, it } from 'vitest';
import { isEnvironmentKey, isGoVersionKey, isScriptKey, isWordsKey, reachBelow } from '../../../src/env/tree/keys.ts';

it.each([
  'run',
  'script',
  'before_script',
  'commands',
  'postCreateCommand',
  'override-build',
  'args',
  'runs',
  'runcmd',
])('takes %s for scripts', (key) => {
  expect(isScriptKey(key)).toBe(true);
});

it.each(['description', 'name', 'note', 'input', 'forbid', 'values', 'value'])('takes %s for no script', (key) => {
  expect(isScriptKey(key)).toBe(false);
});

it('knows environments, versions, and what has a reach of its own', () => {
  expect(['env', 'extraEnv', 'environment', 'variables', 'build-args', 'build_args'].every(isEnvironmentKey)).toBe(
    true,
  );
  expect(isEnvironmentKey('forbid')).toBe(false);
  expect(isGoVersionKey('go-version')).toBe(true);
  expect(isGoVersionKey('go-version-file')).toBe(false);
  expect(['jobs', 'steps', 'containers', 'toString'].map(reachBelow)).toEqual(['job', 'step', 'container', undefined]);
});

it.each([
  ['job', 'jobs tasks stages builds parts pipelines presubmits postsubmits periodics executors'],
  ['step', 'steps phases'],
  ['container', 'containers initContainers ephemeralContainers services'],
])('each entry below these is a %s: %s', (kind, keys) => {
  for (const key of keys.split(' ')) expect([key, reachBelow(key)]).toEqual([key, kind]);
});

it('knows lists of words', () => {
  expect(['args', 'command', 'commands', 'cmd', 'entrypoint'].every(isWordsKey)).toBe(true);
  expect(['arg', 'cmds', 'script', 'xargs'].some(isWordsKey)).toBe(false);
});
