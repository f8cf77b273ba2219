import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { HOOKS, hookScript } from '../../../src/gather/hooks/hook-script.ts';

const input = { node: "/it's/node", bin: '/a b/bin.cjs', pathspecs: ['*.mod', '*package.json'] };

it.each(HOOKS)('%s is a shell script, whatever the paths', (hook) => {
  const script = hookScript(hook, input);
  expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  expect(script).toContain("'/it'\\''s/node' '/a b/bin.cjs'");
});

it('before a commit it asks git first whether anything that is read is staged', () => {
  expect(hookScript('pre-commit', input)).toContain(
    "git diff-index --cached --quiet HEAD -- '*.mod' '*package.json' 2>/dev/null && exit 0",
  );
});
