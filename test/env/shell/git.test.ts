import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['global', 'git config --global http.sslVerify false', ['1:21 http.sslVerify=false (user user of x.sh)']],
  ['of the repository', 'git config http.sslVerify "false"', ['1:12 http.sslVerify=false (script x.sh)']],
  [
    'for one command',
    'git -C x -c http.sslVerify=false fetch',
    ['1:13 http.sslVerify=false (command line 1, column 1)'],
  ],
  ['for a clone', 'git clone -c http.https://h/.sslVerify=0 u', ['1:14 http.sslVerify=0 (command line 1, column 1)']],
  [
    'a new base',
    'git config --add --global url."http://h/".insteadOf https://h/',
    ['1:27 url.insteadOf=http://h/ (user user of x.sh)'],
  ],
  [
    'a base with a secret from elsewhere',
    'git config --global url."https://u:${T}@h/".insteadOf https://h/',
    ['1:21 url.insteadOf=https://u:${T}@h/ (user user of x.sh)'],
  ],
  [
    'a command for ssh',
    `git config core.sshCommand 'ssh -o StrictHostKeyChecking=no'`,
    [
      '1:12 core.sshCommand=ssh -o StrictHostKeyChecking=no (script x.sh)',
      '1:36 StrictHostKeyChecking=no (script x.sh)',
    ],
  ],
  ['with another file', 'git config -f x http.sslVerify false', ['1:17 http.sslVerify=false (script x.sh)']],
  ['reading', 'git config --get http.sslVerify; git config http.sslVerify', []],
  ['taking away', 'git config --global --unset http.sslVerify', []],
  ['other keys', 'git config --global http.sslCAInfo x', []],
];

it.each(CASES)('reads what git is told: %s', async (_, text, found) => {
  expect(await settingsIn('x.sh', text, 'reach')).toEqual(found);
});
