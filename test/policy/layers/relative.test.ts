import { describe, expect, test } from 'vitest';
import { policyFilePath, writtenAsFile } from '../../../src/policy/layers/relative.ts';

describe('the file that a policy extends', () => {
  test.each<[from: string, name: string, path: string]>([
    ['.modwarden.yaml', './base.yaml', 'base.yaml'],
    ['a/b/.modwarden.yaml', './base.yml', 'a/b/base.yml'],
    ['a/b/.modwarden.yaml', '../base.json', 'a/base.json'],
    ['a/b/.modwarden.yaml', '../../base.yaml', 'base.yaml'],
    ['a/.modwarden.yaml', './x/../y/./base.yaml', 'a/y/base.yaml'],
    ['a/.modwarden.yaml', './x//base.yaml', 'a/x/base.yaml'],
    // A policy of the command line that lies outside.
    ['../.modwarden.yaml', './base.yaml', '../base.yaml'],
    ['../.modwarden.yaml', '../base.yaml', '../../base.yaml'],
    ['../../.modwarden.yaml', '../../base.yaml', '../../../../base.yaml'],
    ['../a/.modwarden.yaml', '../base.yaml', '../base.yaml'],
    ['../a/.modwarden.yaml', '../../base.yaml', '../../base.yaml'],
  ])('of %s named %s is %s', (from, name, path) => {
    expect(policyFilePath(from, name)).toEqual({ path });
  });

  test.each<[from: string, name: string]>([
    ['.modwarden.yaml', '../base.yaml'],
    ['a/.modwarden.yaml', '../../base.yaml'],
    ['a/.modwarden.yaml', './../../a/base.yaml'],
    ['a/.modwarden.yaml', '/base.yaml'],
    ['a/.modwarden.yaml', '.\\base.yaml'],
    ['a/.modwarden.yaml', 'base.yaml'],
    ['a/.modwarden.yaml', 'x/base.yaml'],
    ['a/.modwarden.yaml', './base.js'],
    ['a/.modwarden.yaml', './base.yaml.txt'],
    ['a/.modwarden.yaml', 'https://policies.example/base.yaml'],
    ['a/.modwarden.yaml', 'FILE:base.yaml'],
  ])('of %s cannot be %s', (from, name) => {
    expect(policyFilePath(from, name)).toEqual(
      expect.objectContaining({ message: expect.stringContaining(name.at(-1)!) }),
    );
  });
});

test.each<[name: string, isFile: boolean]>([
  ['strict', false],
  ['no-such-preset', false],
  ['./strict', true],
  ['team\\base', true],
  ['base.yaml', true],
  ['base.yml', true],
  ['base.json', true],
  ['base.js', true],
  ['base.mjs', true],
  ['base.cts', true],
  ['base.txt', false],
])('%s is meant as a file: %s', (name, isFile) => {
  expect(writtenAsFile(name)).toBe(isFile);
});
