import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'exported',
    `set -x GOSUMDB off\nset -gx GOPROXY "direct"`,
    ['1:8 GOSUMDB=off (export)', '2:9 GOPROXY=direct (export)'],
  ],
  ['for the user', `set -Ux GOFLAGS '-mod=mod -x'`, ['1:9 GOFLAGS=-mod=mod -x (export)']],
  ['not exported', 'set -g GOSUMDB off', ['1:8 GOSUMDB=off (assignment)']],
  ['erased', 'set -e GOSUMDB', ['1:8 GOSUMDB= (unset)']],
  [
    'other commands',
    'GOSUMDB=off go build\ngo env -w GOPROXY=direct',
    ['1:1 GOSUMDB=off (command)', '2:11 GOPROXY=direct (go env -w)'],
  ],
  ['comments', '# set -x GOSUMDB off', []],
];

it.each(CASES)('reads settings of fish: %s', async (_, text, found) => {
  expect(await settingsIn('x.fish', text, 'by')).toEqual(found);
});
