import { describe, expect, it } from 'vitest';
import { parseGoEnvFile } from '../../../src/go/env/goenv-file.ts';
import { changed, effective, layers } from '../../../src/go/env/layers.ts';
import { type Span, source } from '../../../src/text/source.ts';

const file = (text: string) => parseGoEnvFile(source('go/env', text));
const textOf = (at: Span) => at.file.text.slice(at.start, at.end);
const GOROOT = file('# comment\nGOPROXY=https://goproxy.example,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=local\n');

describe('parseGoEnvFile', () => {
  // Every fixture ends with GOPROXY=direct, which must still be read.
  it.each([
    ['GOSUMDB=off', 'GOSUMDB', 'off'],
    ['GOSUMDB=off=1', 'GOSUMDB', 'off=1'],
    ['GOSUMDB=', 'GOSUMDB', ''],
    ['GOSUMDB="off"', 'GOSUMDB', '"off"'],
    ['GOSUMDB=off # why', 'GOSUMDB', 'off # why'],
    ['GOSUMDB=off\r', 'GOSUMDB', 'off\r'],
    ['GOSUMDB = off', 'GOSUMDB ', ' off'],
    ['GoSumDB=off', 'GoSumDB', 'off'],
  ])('reads %j', (line, name, value) => {
    const { lines, ignored } = file(`${line}\nGOPROXY=direct\n`);
    expect(lines.map((l) => [l.name, l.value])).toEqual([
      [name, value],
      ['GOPROXY', 'direct'],
    ]);
    expect([textOf(lines[0]!.nameAt), textOf(lines[0]!.valueAt)]).toEqual([name, value]);
    expect(ignored).toEqual([]);
  });

  it.each([
    'export GOSUMDB=off',
    ' GOSUMDB=off',
    'gosumdb=off',
    '\ufeffGOSUMDB=off',
    'GOSUMDB',
    '=off',
    '"GOSUMDB"=off',
  ])('passes over %j', (line) => {
    const { lines, ignored } = file(`${line}\nGOPROXY=direct`);
    expect(lines.map((l) => l.name)).toEqual(['GOPROXY']);
    expect(ignored.map(textOf)).toEqual([line.trim()]);
  });

  it('does not call comments and blank lines ignored', () => {
    expect(file('# GOSUMDB=off\n\n  \n #x\r\nGOPROXY=direct').ignored).toEqual([]);
  });
});

describe('layers', () => {
  const value = (name: string, sources: Parameters<typeof layers>[0]) => {
    const { value, origin } = effective(layers({ goroot: GOROOT, ...sources }), name);
    return [value, origin];
  };

  it('asks the process, the user file, GOROOT and what is built in', () => {
    const user = file('GOSUMDB=off\nGOPROXY=direct\nGOSUMDB=sum.golang.org http://x.example\n');
    const process = new Map([['GOPROXY', 'off']]);
    expect(value('GOPROXY', { process, user })).toEqual(['off', 'process']);
    expect(value('GOSUMDB', { process, user })).toEqual(['sum.golang.org http://x.example', 'user']);
    expect(value('GOTOOLCHAIN', { process, user })).toEqual(['local', 'goroot']);
    expect(value('GOAUTH', { process, user })).toEqual(['netrc', 'default']);
    expect(textOf(layers({ user }).get('GOPROXY')!.at!)).toBe('direct');
  });

  it('takes an empty value of the process for none, but lets one of the file hide GOROOT', () => {
    expect(value('GOSUMDB', { process: new Map([['GOSUMDB', '']]) })).toEqual(['sum.golang.org', 'goroot']);
    expect(value('GOSUMDB', { user: file('GOSUMDB=\n') })).toEqual(['', 'user']);
  });

  it('gives GONOPROXY and GONOSUMDB the value of GOPRIVATE, unless they have one', () => {
    const process = new Map([
      ['GOPRIVATE', 'a.example'],
      ['GONOPROXY', 'none'],
      ['GONOSUMDB', ''],
    ]);
    expect(value('GONOPROXY', { process })).toEqual(['none', 'process']);
    expect(value('GONOSUMDB', { process })).toEqual(['a.example', 'process']);
    expect(value('GONOSUMDB', { user: file('GOPRIVATE=a.example\nGONOSUMDB=\n') })).toEqual(['a.example', 'user']);
  });

  it('does not read GODEBUG and GOENV from files, nor any file with GOENV=off', () => {
    const user = file('GODEBUG=x=1\nGOENV=off\nGOFLAGS=-mod=mod\n');
    expect(value('GOENV', { user })).toEqual(['', 'default']);
    expect(value('GODEBUG', { goroot: file('GODEBUG=x=1\n') })).toEqual(['', 'default']);
    expect(value('GODEBUG', { process: new Map([['GODEBUG', 'x=1']]) })).toEqual(['x=1', 'process']);
    expect(value('GODEBUG', { user })).toEqual(['', 'default']);
    expect(value('GOFLAGS', { user })).toEqual(['-mod=mod', 'user']);
    expect(value('GOFLAGS', { user, process: new Map([['GOENV', 'off']]) })).toEqual(['', 'default']);
  });

  it('knows what stock GOROOTs hold', () => {
    expect(effective(layers({}), 'GOTOOLCHAIN')).toEqual({ value: 'auto', origin: 'default' });
    expect(effective(layers({ goroot: file('') }), 'GOTOOLCHAIN')).toEqual({ value: '', origin: 'default' });
  });

  it.each([
    [{ GOSUMDB: 'off' }, ['GOSUMDB']],
    [{ GOSUMDB: 'sum.golang.org', GO111MODULE: 'on', GOAUTH: 'netrc', GOFLAGS: '' }, []],
    [{ GOPRIVATE: 'x', GONOSUMDB: 'x', GONOPROXY: 'y' }, ['GONOPROXY', 'GOPRIVATE']],
    [{ GOPRIVATE: 'x', GONOSUMDB: 'y', GONOPROXY: 'x' }, ['GONOSUMDB', 'GOPRIVATE']],
    [{ GOAUTH: 'off', GOTOOLCHAIN: 'local', GOCACHE: '/x' }, ['GOAUTH', 'GOCACHE']],
    [{ GO111MODULE: 'auto', GOTOOLCHAIN: 'auto' }, ['GO111MODULE', 'GOTOOLCHAIN']],
  ])('go env -changed of %j', (process, names) => {
    expect(changed({ process: new Map(Object.entries(process)), goroot: GOROOT })).toEqual(names);
  });
});
