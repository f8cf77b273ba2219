import { expect, it } from 'vitest';
import { instructions } from '../../../src/env/dockerfile/instructions.ts';

it('puts continued lines together and leaves comments out', () => {
  const text = 'FROM a\n# c\nRUN b \\\n  # d\n\n  && e\n\nenv F=g\n';
  expect([...instructions(text)].map(({ name, rest }) => [name, rest.text])).toEqual([
    ['FROM', ' a\n'],
    ['RUN', ' b \\\n  && e\n'],
    ['ENV', ' F=g\n'],
  ]);
});

it('keeps places', () => {
  const text = 'RUN a \\\n# c\n b\n';
  const { rest } = [...instructions(text)][0]!;
  expect(text[rest.offsetAt(rest.text.indexOf('b'))]).toBe('b');
});

it('gives here-documents, whose lines are no instructions', () => {
  const all = [...instructions('COPY <<A <<-B /x\nENV X=1\nA\n\tENV Y=2\n\tB\nENV Z=3\n')];
  expect(all.map(({ name }) => name)).toEqual(['COPY', 'ENV']);
  expect(all[0]!.documents.map(({ text }) => text)).toEqual(['ENV X=1\n', '\tENV Y=2\n']);
});
