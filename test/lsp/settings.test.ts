import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, settingsOf } from '../../src/lsp/settings.ts';

it.each([
  ['nothing', undefined],
  ['null', null],
  ['values of another kind', { enable: 'no', inlayHints: 1, pause: '5' }],
  ['a pause below 0', { pause: -1 }],
  ['a pause above 60 seconds', { pause: 60_001 }],
  ['no number', { pause: Number.NaN }],
  ['a section of another kind', { modwarden: 'on' }],
  ['a section that is null', { modwarden: null }],
  ['a text', 'on'],
])('takes the defaults for %s', (_, value) => {
  expect(settingsOf(value)).toEqual(DEFAULT_SETTINGS);
});

it('checks after 0.4 seconds without inlay hints unless told otherwise', () => {
  expect(DEFAULT_SETTINGS).toEqual({ enable: true, inlayHints: false, pause: 400 });
  expect(settingsOf({ pause: 60_000 })).toEqual({ ...DEFAULT_SETTINGS, pause: 60_000 });
  expect(settingsOf({ pause: 1 })).toEqual({ ...DEFAULT_SETTINGS, pause: 1 });
});

it('reads the section, by itself or under its name', () => {
  const own = { enable: false, inlayHints: true, pause: 0 };
  expect(settingsOf(own)).toEqual(own);
  expect(settingsOf({ modwarden: own, other: {} })).toEqual(own);
});
