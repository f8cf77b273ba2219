import { expect, it } from 'vitest';
import { readDotenv } from '../../../src/env/files/dotenv.ts';
import { pointAt, source } from '../../../src/text/source.ts';

const CASES: readonly (readonly [name: string, text: string, found: readonly string[]])[] = [
  ['plain', 'GOSUMDB=off\n', ['1:1 GOSUMDB=off']],
  ['with export, blanks and a comment', ' export GOPROXY = direct # fast\n', ['1:9 GOPROXY=direct']],
  ['in quotes, with CRLF', 'A=1\r\nGOPRIVATE="*"\r\n', ['2:1 GOPRIVATE=*']],
  ['empty', 'GOSUMDB=\n', ['1:1 GOSUMDB=']],
  ['from elsewhere', 'GOSUMDB=$SUMDB\nGOPROXY=${P}\n', ['1:1 GOSUMDB=undefined', '2:1 GOPROXY=undefined']],
  ['comments and other names', '#GOSUMDB=off\nMY_GOSUMDB=off\nGOSUMDB_MODE=off\n', []],
];

it.each(CASES)('reads settings: %s', (_, text, found) => {
  const { settings, unread } = readDotenv(source('.env', text));
  expect(unread).toEqual([]);
  expect(
    settings.map(({ variable, value, nameAt }) => {
      const { line, column } = pointAt(nameAt.file, nameAt.start);
      return `${line}:${column} ${variable}=${value}`;
    }),
  ).toEqual(found);
});

it('gives the place of the value without its quotes', () => {
  const text = 'GOPROXY="http://p.example"\n';
  const [setting] = readDotenv(source('.env', text)).settings;
  expect(text.slice(setting!.valueAt.start, setting!.valueAt.end)).toBe('http://p.example');
});
