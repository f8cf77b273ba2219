import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BIN, box } from '../support/built.ts';

test.skipIf(!existsSync('/dev/full'))('a full disk is told in one line, and is no clean run', () => {
  const b = box();
  b.put({ 'repo/go.mod': 'module example.com/m\n\ngo 1.25.0\n' });
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'check', `${b.folder}/repo`, '--offline'], {
    env: b.env,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  b.remove();
  expect([status, stderr]).toEqual([2, 'modwarden: cannot write to standard output (ENOSPC)\n']);
});
