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

it('has no meaning beside another scope', () => {
  expect(() => refuseBuildOptions(args({ tags: 'x' }))).toThrow('--tags needs --scope built');
  expect(() => refuseBuildOptions(args({}, 'tests'))).toThrow('--tests needs --scope built');
});

it('refuses more builds than the limit', () => {
  const platform = ports().slice(0, 16).join(',');
  expect(() => buildOptionsOf(args({ platform }))).toThrow('--platform: 32 builds are more than 30');
  expect(buildOptionsOf(args({ platform, cgo: 'on' })).targets).toHaveLength(16);
});
