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
    error: `expected text, json, sarif, openmetrics, openvex, got ${JSON.stringify(name)}`,
  });
});
