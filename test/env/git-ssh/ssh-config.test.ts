import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'both forms',
    'Host *\n  StrictHostKeyChecking no\n  stricthostkeychecking=off',
    ['2:3 StrictHostKeyChecking=no (configuration)', '3:3 StrictHostKeyChecking=off (configuration)'],
  ],
  ['comments', '# StrictHostKeyChecking no', []],
];

it.each(CASES)('reads configurations of ssh: %s', async (_, text, found) => {
  expect(await settingsIn('.ssh/config', text, 'by')).toEqual(found);
});
