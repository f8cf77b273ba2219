import { describe, expect, test } from 'vitest';
import { basic } from '../../../src/gather/http/credentials.ts';
import { netrcCredentials, netrcPath, parseNetrc, readNetrc } from '../../../src/gather/proxy/netrc.ts';

describe('netrc', () => {
  // The grammar is Go's own, by pairs of words on a line.
  test.each<[text: string, machines: string[]]>([
    ['machine a.example login u password p\n', ['a.example u p']],
    [
      'machine a.example\n\tlogin u\n\tpassword p\nmachine b.example password q login v',
      ['a.example u p', 'b.example v q'],
    ],
    ['machine a.example login u\nmachine b.example login v password q\n', ['b.example v q']],
    ['machine a.example login u password p account x password q', ['a.example u p']],
    ['machine a.example login u password p\ndefault\nmachine b.example login v password q', ['a.example u p']],
    // In the middle of a line `default` swallows the next word, and the machines go on.
    ['default login x\nmachine b.example login v password q', ['b.example v q']],
    ['macdef init\nmachine m.example login a password b\n\nmachine b.example login v password q\n', ['b.example v q']],
    ['machine a.example login u password p\r\n', ['a.example u p']],
    ['', []],
  ])('%j', (text, machines) => {
    expect(parseNetrc(text).map(({ machine, login, password }) => `${machine} ${login} ${password}`)).toEqual(machines);
  });

  const find = netrcCredentials(
    parseNetrc(
      'machine a.example login first password p\nmachine a.example login second password p\nmachine a.example/deep login deep password p\nmachine b.example:8080 login port password p\n',
    ),
  );
  test.each<[url: string, login: string | undefined]>([
    ['https://a.example/x', 'first'],
    ['https://a.example/', 'first'],
    ['https://a.example/deep/x/@v/list', 'deep'],
    ['https://a.example/deeper', 'first'],
    ['https://b.example:8080/x', 'port'],
    ['https://b.example/x', undefined],
    ['https://a.example:8080/x', undefined],
    ['https://sub.a.example/x', undefined],
    ['http://a.example/x', undefined],
  ])('%s', (url, login) => expect(find(new URL(url))).toBe(login && basic(login, 'p')));

  test('places', () => {
    expect(netrcPath({ NETRC: '/n' }, 'linux', '/h')).toBe('/n');
    expect(netrcPath({}, 'linux', '/h')).toBe('/h/.netrc');
    expect(netrcPath({}, 'win32', '/absent')).toBe('/absent/.netrc');
    expect(netrcPath({}, 'linux', undefined)).toBeUndefined();
    expect(readNetrc('/absent/.netrc')).toEqual([]);
    expect(readNetrc(undefined)).toEqual([]);
  });
});
