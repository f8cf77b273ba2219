import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { releaseScript } from './load.ts';

const { mirrorFiles } = await releaseScript<{
  mirrorFiles: (hooks: string, version: string, spec?: string) => Record<string, string>;
}>('mirror.mjs');
const hooks = readFileSync('.pre-commit-hooks.yaml', 'utf8');

it('has the hooks of this repository, which install the package of the same version', () => {
  const files = mirrorFiles(hooks, '1.2.3');
  const own = parse(hooks) as object[];
  expect(own.length).toBeGreaterThan(1);
  expect(parse(files['.pre-commit-hooks.yaml']!)).toEqual(
    own.map((hook) => ({ ...hook, additional_dependencies: ['modwarden@1.2.3'] })),
  );
  expect(files['README.md']).toContain('rev: v1.2.3');
});

it('has nothing to build', () => {
  const { scripts, dependencies, version } = JSON.parse(mirrorFiles(hooks, '1.2.3')['package.json']!);
  expect([scripts, dependencies, version]).toEqual([undefined, undefined, '1.2.3']);
});
