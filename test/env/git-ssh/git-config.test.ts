import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'sections and keys in any case',
    '[HTTP]\n\tsslverify = false ; c\n[http "https://h"] SSLVerify=no',
    ['2:2 http.sslVerify=false (configuration)', '3:20 http.sslVerify=no (configuration)'],
  ],
  ['a new base', '[url "http://h/"]\n\tinsteadOf = https://h/', ['2:2 url.insteadOf=http://h/ (configuration)']],
  [
    'a command for ssh',
    '[core]\n\tsshCommand = "ssh -o StrictHostKeyChecking=no"',
    [
      '2:2 core.sshCommand=ssh -o StrictHostKeyChecking=no (configuration)',
      '2:23 StrictHostKeyChecking=no (configuration)',
    ],
  ],
  ['a key without a value', '[http]\n\tsslVerify\n', ['2:2 http.sslVerify=true (configuration)']],
  ['comments and other sections', '[http]\n# sslVerify = false\n[mail]\nsslVerify = false', []],
];

it.each(CASES)('reads configurations of git: %s', async (_, text, found) => {
  expect(await settingsIn('.gitconfig', text, 'by')).toEqual(found);
});
