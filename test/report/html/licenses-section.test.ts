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
