/** go.mod files as `go mod tidy` leaves them, and excludes whose removal changes no graph: held against the real go command. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tidyLayout } from '../../src/go/edit/tidy-layout.ts';
import { source } from '../../src/text/source.ts';
import { put } from '../support/cli.ts';
import { newGitBox } from '../support/git-box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: test/differential/layout.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'layout-'));
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true, force: true });
});

const pkg = (name: string, ...imports: string[]) =>
  `package ${name}\n${imports.map((i) => `import _ "${i}"\n`).join('')}`;
const GOPROXY = hasGo
  ? writeProxyFolder(join(scratch, 'proxy'), {
      'example.com/a@v1.0.0': {
        files: {
          'go.mod': 'module example.com/a\n\ngo 1.21\nrequire example.com/c v1.0.0\n',
          'a.go': pkg('a', 'example.com/c'),
        },
        mod: 'require example.com/c v1.0.0\n',
      },
      'example.com/b@v1.0.0': {
        files: {
          'go.mod': 'module example.com/b\n\ngo 1.21\nrequire example.com/d v1.0.0\n',
          'b.go': pkg('b', 'example.com/d'),
        },
        mod: 'require example.com/d v1.0.0\n',
      },
      'example.com/c@v1.0.0': { files: { 'go.mod': 'module example.com/c\n\ngo 1.21\n', 'c.go': pkg('c') } },
      'example.com/d@v1.0.0': { files: { 'go.mod': 'module example.com/d\n\ngo 1.21\n', 'd.go': pkg('d') } },
    })
  : '';

function go(folder: string, ...args: readonly string[]) {
  const env = {
    PATH: process.env.PATH,
    HOME: scratch,
    GOPROXY,
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod -modcacherw',
    GOTOOLCHAIN: 'local',
    GOMODCACHE: join(scratch, 'mod'),
    GOCACHE: join(scratch, 'build'),
  };
  const { status, stdout, stderr } = spawnSync('go', args, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const [A, B] = ['\texample.com/a v1.0.0\n', '\texample.com/b v1.0.0\n'];
const [C, D] = ['\texample.com/c v1.0.0 // indirect\n', '\texample.com/d v1.0.0 // indirect\n'];

describe.skipIf(!hasGo)('the layout of go.mod', () => {
  it.each([
    ['one block', `require (\n${D}${B}${C}${A})\n`],
    ['one block with comments inside', `require (\n${B}\t// why\n${C}\n${A}${D})\n`],
    ['one block with a comment', `// ours\nrequire (\n${B}${A}${C}${D})\n`],
    ['two blocks as Go writes them', `require (\n${B}${A})\n\nrequire (\n${D}${C})\n`],
    ['indirect ones first', `require (\n${D}${C})\n\nrequire (\n${B}${A})\n`],
    [
      'lines',
      `require example.com/b v1.0.0\n\nrequire example.com/a v1.0.0\nrequire example.com/d v1.0.0 // indirect\nrequire example.com/c v1.0.0 // indirect\n`,
    ],
    ['a mixed block and another', `require (\n${A}${C})\n\nrequire (\n${B}${D})\n`],
    [
      'other directives out of order',
      `require (\n${A}${B}${C}${D})\n\nexclude (\n\texample.com/d v0.9.0\n\texample.com/c v0.9.0\n)\nreplace (\n  example.com/z => ../z\n  example.com/y   => ../y\n)\n`,
    ],
  ])('is that of go mod tidy: %s', (name, text) => {
    const before = `module example.com/m\n\ngo 1.25\n\n${text}`;
    const folder = put(join(scratch, name.replaceAll(' ', '-')), {
      'go.mod': before,
      'main.go': pkg('m', 'example.com/a', 'example.com/b'),
    });
    go(folder, 'mod', 'tidy');
    const tidy = readFileSync(join(folder, 'go.mod'), 'utf8');
    const ours = tidyLayout(source('go.mod', before))!.text;
    expect(ours).toBe(tidy);
  });
});

describe.skipIf(!hasGo)('an unused exclude line', () => {
  it('leaves the module graph of Go as it is when fix removes it, and one in use stays', async () => {
    const box = newGitBox(
      {
        '.modwarden.yaml': 'extends: []\nrules: { gomod/unused-exclude: error }\n',
        'go.mod': `module example.com/m\n\ngo 1.25\n\nexclude (\n\texample.com/c v1.0.0\n\texample.com/d v0.9.0\n\texample.com/d v1.9.0\n\texample.com/gone v1.0.0\n)\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n)\n`,
      },
      {},
    );
    try {
      const before = go(box.repo, 'mod', 'graph');
      const env = { GOPROXY };
      expect((await box.run(['fix', '--unsafe'], { env })).code).toBe(0);
      const after = readFileSync(join(box.repo, 'go.mod'), 'utf8');
      expect(after).toContain('exclude (\n\texample.com/c v1.0.0\n\texample.com/d v1.9.0\n)\n');
      expect(go(box.repo, 'mod', 'graph')).toBe(before);
    } finally {
      box.remove();
    }
  });
});
