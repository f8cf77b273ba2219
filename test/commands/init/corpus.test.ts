/** `init --baseline` on real repositories: it ends green, so does the next check, and the policies differ where the repositories do. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newGitBox } from '../../support/git-box.ts';

const PROJECTS = ['hey', 'caddy', 'etcd', 'prometheus', 'zadig', 'opentelemetry-go'] as const;
const archiveOf = (name: string) => resolve(`../shared/corpus/projects/${name}.tar.gz`);
const hasCorpus = PROJECTS.every((name) => existsSync(archiveOf(name)));
if (!hasCorpus) console.log('skipped: test/commands/init/corpus.test.ts needs ../shared/corpus, which is not there');

describe.skipIf(!hasCorpus)('init --baseline on real repositories', () => {
  const policies = new Map<string, string>();

  it.each(PROJECTS)('starts %s green', async (name) => {
    const box = newGitBox({});
    try {
      if (spawnSync('tar', ['-xzf', archiveOf(name), '-C', box.repo]).status !== 0)
        throw new Error(`cannot unpack ${name}`);
      const init = await box.run(['init', '--baseline', '--offline']);
      expect([init.code, init.err]).toEqual([0, '']);
      policies.set(name, readFileSync(join(box.repo, '.modwarden.yaml'), 'utf8'));
      expect((await box.run(['check', '--offline'])).code).toBe(0);
    } finally {
      box.remove();
    }
  });

  it('proposes what fits each of them', () => {
    expect(policies.size).toBe(PROJECTS.length);
    expect(new Set(policies.values()).size).toBe(PROJECTS.length);
  });
});
