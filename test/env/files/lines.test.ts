import { expect, it } from 'vitest';
import { fileReader, linesOf } from '../../../src/env/files/lines.ts';
import { slice } from '../../../src/env/mapped-text.ts';
import { source } from '../../../src/text/source.ts';

it('gives lines with their places, without line ends', () => {
  expect([...linesOf('a\r\n\nb')].map(({ text, offsetAt }) => `${text}@${offsetAt(0)}`)).toEqual(['a@0', '@3', 'b@4']);
});

it('makes a reader whose settings reach all that reads the file', () => {
  const read = fileReader('user', (into, text, everything) => {
    into.variable(slice(text, 0, 7), slice(text, 8), { by: 'environment', reach: everything });
  });
  expect(read(source('a/b', 'GOSUMDB=off'))).toMatchObject({
    settings: [{ variable: 'GOSUMDB', value: 'off', reach: { kind: 'user', id: 'a/b' } }],
    unread: [],
  });
});
