import { expect, it } from 'vitest';
import { findCandidates, findHits, newCandidateWork, readSeeds } from '../../../src/license/match/candidates.ts';
import { tokenize } from '../../../src/license/tokens/tokenize.ts';
import { newTokens } from '../../../src/license/tokens/tokens.ts';
import { detector, textOf } from '../index-fixture.ts';

const { index } = detector().engine();
const { templates } = index;

function search(text: string, taken?: (length: number) => number) {
  const work = newCandidateWork(index);
  const tokens = newTokens(1);
  tokenize(text, index.vocabulary, index.active, tokens);
  readSeeds(tokens, index, work);
  const marks = new Uint8Array(tokens.length).fill(1, 0, taken?.(tokens.length) ?? 0);
  return { work, tokens, found: findCandidates(index, work, marks) };
}

it('gives the template first that the text is', () => {
  for (const id of ['MIT', 'ISC', 'Apache-2.0', 'MPL-2.0']) expect(templates.id[search(textOf(id)).found[0]!]).toBe(id);
  expect(search('nothing of any license').found).toEqual([]);
});

it('gives the places where four words are the same, in the order of the text', () => {
  const { work, tokens, found } = search(`${textOf('MIT')}\n${textOf('ISC')}\n${textOf('MIT')}`);
  for (const template of found) {
    const size = findHits(template, index, work);
    const hits = work.hits.subarray(0, size);
    expect(size).toBeGreaterThan(0);
    for (let h = 0; h < size; h += 2) {
      const at = templates.starts[template]! + hits[h + 1]!;
      expect(tokens.ids.subarray(hits[h]!, hits[h]! + 4)).toEqual(templates.words.subarray(at, at + 4));
      if (h > 0 && hits[h] === hits[h - 2]) expect(hits[h + 1]).toBeGreaterThan(hits[h - 1]!);
      else if (h > 0) expect(hits[h]).toBeGreaterThan(hits[h - 2]!);
    }
  }
});

it('passes over words that are taken', () => {
  const { work, found } = search(`${textOf('ISC')}\n${textOf('MIT')}`, (length) => length - 60);
  for (const template of found) {
    const size = findHits(template, index, work);
    for (let h = 0; h < size; h += 2) expect(work.hits[h]).toBeGreaterThan(60);
  }
  expect(search(textOf('MIT'), (length) => length).found).toEqual([]);
});
