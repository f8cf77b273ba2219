import { expect, it } from 'vitest';
import { expanded } from '../../src/env/expansion.ts';

it.each([
  ['off', 'off', 0],
  ['${X:-off}', 'off', 5],
  ['${X-off}', 'off', 4],
  ['${X:="off"}', 'off', 6],
  ['${A:-${B:-off}}', 'off', 10],
  ['{{ .x | default "off" }}', 'off', 17],
  ['{{ .x | default "off" | quote }}', 'off', 17],
])('takes the default of %s', (text, value, start) => {
  expect(expanded(text)).toEqual({ value, start, isDefault: start > 0 });
});

it.each([
  '$X',
  '${X}',
  '${X:?m}',
  '$(x y)',
  '$(a $(b))',
  '`x`',
  '${{ a.b }}',
  '%X%',
  '$env:X',
  '{{ .x }}',
  '<< p.x >>',
  '@X@',
  '${X:-$Y}',
])('says that %s comes from elsewhere', (text) => {
  expect(expanded(text).value).toBeUndefined();
});

it.each(['https://u:${T}@h', '$A,direct', '$(a)/$(b)', '${A}${B}', '${{ a }},direct', '', '*', '50%'])(
  'leaves %s as it is',
  (text) => {
    expect(expanded(text)).toEqual({ value: text, start: 0, isDefault: false });
  },
);

it('stops at long chains of defaults', () => {
  expect(expanded(`${'${A:-'.repeat(100)}off${'}'.repeat(100)}`).value).toContain('${A:-');
});
