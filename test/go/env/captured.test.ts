import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnvFile } from '../../../src/go/env/captured.ts';
import { pointAt, type Span, source } from '../../../src/text/source.ts';

const parse = (text: string) => parseEnvFile(source('go-env.txt', text));
const values = (text: string) =>
  Object.fromEntries([...parse(text).settings].map(([name, { value }]) => [name, value]));
const textOf = (at: Span) => at.file.text.slice(at.start, at.end);

describe('parseEnvFile', () => {
  // Every fixture ends with GOVCS, which must still be read.
  it.each([
    ['posix', "GOFLAGS='-mod=mod'\nGOVCS=''\n", { GOFLAGS: '-mod=mod', GOVCS: '' }],
    ['posix', "GOFLAGS='it'\\''s'\nGOVCS='x'\n", { GOFLAGS: "it's", GOVCS: 'x' }],
    ['posix', "GOFLAGS=''\\''-ldflags=-s -w'\\'''\nGOVCS='x'\n", { GOFLAGS: "'-ldflags=-s -w'", GOVCS: 'x' }],
    // Newlines are printed raw, so lines in a value can look like settings.
    [
      'posix',
      "CGO_CFLAGS='-g\nGOSUMDB='\\''off'\\''\n-O2'\nGOVCS='x'\n",
      { CGO_CFLAGS: "-g\nGOSUMDB='off'\n-O2", GOVCS: 'x' },
    ],
    [
      'posix-old',
      'GOFLAGS=""-ldflags=-X main.v="1"""\nGOVCS="x"\n',
      { GOFLAGS: '"-ldflags=-X main.v="1""', GOVCS: 'x' },
    ],
    ['windows-old', 'set GOFLAGS=a%%b^&c\nset GOVCS=x\n', { GOFLAGS: 'a%%b^&c', GOVCS: 'x' }],
    [
      'windows',
      'set GOFLAGS=a%%b^&c^^d^x%\r\nset GOVERSION=go1.21.0\r\nset GOVCS=x\r\n',
      { GOFLAGS: 'a%b&c^d^x%', GOVERSION: 'go1.21.0', GOVCS: 'x' },
    ],
    [
      'windows-old',
      'set GOFLAGS=a^&c\nset GOVERSION=go1.20.9\nset GOVCS=x\n',
      { GOFLAGS: 'a^&c', GOVERSION: 'go1.20.9', GOVCS: 'x' },
    ],
    // The language version 1.21, before its release candidates: it escapes already.
    [
      'windows',
      'set GOFLAGS=a^&c\nset GOVERSION=go1.21\nset GOVCS=x\n',
      { GOFLAGS: 'a&c', GOVERSION: 'go1.21', GOVCS: 'x' },
    ],
    ['plan9', "GOFLAGS='it''s'\nGOVCS='x'\n", { GOFLAGS: "it's", GOVCS: 'x' }],
    ['plan9', "GOPATH=('/a' '/b''c')\nGOVCS='x'\n", { GOPATH: "/a\0/b'c", GOVCS: 'x' }],
    ['json', '{\n\t"GOFLAGS": "a\\u0026\\"b\\"",\n\t"GOVCS": "x"\n}\n', { GOFLAGS: 'a&"b"', GOVCS: 'x' }],
    ['json', '{"GOFLAGS":"a","GOVCS":"x"}', { GOFLAGS: 'a', GOVCS: 'x' }],
    ['json', '{}\n', {}],
    // A value of the shell's that looks like an object.
    ['posix', 'A=\'\n{"GOVCS": "x"}\n\'\n', { A: '\n{"GOVCS": "x"}\n' }],
    ['posix', "\nGOFLAGS=''\n\nGOVCS='x'\n", { GOFLAGS: '', GOVCS: 'x' }],
    ['posix-old', 'GOFLAGS=""\nGOVCS="x"\n', { GOFLAGS: '', GOVCS: 'x' }],
    ['windows-old', 'set GOFLAGS=\r\nset GOVCS=x\r\n', { GOFLAGS: '', GOVCS: 'x' }],
    ['windows-old', '\nset GOFLAGS=\nset GOVCS=x', { GOFLAGS: '', GOVCS: 'x' }],
    ['plan9', "GOPATH=('/a'  '/b' )\nGOVCS='x'\n", { GOPATH: '/a\0/b', GOVCS: 'x' }],
    ['file', '# mine\nGOFLAGS=-mod=mod\n export GOSUMDB=off\nGOVCS=x\n', { GOFLAGS: '-mod=mod', GOVCS: 'x' }],
    ['none', '', {}],
    ['none', 'https://goproxy.example\noff\n', {}],
  ])('reads %s', (form, text, expected) => {
    const read = parse(text);
    expect(read.form).toBe(form);
    expect(values(text)).toEqual(expected);
    expect(read.cut).toBeUndefined();
    for (const [name, setting] of read.settings) {
      expect(textOf(setting.nameAt)).toBe(name);
      if (!/['"%^&\0]/.test(setting.value)) expect(textOf(setting.at)).toBe(setting.value);
    }
  });

  it.each([
    ['a prompt', "$ go env\nGOVCS='x'\n"],
    ['a warning', "warning: GOPATH set to GOROOT (/opt/go) has no effect\nGOVCS='x'\n"],
    ['a page', "<details><summary>go env</summary><pre>\nGOVCS='x'</pre></details>\n"],
    ['a byte order mark', "\ufeffGOVCS='x'\r\n"],
    ['indentation', "    GOVCS='x'\n"],
    ['export', "export GOVCS='x'"],
    ['a fence', "```\nGOVCS='x'\n```\n"],
    ['a JSON prompt', '$ go env -json\n  { "GOVCS": "x" }\n$ exit\n'],
    ['JSON with a byte order mark', '\ufeff{\r\n\t"GOVCS": "x"\r\n}\r\n'],
  ])('is not disturbed by %s', (_, text) => {
    expect(values(text)).toEqual({ GOVCS: 'x' });
  });

  it('gives places', () => {
    const { settings } = parse("$ go env\r\n  GOFLAGS='it'\\''s'\r\nGOVCS='x'");
    const { nameAt, at } = settings.get('GOFLAGS')!;
    expect(pointAt(nameAt.file, nameAt.start)).toEqual({ line: 2, column: 3 });
    expect(textOf(at)).toBe("it'\\''s");
    expect(pointAt(at.file, settings.get('GOVCS')!.at.start)).toEqual({ line: 3, column: 8 });
  });

  it.each([
    ['posix', "GOVCS='x'\nGOFLAGS='-mod", { GOVCS: 'x', GOFLAGS: '-mod' }, "GOFLAGS='-mod"],
    ['plan9', "GOVCS='x'\nGOPATH=('/a' '/b", { GOVCS: 'x', GOPATH: '/a\0/b' }, "GOPATH=('/a' '/b"],
    ['json', '{\n"GOVCS": "x",\n"GOFLAGS": "-mod', { GOVCS: 'x' }, '"GOFLAGS": "-mod'],
    ['json', '{\n"GOVCS": "x"', { GOVCS: 'x' }, ''],
    ['json', '{"GOVCS": "x" "GOFLAGS"; "y"}', { GOVCS: 'x' }, '"GOFLAGS"; "y"}'],
    ['json', '{"GOVCS";"x"}', {}, '"GOVCS";"x"}'],
    ['json', '{"GOVCS": 1', {}, '"GOVCS": 1'],
    ['json', '{"GOVCS": "a\nb"}', {}, '"GOVCS": "a\nb"}'],
  ])('says where %s is cut off: %j', (form, text, settings, cut) => {
    const read = parse(text);
    expect(read.form).toBe(form);
    expect(values(text)).toEqual(settings);
    expect(textOf(read.cut!)).toBe(cut);
    expect(read.cut!.end).toBe(text.length);
  });

  it('gives the raw value of a list, and of one that is cut off, between its brackets', () => {
    expect(textOf(parse("GOPATH=('/a' '/b''c')\n").settings.get('GOPATH')!.at)).toBe("'/a' '/b''c'");
    expect(textOf(parse("GOPATH=('/a' '/b").settings.get('GOPATH')!.at)).toBe("'/a' '/b");
    expect(textOf(parse("GOFLAGS='-mod").settings.get('GOFLAGS')!.at)).toBe('-mod');
    // What follows a list is a line of its own.
    expect(values("GOPATH=('/a')GOFLAGS=''\nGOVCS='x'\n")).toEqual({ GOPATH: '/a', GOVCS: 'x' });
  });

  it('is understood where one of the settings is of Go', () => {
    const understood = (text: string) => parse(text).understood;
    expect(["A='x'\nGOVCS='x'\n", '{"A": "x", "GOMOD": ""}', 'GODEBUG=x'].map(understood)).toEqual([true, true, true]);
    expect(["A='x'\n", '{}', 'A=x', ''].map(understood)).toEqual([false, false, false, false]);
  });

  it('says which lines set a variable of Go in another form', () => {
    const unread = (text: string) => parse(text).unread.map(textOf);
    expect(unread("\nGOVCS='x'\nGOFLAGS = y\n$env:GOPROXY = z\nexport A=b\n")).toEqual([
      'GOFLAGS = y',
      '$env:GOPROXY = z',
    ]);
    expect(unread("GOPATH='\nGOFLAGS = y\n'\nGOVCS=('a')\nGOFLAGS = z")).toEqual(['GOFLAGS = z']);
    expect(unread('GOVCS=x\nA = b\n GOFLAGS=y\n')).toEqual([' GOFLAGS=y']);
    expect(unread('{"GOVCS": "x"}\nGOFLAGS = y\n')).toEqual([]);
  });

  it('does not take prose for settings', () => {
    expect(values("Set GOSUMDB='off' to skip it.\nGOVCS='x'\n")).toEqual({ GOVCS: 'x' });
    expect(values('GOFLAGS="abc\nGOVCS="x"\n')).toEqual({ GOVCS: 'x' });
    expect(values('{ "not": 1 }\nGOVCS="x"\n')).toEqual({});
  });

  it('takes __proto__ for a name', () => {
    expect(parse('{"__proto__": "a", "GOVCS": "x"}').settings.get('__proto__')?.value).toBe('a');
  });

  const text = fc.string({
    unit: fc.constantFrom('a', "'", '"', '\\', '\n', '\r', ' ', '%', '^', '&', '=', 'G', '{', '}', 'é'),
  });

  it('reads back whatever Unix prints', () => {
    fc.assert(
      fc.property(text, (value) => {
        const printed = `A='${value.replaceAll("'", "'\\''")}'\nGOVCS='x'\n`;
        expect(values(printed)).toEqual({ A: value, GOVCS: 'x' });
      }),
    );
  });

  it('reads back whatever -json prints', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(values(JSON.stringify({ A: value, GOVCS: 'x' }, null, '\t'))).toEqual({ A: value, GOVCS: 'x' });
      }),
    );
  });

  it('never throws, and takes its time in line with the length', () => {
    const piece = fc.constantFrom(
      "GOVCS='",
      'GOVCS="',
      'set ',
      'export ',
      "'",
      '"',
      '(',
      ')',
      '\n',
      '\r',
      '{',
      '}',
      ':',
      ',',
      '\\',
      '\ufeff',
      '=',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void parse(pieces.join(''))));
    const before = performance.now();
    for (const unit of ["'", "A='", ' ', 'A', '{"', '{', '\\"', "A=('' ", '\n ']) parse(unit.repeat(500_000));
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('a settings file with a quoted value', () => {
  // In a file Go takes quotes for a part of the value: GOSUMDB="off" is refused, and the lines beside it count.
  it.each([
    [
      'GOPROXY=https://goproxy.example\nGOSUMDB="off"\nGOFLAGS=-mod=mod\n',
      { GOPROXY: 'https://goproxy.example', GOSUMDB: '"off"', GOFLAGS: '-mod=mod' },
    ],
    ["GOSUMDB='off'\nGOPRIVATE=git.corp.example\n", { GOSUMDB: "'off'", GOPRIVATE: 'git.corp.example' }],
  ])('%j', (text, settings) => {
    const file = parseEnvFile(source('env', text));
    expect(file.form).toBe('file');
    expect(Object.fromEntries([...file.settings].map(([name, { value }]) => [name, value]))).toEqual(settings);
  });
});
