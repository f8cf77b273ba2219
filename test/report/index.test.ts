import { expect, test } from 'vitest';
import { FORMATS, formatNamed } from '../../src/report/index.ts';
import { report } from './fixture.ts';

test.each([...FORMATS])('%s is loaded and renders, ended by a line end, alike every time', async (name, format) => {
  const render = await format.load();
  const text = render(report, { color: false });
  // The one format that tells of vulnerabilities alone.
  expect(text).toMatch(name === 'openvex' ? /"statements"[\s\S]*\n$/ : /graph\/banned[\s\S]*\n$/);
  expect(render(report, { color: false })).toBe(text);
  expect(formatNamed(name)).toBe(format);
  expect(format.mediaType).toMatch(/^\w+\/\w/);
});

test.each(['xml', '', 'Text', '__proto__', 'constructor'])('there is no format %j', (name) => {
  expect(formatNamed(name)).toEqual({
    error: `expected ${[...FORMATS.keys()].join(', ')}, got ${JSON.stringify(name)}`,
  });
});

/** These have their goldens beside their own tests. */
const TESTED_APART: ReadonlySet<string> = new Set(['text', 'json', 'sarif', 'openmetrics']);

test.each([...FORMATS].filter(([name]) => !TESTED_APART.has(name)))('%s of the fixture', async (name, format) => {
  const render = await format.load();
  await expect(render(report, { color: false })).toMatchFileSnapshot(`golden/report.${name}.golden`);
});
