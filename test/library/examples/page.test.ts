import { expect, it } from 'vitest';
import { examplesOf, withBlock } from '../../../src/library/examples/page.ts';

const PAGE =
  '# Title\n\n```yaml\nx: 1\n```\n\n### One\n\n```go.mod\nmodule m\n```\n\n```findings\nold\n```\n\n### Words only\n\nnone\n';

it('reads the blocks under each heading of the third rank', () => {
  const [one, ...others] = examplesOf(PAGE);
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    title: 'One',
    line: 7,
    blocks: [{ info: 'go.mod', text: 'module m\n', line: 9 }, { text: 'old\n' }],
  });
});

it('replaces the text of one block', () => {
  expect(withBlock(PAGE, examplesOf(PAGE)[0]!.blocks[1]!, 'new\nlines\n')).toBe(PAGE.replace('old\n', 'new\nlines\n'));
});

it.each([
  ['### A\n\n```go.mod\n', 'line 3: the block is not closed'],
  ['### A\n\n```a\n```\n\n```a\n```\n', 'line 6: a second block "a"'],
])('refuses %j', (page, message) => {
  expect(() => examplesOf(page)).toThrow(message);
});
