import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['of asdf', 'nodejs 20\ngolang 1.22.1\n', ['2:8 go-version=1.22.1 (version)']],
  ['alone', 'go1.21\n# golang 1.20', ['1:1 go-version=1.21 (version)']],
  ['of other tools', 'golangci-lint 1.50', []],
];

it.each(CASES)('reads files of versions: %s', async (_, text, found) => {
  expect(await settingsIn('.tool-versions', text, 'by')).toEqual(found);
});

it('reads a version alone in its file', async () => {
  expect(await settingsIn('.go-version', '1.21.3\n')).toEqual(['1:1 go-version=1.21.3']);
});
