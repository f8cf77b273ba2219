import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'exported',
    `export GOSUMDB := "off" # c\nexport GOPROXY := 'direct'`,
    ['1:8 GOSUMDB=off (export)', '2:8 GOPROXY=direct (export)'],
  ],
  ['not exported', 'GOSUMDB := "off"', ['1:1 GOSUMDB=off (assignment)']],
  ['all exported', 'set export\nGOSUMDB := "off"', ['2:1 GOSUMDB=off (export)']],
  ['recipes', 'build:\n    @GOSUMDB=off go build\n', ['2:6 GOSUMDB=off (command)']],
  ['comments', '# export GOSUMDB := "off"', []],
];

it.each(CASES)('reads settings of just: %s', async (_, text, found) => {
  expect(await settingsIn('justfile', text, 'by')).toEqual(found);
});
