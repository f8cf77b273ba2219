import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'quotes, blanks and comments stay',
    'GOSUMDB="off"\nGOPROXY=direct # x\n',
    ['1:1 GOSUMDB="off" (goenv file)', '2:1 GOPROXY=direct # x (goenv file)'],
  ],
  ['the last line counts', 'GOSUMDB=a\nGOSUMDB=b', ['2:1 GOSUMDB=b (goenv file)']],
  ['what Go passes over', ' GOSUMDB=off\nexport GOSUMDB=off\n#GOSUMDB=off', []],
];

it.each(CASES)('reads files of go env -w as Go does: %s', async (_, text, found) => {
  expect(await settingsIn('go.env', text, 'by')).toEqual(found);
});
