import { expect, test } from 'vitest';
import { FORMATS, formatNamed } from '../../src/report/index.ts';
import { report } from './fixture.ts';

/** SBOMs tell of modules, not of findings. */
const isInventory = (name: string) => name === 'cyclonedx' || name === 'spdx';

test.each([...FORMATS])('%s is loaded and renders, ended by a line end, alike every time', async (name, format) => {
  const render = await format.load();
  const text = render(report, { color: false });
  // The one format that tells of vulnerabilities alone.
  const tells = isInventory(name)
    ? /modwarden[\s\S]*\n$/
    : name === 'openvex'
      ? /"statements"[\s\S]*\n$/
      : /graph\/banned[\s\S]*\n$/;
  expect(text).toMatch(tells);
  expect(render(report, { color: false })).toBe(text);
  expect(formatNamed(name)).toBe(format);
  expect(format.mediaType).toMatch(/^\w+\/\w/);
});

test.each(['xml', '', 'Text', '__proto__', 'constructor'])('there is no format %j', (name) => {
  expect(formatNamed(name)).toEqual({
    error: `expected ${[...FORMATS.keys()].join(', ')}, got ${JSON.stringify(name)}`,
  });
});

/** These have goldens or tests of their own. */
const TESTED_APART: ReadonlySet<string> = new Set([
  'text',
  'json',
  'sarif',
  'openmetrics',
  'html',
  'cyclonedx',
  'spdx',
]);

test.each([...FORMATS].filter(([name]) => !TESTED_APART.has(name)))('%s of the fixture', async (name, format) => {
  const render = await format.load();
  await expect(render(report, { color: false })).toMatchFileSnapshot(`golden/report.${name}.golden`);
});
