import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, settingsOf } from '../../src/lsp/settings.ts';

it.each([
  ['nothing', undefined],
  ['null', null],
  ['values of another kind', { enable: 'no', inlayHints: 1, pause: '5' }],
  ['a pause out of range', { pause: -1 }],
])('takes the defaults for %s', (_, value) => {
  expect(settingsOf(value)).toEqual(DEFAULT_SETTINGS);
});

it('reads the section, by itself or under its name', () => {
  const own = { enable: false, inlayHints: true, pause: 0 };
  expect(settingsOf(own)).toEqual(own);
  expect(settingsOf({ modwarden: own, other: {} })).toEqual(own);
});
