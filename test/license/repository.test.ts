import { describe, expect, test } from 'vitest';
import { folderLicense } from '../../src/license/folder.ts';
import { mayBeBelowRoot } from '../../src/license/repository.ts';
import { detector } from './index-fixture.ts';

describe('a module', () => {
  test.each([
    'github.com/acme/tools/lint',
    'github.com/acme/tools/lint/v2',
    'gitlab.com/acme/group/tools',
    'go.acme.example/otel/sdk',
    'go.acme.example/otel/sdk/v3',
    'k8s.acme.example/a/b/c',
  ])('may lie below the root of its repository: %s', (path) => {
    expect(mayBeBelowRoot(path)).toBe(true);
  });

  test.each([
    'github.com/acme/tools',
    'github.com/acme/tools/v2',
    'bitbucket.org/acme/tools',
    'gopkg.in/yaml.v3',
    'gopkg.in/acme/yaml.v3',
    'go.acme.example/otel',
    'go.acme.example/otel/v2',
    'acme.example',
  ])('is its repository: %s', (path) => {
    expect(mayBeBelowRoot(path)).toBe(false);
  });
});

test('only a module that may lie below the root is said to lack the files of its repository', () => {
  const saying = (module: string | undefined) => folderLicense([], detector(), module).hints.map(({ text }) => text);
  expect(saying('github.com/acme/tools')).toEqual(['no license file']);
  expect(saying(undefined)).toEqual(['no license file']);
  expect(saying('github.com/acme/tools/lint')[0]).toMatch(/below a repository's root/);
});

test.each(['github.com', 'bitbucket.org', 'codeberg.org', 'gitea.com', 'gitee.com', 'gitlab.com', 'git.sr.ht'])(
  'repositories of %s lie two names deep',
  (host) => {
    expect(['', '/a', '/a/b', '/a/b/v2', '/a/b/c', '/a/b/c/v2'].map((rest) => mayBeBelowRoot(host + rest))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  },
);
