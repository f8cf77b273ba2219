import { expect, it } from 'vitest';
import { goEnvSettings, parseGoEnvFile } from '../../../src/go/env/goenv-file.ts';
import { type Span, source } from '../../../src/text/source.ts';

const textOf = ({ file, start, end }: Span) => file.text.slice(start, end);

// As cfg.readEnvFile.
it.each<[text: string, settings: Record<string, string>, ignored: string[]]>([
  ['GOPROXY=off\nGOSUMDB=off', { GOPROXY: 'off', GOSUMDB: 'off' }, []],
  ['GOFLAGS="-v"\r\n', { GOFLAGS: '"-v"\r' }, []],
  ['GOFLAGS=-ldflags=-s \n', { GOFLAGS: '-ldflags=-s ' }, []],
  ['A=\n', { A: '' }, []],
  ['\nA=1\n', { A: '1' }, []],
  ['=\nA=1', { A: '1' }, ['=']],
  ['', {}, []],
  ['A B=c\n', { 'A B': 'c' }, []],
  ['A=1\nA=2\n', { A: '2' }, []],
  ['# A=1\n\n  \n\t# b\n', {}, []],
  [' A=1\na=1\n=1\n_A=1\nA\n', {}, ['A=1', 'a=1', '=1', '_A=1', 'A']],
  ['export A=1\n', {}, ['export A=1']],
])('%j', (text, settings, ignored) => {
  const file = parseGoEnvFile(source('env', text));
  expect(Object.fromEntries([...goEnvSettings(file)].map(([name, { value }]) => [name, value]))).toEqual(settings);
  expect(file.ignored.map(textOf)).toEqual(ignored);
  for (const line of file.lines) expect([textOf(line.nameAt), textOf(line.valueAt)]).toEqual([line.name, line.value]);
});
