import { describe, expect, it } from 'vitest';
import { releaseScript } from './load.ts';

type Entry = readonly [name: string, text: string];
const { entriesIn, joinedEntries, withSection } = await releaseScript<{
  entriesIn: (root: string) => Entry[];
  joinedEntries: (entries: readonly Entry[]) => string;
  withSection: (changelog: string, version: string, day: string, body: string) => string;
}>('changelog.mjs');

describe('entries', () => {
  it('are joined by kind, in the order of their names', () => {
    const entries: Entry[] = [
      ['fixed-b.md', '- b\n'],
      ['added-z.md', '- z\n- zz\n'],
      ['fixed-a.md', '- a\n'],
    ];
    expect(joinedEntries(entries)).toBe('### Added\n\n- z\n- zz\n\n### Fixed\n\n- a\n- b\n');
    expect(joinedEntries([])).toBe('');
  });

  it.each([
    ['better-a.md', '- a\n', 'expected added-'],
    ['fixed.md', '- a\n', 'expected added-'],
    ['fixed-a.md', 'a\n', 'expected a list item'],
  ])('are refused: %s with %j', (name, text, message) => {
    expect(() => joinedEntries([[name, text]])).toThrow(message);
  });

  it('of the repository can be joined', () => {
    expect(() => joinedEntries(entriesIn('.'))).not.toThrow();
  });
});

it.each([
  ['# Changelog\n\nWords.\n', '# Changelog\n\nWords.\n\n## 1.0.0 - 2026-12-01\n\n- a\n'],
  [
    '# Changelog\n\n## 0.9.0 - 2026-11-01\n\n- b\n',
    '# Changelog\n\n## 1.0.0 - 2026-12-01\n\n- a\n\n## 0.9.0 - 2026-11-01\n\n- b\n',
  ],
])('a section stands above the others', (changelog, expected) => {
  expect(withSection(changelog, '1.0.0', '2026-12-01', '- a\n')).toBe(expected);
});
