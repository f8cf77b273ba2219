/** The built command under Node's permission model, with no more than what SECURITY.md says it needs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { put } from '../support/cli.ts';

// Its older name, before Node 22.13.
const FLAG = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
const DIST = resolve('dist');

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'permissions-')));
  put(join(root, 'repo'), {
    'go.mod':
      'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ../../outside\n',
    'go.sum': '',
    '.modwarden.yaml': 'extends: [recommended]\nrules:\n  license/policy: { level: error, allow: [MIT] }\n',
  });
});
afterAll(() => rmSync(root, { recursive: true }));

function check(args: readonly string[]) {
  const flags = [
    '--no-warnings',
    FLAG,
    `--allow-fs-read=${DIST}/*`,
    `--allow-fs-read=${root}/repo/*`,
    `--allow-fs-read=${root}/home/.config/modwarden/*`,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, join(DIST, 'bin.cjs'), 'check', ...args], {
    cwd: join(root, 'repo'),
    env: { HOME: join(root, 'home'), PATH: process.env.PATH },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the permission model of Node', () => {
  it('lets check --offline read the repository, the installation and the settings of modwarden, and nothing else', () => {
    const { status, stdout, stderr } = check(['--offline']);
    // The licenses are not at hand, which the policy does not let pass.
    expect([status, stderr]).toEqual([3, '']);
    expect(stdout).toContain('error[replace/local-path]');
    expect(stdout).toContain('not checked');
    expect(stdout).not.toContain('internal error');
  });

  it("stops a run with network that may not read the user's settings of Go, which may name private modules", () => {
    const { status, stdout, stderr } = check([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/go\/env": Node may not read it: add --allow-fs-read, or use --offline\n$/);
  });

  it('is described with the same flags', () => {
    expect(readFileSync('SECURITY.md', 'utf8')).toContain(
      'node --permission --allow-fs-read="$MODWARDEN/dist/*" --allow-fs-read="$PWD/*" --allow-fs-read="$HOME/.config/modwarden/*"',
    );
  });
});
