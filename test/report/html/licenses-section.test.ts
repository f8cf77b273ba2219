import { expect, test } from 'vitest';
import { licenseGroups, licensesSection } from '../../../src/report/html/licenses-section.ts';
import { INVENTORY } from './inventory-fixture.ts';

test('what is not known comes first, what nobody builds is left out', () => {
  expect(licenseGroups(INVENTORY).map((g) => [g.expression, g.members.map(({ index }) => index)])).toEqual([
    [undefined, [2]],
    ['MIT', [0]],
    ['MIT OR Apache-2.0', [1]],
  ]);
});

test('each module tells where it stands and what the license was read from', () => {
  const { markup } = licensesSection(INVENTORY);
  expect(markup).toContain('v1.0.0 · direct · LICENSE:1-21, 99 % sure</li>');
  expect(markup).toContain('v1.2.0 · direct · LICENSE:3<br>two licenses</li>');
  expect(markup).toContain('<strong>Not known</strong>: 1 module');
});

test('says what is built, and of what that is not known', () => {
  const [a, b, c, d] = INVENTORY.components;
  const components = [
    { ...a!, built: 'no' as const },
    { ...b!, built: 'yes' as const },
    { ...c!, license: a!.license, built: 'yes' as const },
    d!,
  ];
  const built = { text: 'linux/amd64', unknown: ['tools/go.mod: no sources'] };
  const { markup } = licensesSection({ ...INVENTORY, components, built });
  expect(markup).toContain('<strong>MIT</strong>: 2 modules, 1 built');
  // What is built comes first.
  expect(markup.indexOf('example.com/c</code>')).toBeLessThan(markup.indexOf('example.com/a</code>'));
  expect(markup).toContain('compiled with, for linux/amd64.');
  expect(markup).toContain('<li>tools/go.mod: no sources</li>');
});
