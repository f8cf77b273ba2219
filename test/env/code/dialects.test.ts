import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['a heredoc', 'a {\n  user_data = <<-EOT\n    export GOSUMDB=off\n  EOT\n}', ['3:12 GOSUMDB=off (export)']],
];

it.each(CASES)('reads languages by their paths: %s', async (_, text, found) => {
  expect(await settingsIn('main.tf', text, 'by')).toEqual(found);
});
