import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['alone', 'module m\n\ngodebug tls10server=1 // why\n', ['3:9 GODEBUG=tls10server=1 (go.mod)']],
  [
    'in a block',
    'godebug (\n\tdefault=go1.21\n\t// x=1\n\ty=2\n)\nz=1',
    ['2:2 GODEBUG=default=go1.21 (go.mod)', '4:2 GODEBUG=y=2 (go.mod)'],
  ],
];

it.each(CASES)('reads godebug lines: %s', async (_, text, found) => {
  expect(await settingsIn('go.mod', text, 'by')).toEqual(found);
});
