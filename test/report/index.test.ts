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

test('formats have their media types, and say what they need', () => {
  expect(
    [...FORMATS].map(([name, { mediaType, needsInventory, mayHoldInventory }]) => [
      name,
      mediaType,
      ...(needsInventory ? ['needs the inventory'] : []),
      ...(mayHoldInventory ? ['may hold the inventory'] : []),
    ]),
  ).toEqual([
    ['text', 'text/plain; charset=utf-8'],
    ['json', 'application/json', 'may hold the inventory'],
    ['sarif', 'application/sarif+json'],
    ['openmetrics', 'application/openmetrics-text; version=1.0.0; charset=utf-8'],
    ['github', 'text/plain; charset=utf-8'],
    ['gitlab', 'application/json'],
    ['junit', 'application/xml'],
    ['checkstyle', 'application/xml'],
    ['rdjson', 'application/json'],
    ['rdjsonl', 'application/jsonl'],
    ['sonarqube', 'application/json'],
    ['markdown', 'text/markdown; charset=utf-8'],
    ['csv', 'text/csv; charset=utf-8'],
    ['html', 'text/html; charset=utf-8', 'needs the inventory'],
    ['cyclonedx', 'application/vnd.cyclonedx+json; version=1.6', 'needs the inventory'],
    ['spdx', 'application/spdx+json', 'needs the inventory'],
    ['openvex', 'application/json'],
  ]);
});

test('a format says when it has nothing to say', () => {
  const vulnerability = { ids: ['GO-1'], summary: '', module: 'm', version: 'v1.0.0', fixed: '', reviewed: true };
  const said = (findings: typeof report.findings) =>
    [...FORMATS].flatMap(([name, { nothingToSay }]) => {
      const why = nothingToSay?.({ ...report, findings });
      return why === undefined ? [] : [`${name}: ${why}`];
    });
  expect(said(report.findings)).toEqual([
    'openvex: no finding is about a vulnerability, and an OpenVEX document has at least one statement',
  ]);
  expect(said([...report.findings, { ...report.findings[0]!, vulnerability }])).toEqual([]);
});
