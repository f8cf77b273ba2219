import { expect, it } from 'vitest';
import { shortWords } from '../../src/text/short.ts';

it.each([
  ['short words stay', 5, 'short words stay'],
  ['one longer word', 5, 'one long… word'],
  ['longest  first\nlast', 5, 'long…  first\nlast'],
  ['exact', 5, 'exact'],
])('%j within %d: %j', (text, max, result) => {
  expect(shortWords(text, max)).toBe(result);
});
