import { expect, it } from 'vitest';
import { shellNamed } from '../../../src/env/tree/scripts.ts';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

it.each([
  ['pwsh', 'powershell'],
  ['powershell {0}', 'powershell'],
  ['cmd', 'batch'],
  ['bash -eo pipefail {0}', 'sh'],
  ['python', undefined],
])('knows the shell %s', (name, shell) => {
  expect(shellNamed(name)).toBe(shell);
});

const CASES: SettingCases = [
  ['a script behind -c', 'args: [-c, "export GOSUMDB=off"]\n', ['1:20 GOSUMDB=off (export)']],
  ['a program around a shell', 'args: [wrapper.sh, bash, -c, "GOSUMDB=off go x"]\n', ['1:31 GOSUMDB=off (command)']],
  ['go itself', 'command: [go, env, -w, GOSUMDB=off]\n', ['1:24 GOSUMDB=off (go env -w)']],
  ['options of a builder', 'args: [--destination=x, --build-arg, GOSUMDB=off]\n', ['1:38 GOSUMDB=off (command)']],
  ['options of a builder with =', 'args: ["--opt=build-arg:GOSUMDB=off"]\n', ['1:25 GOSUMDB=off (command)']],
  [
    'commands in a list',
    'commands: ["GOSUMDB=off go x", "go env -w GOPROXY=direct"]\n',
    ['1:13 GOSUMDB=off (command)', '1:43 GOPROXY=direct (go env -w)'],
  ],
  ['PowerShell that nothing names', 'script: "$env:GOSUMDB = 1"\n', ['1:15 GOSUMDB=1 (export)']],
  ['a batch file that nothing names', 'script: set GOSUMDB=off\n', ['1:13 GOSUMDB=off (export)']],
  [
    'the key cmd, which may mean any shell',
    'a: { cmd: GOSUMDB=off go x }\nb: { cmd: set GOPROXY=direct }\nc: { cmd: setx GOFLAGS -x }\nd: { cmd: [x, "GOVCS=a go x"] }\n',
    [
      '1:11 GOSUMDB=off (command)',
      '2:15 GOPROXY=direct (export)',
      '3:16 GOFLAGS=-x (export)',
      '4:16 GOVCS=a (command)',
    ],
  ],
];

it.each(CASES)('reads %s', async (_, text, found) => {
  expect(await settingsIn('a.yml', text, 'by')).toEqual(found);
});
