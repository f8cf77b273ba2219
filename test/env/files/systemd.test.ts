import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'Environment',
    '[Service]\nEnvironment=GOSUMDB=off "GOFLAGS=-mod=mod -x"',
    ['2:13 GOSUMDB=off (environment)', '2:26 GOFLAGS=-mod=mod -x (environment)'],
  ],
  ['commands', "ExecStart=/bin/sh -c 'GOSUMDB=off go run .'", ['1:23 GOSUMDB=off (command)']],
  ['other keys', 'EnvironmentFile=GOSUMDB=off\n#Environment=GOSUMDB=off', []],
];

it.each(CASES)('reads units of systemd: %s', async (_, text, found) => {
  expect(await settingsIn('a.service', text, 'by')).toEqual(found);
});
