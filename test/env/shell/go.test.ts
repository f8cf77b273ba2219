import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'env -w',
    'go env -w GOSUMDB=off "GOFLAGS=-mod=mod -x"',
    ['1:11 GOSUMDB=off (go env -w)', '1:24 GOFLAGS=-mod=mod -x (go env -w)'],
  ],
  ['env -w in another folder', 'go -C x env -w GOSUMDB=off', ['1:16 GOSUMDB=off (go env -w)']],
  ['env -u', 'go env -u GOSUMDB', ['1:11 GOSUMDB= (unset)']],
  ['env without -w', 'go env GOSUMDB=off', []],
  ['get -insecure', 'go get -u -insecure example.com/x', ['1:11 -insecure=true (flag)']],
  ['get --insecure=true', 'go get --insecure=true example.com/x', ['1:8 -insecure=true (flag)']],
  ['get -insecure=false', 'go get -insecure=false example.com/x', ['1:8 -insecure=false (flag)']],
  [
    'install',
    'go install example.com/a@latest example.com/b@v1.0.0',
    ['1:1 go install=example.com/a@latest (flag)', '1:1 go install=example.com/b@v1.0.0 (flag)'],
  ],
  ['run', 'go run example.com/a@master -o example.com/b@latest', ['1:1 go install=example.com/a@master (flag)']],
  [
    'get -tool',
    'go get -tool example.com/a@latest; go get example.com/b@latest',
    ['1:1 go install=example.com/a@latest (flag)'],
  ],
  ['install in the module', 'go install ./cmd/x example.com/y', []],
];

it.each(CASES)('reads what go is told: %s', async (_, text, found) => {
  expect(await settingsIn('x.sh', text, 'by')).toEqual(found);
});
