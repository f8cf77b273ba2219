import { expect, it } from 'vitest';
import type { Question } from '../../../src/go/graph/questions.ts';
import { advance, all, needsOf, stop, type Task } from '../../../src/go/graph/task.ts';

const question = (path: string): Question => ({ kind: 'mod', module: { path, version: 'v1.0.0' } });

function* asking(name: string, rounds: number): Task<string> {
  for (let i = 0; i < rounds; i++) {
    yield needsOf({ questions: [question(`${name}${i}`)], files: [`/${name}${i}`], folders: [`/d/${name}${i}`] });
  }
  return name;
}

it('many inquiries ask all of a round at once, and have their results in order', () => {
  const task = all([asking('a', 2), asking('b', 0), asking('c', 1)]);
  expect(advance(task)).toEqual({
    kind: 'lacks',
    needs: {
      questions: [question('a0'), question('c0')],
      files: ['/a0', '/c0'],
      folders: ['/d/a0', '/d/c0'],
    },
  });
  expect(advance(task)).toEqual({
    kind: 'lacks',
    needs: { questions: [question('a1')], files: ['/a1'], folders: ['/d/a1'] },
  });
  expect(advance(task)).toEqual({ kind: 'done', value: ['a', 'b', 'c'] });
  expect(advance(all([]))).toEqual({ kind: 'done', value: [] });
});

it('one that ends everything ends the others, and must not be resumed', () => {
  const task = all([asking('a', 1), stop(), asking('c', 1)]);
  expect(advance(task)).toEqual({ kind: 'stopped' });
  expect(() => advance(task)).toThrow('resumed after its end');
});

it('needs have every part', () => {
  expect(needsOf({})).toEqual({ questions: [], files: [], folders: [] });
});
