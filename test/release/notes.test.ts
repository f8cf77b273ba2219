import { expect, it } from 'vitest';
import { releaseScript } from './load.ts';

const { notesOf } = await releaseScript<{ notesOf: (changelog: string, version: string) => string }>('notes.mjs');

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n- x\n\n## 1.2.30\n\n- thirty\n\n## [1.2.3] - 2026-11-29\n\n### Added\n\n- a\n\n## 1.2.2\n';

it('is the section of the version, and of no other', () => {
  expect(notesOf(CHANGELOG, '1.2.3')).toBe('### Added\n\n- a\n');
  expect(notesOf(CHANGELOG, '1.2.30')).toBe('- thirty\n');
});

it.each(['1.2.2', '1.2', '2.0.0'])('is an error for %s, of which it says nothing', (version) => {
  expect(() => notesOf(CHANGELOG, version)).toThrow(`expected a section "## ${version}"`);
});
