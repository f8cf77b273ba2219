import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvFile } from '../../../src/go/env/captured.ts';
import { parseProxyList } from '../../../src/go/env/goproxy.ts';
import { maskEnvFile } from '../../../src/go/env/mask.ts';
import { maskSetting } from '../../../src/go/env/secret-settings.ts';
import { source } from '../../../src/text/source.ts';

describe('a setting', () => {
  test.each([
    // With a scheme and without, as GOPROXY takes both.
    ['GOPROXY', 'https://me:pass@p.example,direct', 'https://xx:xxxx@p.example,direct'],
    ['GOPROXY', 'token@p.example/go|direct', 'xxxxx@p.example/go|direct'],
    ['GOPROXY', 'me:pass@p.example', 'xx:xxxx@p.example'],
    ['GOPROXY', 'https://p.example/?word#word', 'https://p.example/?xxxx#xxxx'],
    ['GOPROXY', 'https:/me:pass@p.example', 'https:/xx:xxxx@p.example'],
    // A password that is not escaped.
    ['GOPROXY', 'https://to ken@p.example', 'https://xx xxx@p.example'],
    ['GOPROXY', 'https://me:pa,ss@p.example,direct', 'https://xx:xx,xx@p.example,direct'],
    ['GOPROXY', 'me:pa|ss@p.example', 'xx:xx|xx@p.example'],
    ['GOPROXY', 'https://me:pa/ss@p.example', 'https://xx:xx/xx@p.example'],
    ['GOPROXY', 'https://me:pass', 'https://me:xxxx'],
    ['GOPROXY', 'https://p.example:8080/x@y,https://[::1]:1,off', 'https://p.example:8080/x@y,https://[::1]:1,off'],
    [
      'GOSUMDB',
      'sum.example+aa+bb https://me:pass@s.example/?word',
      'sum.example+aa+bb https://xx:xxxx@s.example/?xxxx',
    ],
    ['GOINSECURE', 'https://token@corp.example,*.corp.example', 'https://xxxxx@corp.example,*.corp.example'],
    ['GOPRIVATE', 'me:pass@corp.example/*', 'xx:xxxx@corp.example/*'],
    ['GONOPROXY', 'me:pass@corp.example', 'xx:xxxx@corp.example'],
    ['GONOSUMDB', 'me:pass@corp.example', 'xx:xxxx@corp.example'],
    ['GOINSECURE', 'me:pass@corp.example', 'xx:xxxx@corp.example'],
    // Without a scheme, with an empty name, and with nothing but a tail.
    ['GOPROXY', 'https://me:pa,abcdefghijklmnop@p.example', 'https://xx:xx,xxxxxxxxxxxxxxxx@p.example'],
    ['GOPROXY', 'https://me:pa,https://ss@p.example', 'https://me:xx,https://xx@p.example'],
    ['GOPROXY', 'https://p.example:80,ss@p.example', 'https://p.example:80,xx@p.example'],
    ['GOPROXY', 'me:pa/ss@p.example', 'xx:xx/xx@p.example'],
    ['GOPROXY', 'me:pass', 'me:xxxx'],
    ['GOPROXY', '@p.example:word', '@p.example:word'],
    ['GOPROXY', 'p.example:80/x', 'p.example:80/x'],
    ['GOPROXY', '/a:b@c', '/a:b@c'],
    ['GOPROXY', '?word', '?xxxx'],
    ['GOPROXY', 'off,/x?word', 'off,/x?xxxx'],
    ['CGO_LDFLAGS', '-X main.key=word', '-X main.key=xxxx'],
    ['GOCACHE', '-X main.key=word', '-X main.key=word'],
    ['MY_PASSWORD', 'two words', 'xxx xxxxx'],
    [
      'GOAUTH',
      '/x --token=word;x -ps3 Bearer "Authorization: Basic abc" -password -p y',
      '/x --token=xxxx;x -xxx Bearer "Authorization: Basic xxx" -password -p x',
    ],
    ['GOAUTH', ' git /a ; a b', ' git /a ; a x'],
    ['GOVCS', 'private:all,public:git|hg', 'private:all,public:git|hg'],
    ['HTTPS_PROXY', 'me:pass@w.example:3128', 'xx:xxxx@w.example:3128'],
    ['https_proxy', 'http://me:pass@w.example:3128', 'http://xx:xxxx@w.example:3128'],
    ['NO_PROXY', 'fd00:abcd::1,10.0.0.0/8', 'fd00:abcd::1,10.0.0.0/8'],
    ['GOAUTH', 'netrc; /opt/tool --for Token1 x', 'netrc; /opt/tool --for xxxxxx x'],
    ['GOAUTH', 'git /home/me/work', 'git /home/me/work'],
    ['GOFLAGS', '-ldflags=-X=main.key=word -mod=mod', '-ldflags=-X=main.key=xxxx -mod=mod'],
    ['GOFLAGS', "'-ldflags=-X main.key=a b -X main.v=c -s'", "'-ldflags=-X main.key=x x -X main.v=x -s'"],
    ['GOFLAGS', '-toolexec=/x/y --token=word', '-toolexec=/x/y --token=xxxx'],
    ['GITHUB_TOKEN', 'word', 'xxxx'],
    ['GOCACHE', '/home/me/.cache', '/home/me/.cache'],
  ])('%s=%s', (name, value, shown) => {
    expect(maskSetting(name, value)).toBe(shown);
    expect(maskSetting(name, shown)).toBe(shown);
  });
});

/** Pieces of which URLs are made, and those that break them. */
const piece = fc.constantFrom(
  'a',
  'B1',
  ':',
  '@',
  '/',
  '%41',
  '%zz',
  ' ',
  '?',
  '#',
  '.',
  '[',
  ']',
  '8',
  "'",
  '"',
  '\\',
  'é',
);
const messy = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
const entry = fc.oneof(
  fc.constantFrom('direct', 'off', 'https://p.example'),
  fc.tuple(fc.constantFrom('https://', 'http://', 'file://', ''), messy).map((parts) => parts.join('')),
);
const list = fc
  .array(fc.tuple(entry, fc.constantFrom(',', '|')), { maxLength: 4 })
  .map((parts) => parts.flat().join(''));

test('a masked GOPROXY is read as the value itself: the same steps, the same faults', () => {
  fc.assert(
    fc.property(list, (value) => {
      const shown = maskSetting('GOPROXY', value);
      expect(shown).toHaveLength(value.length);
      const [real, safe] = [parseProxyList(value), parseProxyList(shown)];
      expect(safe.steps.map(({ kind, start, end }) => [kind, start, end])).toEqual(
        real.steps.map(({ kind, start, end }) => [kind, start, end]),
      );
      expect(safe.error === undefined).toBe(real.error === undefined);
      expect(safe.error?.start).toBe(real.error?.start);
    }),
    { numRuns: 2000 },
  );
});

describe('a captured go env', () => {
  test.each([
    ['posix', "GOFLAGS=''\nGOPROXY='https://me:S3CRET@p.example,direct'\nGOSUMDB='off'\n"],
    ['posix-old', 'GOFLAGS=""\nGOPROXY="https://me:S3CRET@p.example,direct"\nGOSUMDB="off"\n'],
    ['windows', 'set GOFLAGS=\r\nset GOPROXY=https://me:S3CRET%%41@p.example,direct\r\nset GOVERSION=go1.26.0\r\n'],
    ['json', '{\n\t"GOPROXY": "https://me:S3CRET\\u0026@p.example,direct",\n\t"GOSUMDB": "off"\n}\n'],
    ['json', '{"GOPROXY":"https:\\/\\/me:S3CRET@p.example","GOSUMDB":"off"}'],
    ['file', 'GOPROXY=https://first:S3CRET@p.example\nGOPROXY=S3CRET@p.example\nNPM_TOKEN=S3CRET\n'],
    [
      'posix',
      "GOPROXY='https://me:it'\\''sS3CRET@p.example'\nGOAUTH='/x S3CRET'\nGOSUMDB='k https://S3CRET@s.example'\n",
    ],
    ['none', 'hello https://S3CRET@p.example\n'],
  ])('%s: %j', (form, text) => {
    const file = source('ci.env', text);
    const safe = maskEnvFile(file);
    expect(safe.text).not.toContain('S3CRET');
    expect(safe.text).toHaveLength(text.length);
    const [before, after] = [parseEnvFile(file), parseEnvFile(safe)];
    expect([before.form, after.form]).toEqual([form, form]);
    const places = ({ settings }: typeof before) =>
      [...settings].map(([name, { nameAt, at }]) => [name, nameAt.start, nameAt.end, at.start, at.end]);
    expect(places(after)).toEqual(places(before));
    expect(after.settings.get('GOSUMDB')?.value.startsWith('off')).toBe(
      before.settings.get('GOSUMDB')?.value.startsWith('off'),
    );
  });

  test('without secrets is the very same', () => {
    const file = source('ci.env', "GOPROXY='https://p.example,direct'\n");
    expect(maskEnvFile(file)).toBe(file);
  });
});
