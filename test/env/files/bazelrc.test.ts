import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'of actions and repositories',
    'build --action_env=GOSUMDB=off --repo_env="GOPROXY=direct"',
    ['1:20 GOSUMDB=off (environment)', '1:44 GOPROXY=direct (environment)'],
  ],
  ['handed through, commented out', 'build --action_env=GOSUMDB\n# build --action_env=GOSUMDB=off', []],
];

it.each(CASES)('reads options of Bazel: %s', async (_, text, found) => {
  expect(await settingsIn('.bazelrc', text, 'by')).toEqual(found);
});
