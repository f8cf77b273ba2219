import { expect, it } from 'vitest';
import { basic, credentialsOf, redacted } from '../../../src/gather/http/credentials.ts';

it.each([
  ['https://a.example/', undefined, 'https://a.example/'],
  ['https://me@a.example/', basic('me', ''), 'https://me@a.example/'],
  ['https://:pw@a.example/', basic('', 'pw'), 'https://:xxxxx@a.example/'],
  ['https://me:pw@a.example/x?y', basic('me', 'pw'), 'https://me:xxxxx@a.example/x?y'],
  ['https://m%40e:p%3Aw@a.example/', basic('m@e', 'p:w'), 'https://m%40e:xxxxx@a.example/'],
  // What cannot be unescaped is taken as it is written.
  ['https://m%zz:p%e9@a.example/', basic('m%zz', 'p%e9'), 'https://m%zz:xxxxx@a.example/'],
])('%s', (url, credentials, shown) => {
  expect([credentialsOf(new URL(url)), redacted(new URL(url))]).toEqual([credentials, shown]);
});

it('are those of RFC 7617', () => {
  expect(basic('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
});
