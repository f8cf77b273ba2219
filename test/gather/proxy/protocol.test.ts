import { describe, expect, test } from 'vitest';
import {
  FILE_LIMITS,
  isFinal,
  isForOthers,
  isOfZip,
  latestOfList,
  listFault,
  MAX_VERSIONS,
  parseAnswer,
  protocolFile,
  versionError,
} from '../../../src/gather/proxy/protocol.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { encode } from '../../../src/text/bytes.ts';

const ask = (kind: Ask['kind'], version = '', path = 'example.com/M'): Ask => ({ kind, module: { path, version } });
const base = 'https://goproxy.example';

describe('what a question is called', () => {
  test.each<[Ask, object]>([
    [ask('mod', 'v1.0.0-RC1'), { value: '@v/v1.0.0-!r!c1.mod' }],
    [ask('info', 'v1.0.0+incompatible'), { value: '@v/v1.0.0+incompatible.info' }],
    [ask('info', 'master'), { value: '@v/master.info' }],
    [ask('license', 'v1.0.0'), { value: '@v/v1.0.0.zip' }],
    [ask('content', 'v1.0.0'), { value: '@v/v1.0.0.zip' }],
    [ask('origin', 'v1.0.0'), { value: '@v/v1.0.0.info' }],
    [ask('versions'), { value: '@v/list' }],
    [ask('latest'), { value: '@latest' }],
    [ask('mod', 'v1.0'), { error: 'internal error: version passed to GoMod is not canonical' }],
    [ask('license', 'v1.0.0+meta'), { error: 'internal error: version passed to Zip is not canonical' }],
    [ask('info', '../../x'), { error: 'version "../../x" invalid: disallowed version string' }],
    [ask('info', 'v1.0.0/../../x'), { error: 'version "v1.0.0/../../x" invalid: disallowed version string' }],
  ])('%j', (question, result) => expect(protocolFile(question)).toEqual(result));
});

describe('answers', () => {
  const invalid = `invalid response from proxy "${base}": `;
  test.each<[Ask, text: string, result: object]>([
    [ask('mod', 'v1.0.0'), 'module example.com/M\n', { value: 'module example.com/M\n' }],
    [ask('mod', 'v1.0.0'), ' \n<!DOCTYPE html>', { error: `${invalid}a page of markup instead of a go.mod file` }],
    [
      ask('versions'),
      'v1.10.0\nv1.2.0 2020-01-01T00:00:00Z\r\n\nmaster\nv0.0.0-20200101000000-abcdef012345\n  v1.2.0-rc.1\n',
      { value: ['v1.2.0-rc.1', 'v1.2.0', 'v1.10.0'] },
    ],
    [ask('versions'), '', { value: [] }],
    [
      ask('info', 'v1.0.0'),
      '{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z","Origin":{}}',
      { value: { version: 'v1.0.0', time: '2020-01-01T00:00:00Z' } },
    ],
    // encoding/json takes names in any case; the zero time is no time.
    [ask('info', 'v1.0.0'), '{"version":"v1.0.0","TIME":"0001-01-01T00:00:00Z"}', { value: { version: 'v1.0.0' } }],
    [ask('info', 'v1.0.0'), '{"Version":"v1.0.0","Time":null}', { value: { version: 'v1.0.0' } }],
    [
      ask('info', 'v1.0.0'),
      '{"Version":"v1.0.1"}',
      { error: 'proxy returned info for version v1.0.1 instead of requested version' },
    ],
    [ask('info', 'master'), '{"Version":"v1.0.1"}', { value: { version: 'v1.0.1' } }],
    // A version that the path cannot have: Go leaves the mapping to the server.
    [ask('info', 'v2.0.0'), '{"Version":"v2.0.0+incompatible"}', { value: { version: 'v2.0.0+incompatible' } }],
    [ask('latest'), '{"Version":"v1.0"}', { error: `${invalid}version "v1.0" is not canonical` }],
    [ask('latest'), '{}', { error: `${invalid}version "" is not canonical` }],
    [ask('latest'), '<html>', { error: `${invalid}invalid character '<' looking for beginning of value` }],
    [ask('latest'), '{"Version":"v1', { error: `${invalid}unexpected end of JSON input` }],
    [ask('latest'), '{"Version"="v1"}', { error: `${invalid}invalid character '=' after object key` }],
    [ask('latest'), '{} x', { error: `${invalid}invalid character 'x' after top-level value` }],
    [ask('latest'), '[]', { error: `${invalid}json: cannot unmarshal array into Go value of type modfetch.RevInfo` }],
    [
      ask('latest'),
      '{"Version":1}',
      { error: `${invalid}json: cannot unmarshal number into Go struct field RevInfo.Version of type string` },
    ],
    [ask('latest'), '{"Version":"v1.0.0","Time":"today"}', { error: `${invalid}Time "today" is not an RFC 3339 time` }],
  ])('%j %j', (question, text, result) => expect(parseAnswer(question, encode(text), base)).toEqual(result));
});

describe('the origin of a version', () => {
  const of = (origin: unknown) =>
    parseAnswer(ask('origin', 'v1.0.0'), encode(JSON.stringify({ Version: 'v1.0.0', Origin: origin })), base);

  test('is what .info says of it, in any case of letters', () => {
    const origin = { VCS: 'git', URL: 'https://git.example/m', Ref: 'refs/tags/v1.0.0', Hash: 'ab', TagSum: 't1:x' };
    const value = { vcs: 'git', url: 'https://git.example/m', ref: 'refs/tags/v1.0.0', hash: 'ab' };
    expect(of(origin)).toEqual({ value });
    expect(of({ vcs: 'git', Url: 'x' })).toEqual({ value: { vcs: 'git', url: 'x' } });
  });

  test.each([undefined, null, 1, 'x', [], {}, { URL: 1, Hash: '' }, { URL: 'x'.repeat(3000) }])(
    'is not known from %j',
    (origin) => expect(of(origin)).toEqual({ value: {} }),
  );

  test('has parts of at most 2,000 characters, under the first key of its name', () => {
    expect(of({ URL: 'x'.repeat(2000), Ref: 'y'.repeat(2001) })).toEqual({ value: { url: 'x'.repeat(2000) } });
    const text = '{"Version":"v1.0.0","ORIGIN":{"vcs":"hg"},"Origins":{"vcs":"git"}}';
    expect(parseAnswer(ask('origin', 'v1.0.0'), encode(text), base)).toEqual({ value: { vcs: 'hg' } });
  });

  test('is refused with the rest', () => {
    expect(parseAnswer(ask('origin', 'v1.0.0'), encode('<html>'), base).error).toMatch(/invalid response from proxy/);
  });
});

describe('version lists', () => {
  const lines = (count: number, line: (i: number) => string) =>
    encode(Array.from({ length: count }, (_, i) => line(i)).join('\n'));
  const versionsOf = (bytes: Uint8Array) => parseAnswer(ask('versions'), bytes, base);
  const tooMany = `invalid response from proxy "${base}": a list of more than 50000 versions`;
  test.each<[name: string, bytes: Uint8Array, versions: number | string]>([
    ['as many as allowed', lines(MAX_VERSIONS, (i) => `v1.${i}.0`), MAX_VERSIONS],
    ['one more', lines(MAX_VERSIONS + 1, (i) => `v1.${i}.0`), tooMany],
    ['the same one too often', lines(MAX_VERSIONS + 1, () => 'v1'), tooMany],
    ['too many with times', lines(MAX_VERSIONS + 1, (i) => `v1.${i}.0 2020-01-01T00:00:00Z`), tooMany],
    [
      'more lines, of which few are versions',
      lines(MAX_VERSIONS * 3, (i) => (i % 1000 === 0 ? `v1.${i}.0` : 'x')),
      150,
    ],
    ['more pseudo-versions', lines(MAX_VERSIONS + 1, () => 'v0.0.0-20200101000000-abcdef012345'), 0],
    ['one line without end', encode(`v1.0.0 ${'x'.repeat(1_000_000)}`), 1],
  ])('of %s', (_, bytes, versions) => {
    const { value, error } = versionsOf(bytes);
    expect(error ?? (value as readonly string[]).length).toBe(versions);
  });

  test('are in order, whatever the order of the lines', () => {
    const { value } = versionsOf(lines(1000, (i) => `v1.${(i * 7919) % 1000}.0`));
    expect(value).toEqual(Array.from({ length: 1000 }, (_, i) => `v1.${i}.0`));
  });

  test('do not depend on how a line ends or begins', () => {
    const text = '\ufeffv1.0.0\n\u00a0v1.1.0\u2028\nv1.2.0\r\r\n\n\tv1.3.0 x\nv1.4.0';
    // As strings.Fields, but for a byte order mark, which is no space to Go.
    expect(versionsOf(encode(text)).value).toEqual(['v1.1.0', 'v1.2.0', 'v1.3.0', 'v1.4.0']);
  });
});

describe('the latest of a list', () => {
  test.each<[text: string, latest: string | undefined]>([
    [
      'v0.0.0-20200101000000-abcdef012345\nv0.0.0-20210101000000-abcdef012345\nv0.0.0-20190101000000-abcdef012345\n',
      'v0.0.0-20210101000000-abcdef012345',
    ],
    // A tagged version without a time does not count, one with a time does.
    ['v1.0.0\n', undefined],
    ['v1.0.0 2020-01-01T00:00:00Z\nv1.1.0 2019-01-01T00:00:00Z\n', 'v1.0.0'],
    ['', undefined],
    // Of the same time the first counts; a time before 1970 is one too.
    ['v1.0.0 2020-01-01T00:00:00Z\nv1.1.0 2020-01-01T00:00:00Z\n', 'v1.0.0'],
    ['v1.0.0 1969-01-01T00:00:00Z\n', 'v1.0.0'],
    // What is no time is none, also where a clock would read it.
    ['v1.0.0 2020\n', undefined],
    ['v1.0.0 today\nv1.1.0 2019-01-01T00:00:00Z\n', 'v1.1.0'],
    // A pseudo-version with a time has that one, not its own.
    ['v0.0.0-20250101000000-abcdef012345 2018-01-01T00:00:00Z\nv1.1.0 2019-01-01T00:00:00Z\n', 'v1.1.0'],
    ['v0.0.0-20250101000000-abcdef012345\nv1.1.0 2026-01-01T00:00:00Z\n', 'v1.1.0'],
    ['v1.1.0 2019-01-01T00:00:00Z\nv0.0.0-20250101000000-abcdef012345\n', 'v0.0.0-20250101000000-abcdef012345'],
  ])('%j', (text, latest) => expect(latestOfList(encode(text))).toBe(latest));
});

test.each([
  ['{"Version":true}', 'cannot unmarshal bool into Go struct field RevInfo.Version of type string'],
  ['{"Version":[]}', 'cannot unmarshal array into Go struct field RevInfo.Version of type string'],
  ['{"Version":{}}', 'cannot unmarshal object into Go struct field RevInfo.Version of type string'],
  ['"x"', 'cannot unmarshal string into Go value of type modfetch.RevInfo'],
  ['1', 'cannot unmarshal number into Go value of type modfetch.RevInfo'],
  ['false', 'cannot unmarshal bool into Go value of type modfetch.RevInfo'],
])('an answer %s is refused in the words of Go', (text, error) => {
  expect(parseAnswer(ask('latest'), encode(text), base)).toEqual({
    error: `invalid response from proxy "${base}": json: ${error}`,
  });
});

// encoding/json leaves a value as it is where there is null.
test.each(['null', '{"Version":null}', '{"Version":null,"Time":null}'])('an answer %s says nothing', (text) => {
  expect(parseAnswer(ask('latest'), encode(text), base)).toEqual({
    error: `invalid response from proxy "${base}": version "" is not canonical`,
  });
  expect(parseAnswer(ask('origin', 'v1.0.0'), encode(text), base)).toEqual({ value: {} });
});

test('each kind of question has its files, or is for others', () => {
  const kinds = (test: (kind: Ask['kind']) => boolean) =>
    (
      [
        'mod',
        'info',
        'versions',
        'latest',
        'license',
        'files',
        'packages',
        'content',
        'cached',
        'origin',
        'tag',
        'proof',
        'seen',
      ] as const
    ).filter(test);
  expect(kinds(isOfZip)).toEqual(['license', 'files', 'packages', 'content']);
  expect(kinds(isForOthers)).toEqual(['cached', 'tag', 'proof', 'seen']);
  expect(FILE_LIMITS).toEqual({ mod: 16 << 20, info: 1 << 20, origin: 1 << 20, latest: 1 << 20, versions: 4 << 20 });
  expect([isFinal(ask('mod')), isFinal(ask('versions')), isFinal(ask('info')), isFinal(ask('latest'))]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['', undefined],
  [' \n\t\r\n', undefined],
  ['x\nv1.0.0', undefined],
  ['v1.0.0', undefined],
  ['x', `invalid response from proxy "${base}": no line of the list is a version`],
  ['!', `invalid response from proxy "${base}": no line of the list is a version`],
])('a list %j has a fault or none', (text, fault) => expect(listFault(encode(text), base)).toBe(fault));

test('a pseudo-version that is not canonical is named as such', () => {
  expect(versionError('v0.0.0-20200101000000-abcdef012345+meta', 'x')).toBe('invalid pseudo-version: x');
});

test('an answer without a time has none', () => {
  const info = (text: string) => parseAnswer(ask('info', 'v1.0.0'), encode(text), base).value;
  expect(info('{"Version":"v1.0.0","Time":"0001-01-01T00:00:00.5Z"}')).toEqual({ version: 'v1.0.0' });
  expect(info('{"Version":"v1.0.0","Time":"0001-01-01T00:00:01Z"}')).toEqual({
    version: 'v1.0.0',
    time: '0001-01-01T00:00:01Z',
  });
  expect(info('{"VersionX":"v9","Version":"v1.0.0","xTime":1}')).toEqual({ version: 'v1.0.0' });
});

test.each([
  ['v1.0.0', 'x'],
  ['', 'x'],
  ['master', 'invalid version: x'],
  ['v1.0', 'invalid version: x'],
])('error about %j: %j', (version, message) => expect(versionError(version, 'x')).toBe(message));
