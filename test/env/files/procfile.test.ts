import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['commands', 'web: GOSUMDB=off go run .', ['1:6 GOSUMDB=off (command)']],
  ['comments', '# web: GOSUMDB=off', []],
];

it.each(CASES)('reads Procfiles: %s', async (_, text, found) => {
  expect(await settingsIn('Procfile', text, 'by')).toEqual(found);
});
