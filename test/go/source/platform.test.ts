import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type BuildTarget, holdsOn, isPort, nameConstraint, ports } from '../../../src/go/source/platform.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: a part of test/go/source/platform.test.ts needs the go command');

const on = (os: string, arch: string, more: Partial<BuildTarget> = {}): BuildTarget => ({
  os,
  arch,
  cgo: false,
  tags: new Set(),
  goMinor: 26,
  ...more,
});

it.each([
  ['a.go', ''],
  ['linux.go', ''],
  ['a_linux.go', 'linux'],
  ['a_amd64.go', 'amd64'],
  ['a_linux_amd64.go', 'linux && amd64'],
  ['a_linux_amd64_test.go', 'linux && amd64'],
  ['a_linux_test.go', 'linux'],
  ['a_test.go', ''],
  ['a_linux_b.go', ''],
  // What stands behind the first dot is no part of the name.
  ['a_linux.x_windows.go', 'linux'],
  ['a_unix.go', ''],
  ['_linux.go', 'linux'],
])('%s states %j', (file, constraint) => {
  expect(nameConstraint(file)).toBe(constraint);
});

describe('a constraint', () => {
  it.each<[constraint: string, target: BuildTarget, holds: boolean]>([
    ['', on('linux', 'amd64'), true],
    ['linux', on('android', 'arm64'), true],
    ['android', on('linux', 'arm64'), false],
    ['darwin', on('ios', 'arm64'), true],
    ['solaris', on('illumos', 'amd64'), true],
    ['unix', on('windows', 'amd64'), false],
    ['unix', on('aix', 'ppc64'), true],
    ['cgo', on('linux', 'amd64'), false],
    ['cgo', on('linux', 'amd64', { cgo: true }), true],
    ['gc && !gccgo', on('linux', 'amd64'), true],
    ['go1.26 && !go1.27', on('linux', 'amd64'), true],
    ['go1.27', on('linux', 'amd64', { goMinor: 27 }), true],
    ['go1.0', on('linux', 'amd64'), false],
    ['custom', on('linux', 'amd64', { tags: new Set(['custom']) }), true],
    ['ignore', on('linux', 'amd64'), false],
    ['a b', on('linux', 'amd64', { tags: new Set(['a', 'b']) }), false],
  ])('%s on %o: %s', (constraint, target, holds) => {
    expect(holdsOn(constraint, target)).toBe(holds);
  });
});

it('knows the ports of Go', () => {
  expect(isPort('linux/amd64')).toBe(true);
  expect(isPort('linux/z80')).toBe(false);
});

describe.skipIf(!hasGo)('as the go command has it', () => {
  const run = (args: string[], env = {}) =>
    execFileSync('go', args, { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local', ...env } });
  const isKnownGo = hasGo && /go1\.26[.\s]/.test(run(['version']));

  it.skipIf(!isKnownGo)('names all ports', () => {
    expect(ports()).toEqual(run(['tool', 'dist', 'list']).trim().split('\n'));
  });

  it.skipIf(!isKnownGo).each(['linux/amd64', 'darwin/arm64', 'js/wasm', 'linux/arm', 'linux/mips64le', 'aix/ppc64'])(
    'sets the tags of %s',
    (port) => {
      const [GOOS = '', GOARCH = ''] = port.split('/');
      const tags = run(
        ['list', '-f', '{{join context.ToolTags "\\n"}}\n{{join context.ReleaseTags "\\n"}}', 'unsafe'],
        {
          GOOS,
          GOARCH,
        },
      );
      const target = on(GOOS, GOARCH);
      const missing = tags
        .trim()
        .split('\n')
        .filter((tag) => !holdsOn(tag, target));
      expect(missing).toEqual([]);
      expect(holdsOn('goexperiment.regabiargs', target)).toBe(tags.includes('goexperiment.regabiargs'));
    },
  );
});
