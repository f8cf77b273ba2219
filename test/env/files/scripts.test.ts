import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['with a shell in the first line', '#!/usr/bin/env bash\nexport GOSUMDB=off', ['2:8 GOSUMDB=off (export)']],
  ['of another language', '#!/usr/bin/env python3\nGOSUMDB=off', []],
];

it.each(CASES)('reads scripts by their paths or first lines: %s', async (_, text, found) => {
  expect(await settingsIn('scripts/build', text, 'by')).toEqual(found);
});
