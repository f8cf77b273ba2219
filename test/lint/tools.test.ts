/** Which tools are loaded for which rules and waivers. */
import { expect, it } from 'vitest';
import type { Group } from '../../src/lint/settings.ts';
import { loadTools } from '../../src/lint/tools.ts';
import type { Rule } from '../../src/model/rule.ts';
import { indexBytes } from '../license/index-fixture.ts';

const licenses = async () => indexBytes();

function toolsFor(uses: readonly string[] | undefined, waivers: readonly object[] = [], index = true) {
  const rule = { ...(uses && { uses: () => uses }) } as unknown as Rule;
  const group = { setting: {}, judge: { policy: { waivers } } } as unknown as Group;
  return loadTools([{ rule, group }], index ? licenses : undefined);
}

const THROWS = (what: string) => `a rule uses ${what} without saying so in its "uses"`;

it('throws for every tool that no rule has asked for', async () => {
  for (const uses of [undefined, []]) {
    const tools = await toolsFor(uses);
    expect(() => tools.inRange('v1.0.0', '*')).toThrow(THROWS('ranges'));
    expect(() => tools.lookAlikeOf('github.com/a/b')).toThrow(THROWS('look-alikes'));
    expect(() => tools.licenses()).toThrow(THROWS('licenses'));
    expect(() => tools.vulnerabilities()).toThrow(THROWS('vulnerabilities'));
  }
  expect((await toolsFor(['licenses'], [], false)).licenses).toThrow(THROWS('licenses'));
});

it('loads those that rules ask for, and no others', async () => {
  expect((await toolsFor(['look-alikes'])).lookAlikeOf('github.com/siruspen/logrus')?.kind).toBe('owner');
  expect((await toolsFor(['licenses'])).licenses().sha256('')).toMatch(/^e3b0c44298fc/);
  expect((await toolsFor(['vulnerabilities'])).vulnerabilities().standardLibraryVersion('go1.25.0')).toBe('v1.25.0');
  expect((await toolsFor(['vulnerabilities'])).inRange).toThrow(THROWS('ranges'));
});

it('loads ranges for waivers with versions too', async () => {
  expect((await toolsFor(undefined, [{ versions: '>=1' }])).inRange('v1.0.0', '>=1')).toBe(true);
  expect((await toolsFor(undefined, [{}])).inRange).toThrow(THROWS('ranges'));
});

it.each<[version: string, range: string, isIn: boolean]>([
  ['v1.2.3', '>=1.2.3', true],
  ['v1.2.2', '>=1.2.3', false],
  ['v1.9.0', '^1.2.0', true],
  ['v2.0.0', '^1.2.0', false],
  ['v1.3.0-rc.1', '>=1.2.0', true],
  ['v1.2.4-0.20250102030405-abcdefabcdef', '~1.2.3', true],
  ['v0.0.0-20250102030405-abcdefabcdef', '*', true],
  ['v2.1.0+incompatible', '2.x', true],
  ['v1.0.0', 'no range', false],
])('%s in %j: %s', async (version, range, isIn) => {
  const { inRange } = await toolsFor(['ranges']);
  expect([inRange(version, range), inRange(version, range)]).toEqual([isIn, isIn]);
});
