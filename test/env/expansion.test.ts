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

it('takes eight defaults within each other, and no more', () => {
  const nested = (depth: number) => `${'${A:-'.repeat(depth)}off${'}'.repeat(depth)}`;
  expect(expanded(nested(8))).toEqual({ value: 'off', start: 40, isDefault: true });
  expect(expanded(nested(9))).toEqual({ value: undefined, start: 40, isDefault: false });
});

it('looks for expansions in values of up to 4,095 characters', () => {
  expect(expanded(`$(${'x'.repeat(4092)})`).value).toBeUndefined();
  expect(expanded(`$(${'x'.repeat(4093)})`).value).toHaveLength(4096);
});

it.each([
  ['${X:-"a}', '"a', 5, true],
  ["${X:-'a b'}", 'a b', 6, true],
  ['${X:-$Y}', undefined, 5, false],
  ['${!X-a}', 'a', 5, true],
  ['${X+a}', undefined, 0, false],
  ['${X:-a}b', '${X:-a}b', 0, false],
  ['${X:-{a}}', '{a}', 5, true],
  ['${X:-}', '', 5, true],
  ['$', '$', 0, false],
  ['$1', undefined, 0, false],
  ['$@', undefined, 0, false],
  ['$(a', '$(a', 0, false],
  ['$(a)(b)', '$(a)(b)', 0, false],
  ['$((1 + 2))', undefined, 0, false],
  ['`a`b`', '`a`b`', 0, false],
  ['%X%Y%', '%X%Y%', 0, false],
  ['$ENV:x', undefined, 0, false],
  ['{{ a }}{{ b }}', '{{ a }}{{ b }}', 0, false],
  ['{{ a } }}', undefined, 0, false],
  ['<< a > >>', undefined, 0, false],
  ['@a@', '@a@', 0, false],
  ["{{ .x | default 'off' | quote }}", 'off', 17, true],
  ['{{ .x | default "" }}', '', 21, true],
])('reads %s', (text, value, start, isDefault) => {
  expect(expanded(text)).toEqual({ value, start, isDefault });
});
