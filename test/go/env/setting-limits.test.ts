import { describe, expect, it } from 'vitest';
import { parseEnvFile } from '../../../src/go/env/captured.ts';
import { settingOverLimit, valueOverLimit } from '../../../src/go/env/setting-limits.ts';
import { MAX_SETTING_ENTRIES, MAX_SETTING_WILDCARDS } from '../../../src/go/std/limits.ts';
import { source } from '../../../src/text/source.ts';

const list = (n: number, entry: (i: number) => string, separator = ',') =>
  Array.from({ length: n }, (_, i) => entry(i)).join(separator);
const plain = (n: number, separator?: string) => list(n, (i) => `a${i}.example`, separator);
const wild = (n: number) => list(n, (i) => `*.a${i}.example`);
const ENTRIES = `is over the limit of ${MAX_SETTING_ENTRIES} entries`;
const WILDCARDS = `is over the limit of ${MAX_SETTING_WILDCARDS} entries with wildcards`;

describe('a value', () => {
  it.each(['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'])(
    'of %s has a limit of entries and of wildcards',
    (name) => {
      expect(valueOverLimit(name, plain(MAX_SETTING_ENTRIES))).toBeUndefined();
      expect(valueOverLimit(name, plain(MAX_SETTING_ENTRIES + 1))).toBe(`${name} ${ENTRIES}`);
      expect(valueOverLimit(name, wild(MAX_SETTING_WILDCARDS))).toBeUndefined();
      expect(valueOverLimit(name, wild(MAX_SETTING_WILDCARDS + 1))).toBe(`${name} ${WILDCARDS}`);
      // The same one again costs nothing, and only commas separate patterns.
      expect(valueOverLimit(name, `${wild(MAX_SETTING_WILDCARDS)},*.a0.example,b.example`)).toBeUndefined();
      expect(valueOverLimit(name, plain(MAX_SETTING_ENTRIES + 1, '|'))).toBeUndefined();
    },
  );

  it('of GOPROXY has a limit of entries alone', () => {
    expect(valueOverLimit('GOPROXY', plain(MAX_SETTING_ENTRIES, '|'))).toBeUndefined();
    expect(valueOverLimit('GOPROXY', plain(MAX_SETTING_ENTRIES + 1, '|'))).toBe(`GOPROXY ${ENTRIES}`);
    expect(valueOverLimit('GOPROXY', plain(MAX_SETTING_ENTRIES + 1))).toBe(`GOPROXY ${ENTRIES}`);
    expect(valueOverLimit('GOPROXY', wild(MAX_SETTING_WILDCARDS + 1))).toBeUndefined();
  });

  it('of other settings has none', () => {
    expect(valueOverLimit('GOFLAGS', plain(MAX_SETTING_ENTRIES + 1))).toBeUndefined();
    expect(valueOverLimit('GOFLAGS', wild(MAX_SETTING_WILDCARDS + 1))).toBeUndefined();
  });
});

describe('a captured file', () => {
  const over = (text: string) => {
    const found = settingOverLimit(parseEnvFile(source('go.env', text)));
    return found && [found.at.file.text.slice(found.at.start, found.at.end), found.message];
  };
  const value = wild(MAX_SETTING_WILDCARDS + 1);

  it.each(['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'])('is over a limit where %s is', (name) => {
    expect(over(`GOFLAGS=''\n${name}='${value}'\n`)).toEqual([value, `${name} ${WILDCARDS}`]);
  });

  it('is over a limit where GOPROXY is, which is named first', () => {
    const proxies = plain(MAX_SETTING_ENTRIES + 1);
    expect(over(`GOPRIVATE='${value}'\nGOPROXY='${proxies}'\n`)).toEqual([proxies, `GOPROXY ${ENTRIES}`]);
  });

  it('is not where no setting is', () => {
    expect(over(`GOPRIVATE='a.example'\nGOFLAGS='${value}'\n`)).toBeUndefined();
    expect(over('')).toBeUndefined();
  });
});
