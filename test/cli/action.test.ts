/** The GitHub Action as its runner starts it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BAD, type Box, box } from '../support/built.ts';

let b: Box;
beforeEach(() => {
  b = box();
  b.put({ 'repo/go.mod': BAD, out: '', sum: '' });
});
afterEach(() => b.remove());

it('annotates, writes SARIF, summary and outputs, and ends as the check', () => {
  const ended = spawnSync(process.execPath, [resolve('dist/action.cjs')], {
    cwd: join(b.folder, 'repo'),
    env: {
      ...b.env,
      INPUT_OFFLINE: 'true',
      RUNNER_TEMP: b.folder,
      GITHUB_OUTPUT: join(b.folder, 'out'),
      GITHUB_STEP_SUMMARY: join(b.folder, 'sum'),
    },
    encoding: 'utf8',
  });
  expect([ended.status, ended.stderr]).toEqual([1, '']);
  expect(ended.stdout).toContain('::error title=replace/local-path,file=go.mod,line=5,');
  expect(readFileSync(join(b.folder, 'out'), 'utf8')).toContain('verdict=fail\nerrors=1\n');
  expect(readFileSync(join(b.folder, 'sum'), 'utf8')).toContain('<!-- modwarden:report -->');
  expect(JSON.parse(readFileSync(join(b.folder, 'repo/modwarden.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
});

it('says on one line what is wrong with an input', () => {
  const ended = spawnSync(process.execPath, [resolve('dist/action.cjs')], {
    cwd: join(b.folder, 'repo'),
    env: { ...b.env, INPUT_FORMATS: 'xml' },
    encoding: 'utf8',
  });
  expect([ended.status, ended.stderr]).toEqual([2, 'modwarden: formats: expected FORMAT=FILE, got "xml"\n']);
});
