import { expect, it } from 'vitest';
import type { Arguments } from '../../../src/commands/shared/args.ts';
import { buildOptionsOf, buildText, refuseBuildOptions } from '../../../src/commands/shared/build-options.ts';
import { ports } from '../../../src/go/source/platform.ts';

const args = (values: Record<string, string>, ...flags: string[]): Arguments => ({
  values: new Map(Object.entries(values)),
  flags: new Set(flags),
  lists: new Map(),
  positionals: [],
});

it('builds for common platforms, with and without cgo, unless told otherwise', () => {
  expect(buildText(buildOptionsOf(args({})))).toBe(
    'darwin/amd64, darwin/arm64, linux/amd64, linux/arm64 and windows/amd64, with and without cgo, without tests',
  );
});

it('builds as told', () => {
  const options = buildOptionsOf(args({ platform: 'windows/amd64, linux/amd64', cgo: 'off', tags: 'a,b' }, 'tests'));
  expect(options.targets.map(({ os, cgo }) => [os, cgo])).toEqual([
    ['linux', false],
    ['windows', false],
  ]);
  expect(buildText(options)).toBe(
    'linux/amd64 and windows/amd64, with the build tags a and b, without cgo, with tests',
  );
});

it.each([
  [{ platform: 'linux' }, '--platform: expected OS/ARCH such as linux/amd64, got "linux"'],
  [{ platform: 'linux/amd64,' }, '--platform: expected a list separated by commas, got "linux/amd64,"'],
  [{ cgo: 'yes' }, '--cgo: expected on, off or both, got "yes"'],
])('refuses %o', (values, message) => {
  expect(() => buildOptionsOf(args(values as Record<string, string>))).toThrow(message);
});

it('builds each platform once, in one order', () => {
  const options = buildOptionsOf(args({ platform: 'linux/arm64,linux/amd64,linux/arm64', cgo: 'both', tags: 'a' }));
  const tags = new Set(['a']);
  expect(options).toEqual({
    targets: [
      { os: 'linux', arch: 'amd64', cgo: true, tags },
      { os: 'linux', arch: 'amd64', cgo: false, tags },
      { os: 'linux', arch: 'arm64', cgo: true, tags },
      { os: 'linux', arch: 'arm64', cgo: false, tags },
    ],
    tests: false,
  });
});

it.each([
  [{ platform: 'linux/amd64', cgo: 'on' }, [], 'linux/amd64, with cgo, without tests'],
  [
    { platform: 'linux/amd64', cgo: 'off', tags: 'a' },
    ['tests'],
    'linux/amd64, with the build tag a, without cgo, with tests',
  ],
  [
    { platform: 'linux/386,linux/amd64,linux/arm', cgo: 'on', tags: 'a,b,c' },
    [],
    'linux/386, linux/amd64 and linux/arm, with the build tags a, b and c, with cgo, without tests',
  ],
])('says in words what %o %o builds', (values, flags, words) => {
  expect(buildText(buildOptionsOf(args(values as Record<string, string>, ...flags)))).toBe(words);
});

it.each(['', 'a b', ',a', 'a,,b', '-a', 'a;b'])('takes %j for no list of tags', (tags) => {
  expect(() => buildOptionsOf(args({ tags }))).toThrow(
    `--tags: expected a list separated by commas, got ${JSON.stringify(tags)}`,
  );
});

it('has no meaning beside another scope', () => {
  expect(() => refuseBuildOptions(args({ tags: 'x' }))).toThrow('--tags needs --scope built');
  expect(() => refuseBuildOptions(args({}, 'tests'))).toThrow('--tests needs --scope built');
  expect(() => refuseBuildOptions(args({ platform: 'x' }))).toThrow('--platform needs --scope built');
  expect(() => refuseBuildOptions(args({ cgo: 'on' }))).toThrow('--cgo needs --scope built');
  expect(() => refuseBuildOptions(args({ scope: 'all' }, 'offline'))).not.toThrow();
});

it('refuses more builds than the limit', () => {
  const platform = ports().slice(0, 16).join(',');
  expect(() => buildOptionsOf(args({ platform }))).toThrow(
    '--platform: 32 builds are more than 30; name fewer platforms',
  );
  expect(buildOptionsOf(args({ platform, cgo: 'on' })).targets).toHaveLength(16);
  expect(buildOptionsOf(args({ platform: ports().slice(0, 15).join(',') })).targets).toHaveLength(30);
});
