import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    '$env:',
    `$env:GOSUMDB = 'off'; $Env:GOPROXY="direct"\nif ($x) { \${env:GOFLAGS} = '-mod=mod' }`,
    ['1:6 GOSUMDB=off (export)', '1:28 GOPROXY=direct (export)', '2:17 GOFLAGS=-mod=mod (export)'],
  ],
  ['Set-Item', `Set-Item -Path env:GOSUMDB -Value off`, ['1:20 GOSUMDB=off (export)']],
  [
    'of the machine',
    `[Environment]::SetEnvironmentVariable('GOSUMDB', "off", 'Machine')`,
    ['1:40 GOSUMDB=off (export)'],
  ],
  [
    'go env -w',
    `go env -w GOSUMDB=off 'GOPROXY=direct'`,
    ['1:11 GOSUMDB=off (go env -w)', '1:24 GOPROXY=direct (go env -w)'],
  ],
  ['a call', '& go env -w GOSUMDB=off', ['1:13 GOSUMDB=off (go env -w)']],
  ['git', 'git config --global http.sslVerify false', ['1:21 http.sslVerify=false (configuration)']],
  [
    'GITHUB_ENV',
    `"GOSUMDB=off" >> $env:GITHUB_ENV\n"GOPROXY=direct" | Out-File -Append $env:GITHUB_ENV`,
    ['1:2 GOSUMDB=off (written)', '2:2 GOPROXY=direct (written)'],
  ],
  [
    'escaped quotes',
    '$env:GOPROXY = "a`";b"; $env:GOSUMDB = "off"',
    ['1:6 GOPROXY=a`";b (export)', '1:30 GOSUMDB=off (export)'],
  ],
  ['removed', '$env:GOSUMDB = $null', ['1:6 GOSUMDB= (unset)']],
  ['from elsewhere', '$env:GOPROXY = $env:OTHER', ['1:6 GOPROXY from elsewhere (export)']],
  [
    'comments and comparisons',
    `# $env:GOSUMDB = 'off'\n<# $env:GOSUMDB = 'off'\n$env:GOSUMDB = 'off' #>\nif ($env:GOSUMDB -eq 'off') { }\nWrite-Host "GOSUMDB=off"`,
    [],
  ],
];

it.each(CASES)('reads settings in PowerShell: %s', async (_, text, found) => {
  expect(await settingsIn('x.ps1', text, 'by')).toEqual(found);
});
