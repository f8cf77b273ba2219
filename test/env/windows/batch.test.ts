import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'set',
    '@echo off\r\n@set GOSUMDB=off\r\nset "GOPROXY=direct"\r\n',
    ['2:6 GOSUMDB=off (export)', '3:6 GOPROXY=direct (export)'],
  ],
  [
    'set before another command',
    'set GOSUMDB=off&& go build\nif x (set GOPROXY=direct)',
    ['1:5 GOSUMDB=off (export)', '2:11 GOPROXY=direct (export)'],
  ],
  ['setx', 'setx /m GOSUMDB off\nsetx GOPROXY "direct"', ['1:9 GOSUMDB=off (export)', '2:6 GOPROXY=direct (export)']],
  [
    'go env -w',
    'go env -w GOSUMDB=off "GOFLAGS=-mod=mod -x"',
    ['1:11 GOSUMDB=off (go env -w)', '1:24 GOFLAGS=-mod=mod -x (go env -w)'],
  ],
  ['git', 'git config --global http.sslVerify false', ['1:21 http.sslVerify=false (configuration)']],
  ['emptied', 'set GOFLAGS=', ['1:5 GOFLAGS= (unset)']],
  ['from elsewhere', 'set GOPROXY=%MY_PROXY%', ['1:5 GOPROXY from elsewhere (export)']],
  [
    'comments, echoes, comparisons',
    'REM set GOSUMDB=off\n:: set GOSUMDB=off\necho set GOSUMDB=off\nif "%GOSUMDB%"=="off" exit /b 1',
    [],
  ],
];

it.each(CASES)('reads settings in batch files: %s', async (_, text, found) => {
  expect(await settingsIn('x.bat', text, 'by')).toEqual(found);
});
