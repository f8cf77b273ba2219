import { describe, expect, it } from 'vitest';
import type { PolicyProblem } from '../../../src/model/report.ts';
import { alsoInto, byPlace, collectProblems, fileProblem, unique } from '../../../src/policy/parse/problems.ts';
import { source, span } from '../../../src/text/source.ts';

const file = source('p.yaml', 'ab\ncd\n');
const at = (offset: number) => span(file, offset, offset + 1);

describe('collected problems', () => {
  it('are in the order of their places, each once', () => {
    const problems = collectProblems();
    problems.add(at(4), 'second line, later');
    problems.add(at(3), 'second line');
    problems.add(at(0), 'first line', 'do this');
    problems.add(at(0), 'first line', 'do that');
    problems.add(at(0), 'another');
    expect(problems.list().map(({ message, hint }) => [message, hint])).toEqual([
      ['first line', 'do this'],
      ['another', undefined],
      ['second line', undefined],
      ['second line, later', undefined],
    ]);
  });

  it('are a hundred at most', () => {
    const problems = collectProblems();
    for (let i = 0; i < 101; i++) problems.add(at(0), `${i}`);
    expect(problems.list().map(({ message }) => message)).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
  });

  it('go to both lists where there are two', () => {
    const [one, all] = [collectProblems(), collectProblems()];
    all.add(at(0), 'of another');
    const both = alsoInto(one, all);
    both.add(at(3), 'of both', 'hint');
    expect(one.list().map(({ message, hint }) => `${message} ${hint}`)).toEqual(['of both hint']);
    expect(both.list()).toEqual(one.list());
    expect(all.list()).toHaveLength(2);
  });
});

describe('problems of several files', () => {
  it('are sorted by path, line and column; those without a place come first', () => {
    const place = (path: string, line: number, column: number) => {
      const start = { line, column };
      return { place: { path, start, end: start }, message: `${path}:${line}:${column}` };
    };
    const sorted = [place('a', 1, 1), place('a', 1, 2), place('a', 2, 1), place('b', 1, 1)];
    const bare: PolicyProblem = { place: undefined, message: 'no place' };
    expect([...sorted, bare].reverse().sort(byPlace)).toEqual([bare, ...sorted]);
    expect(unique([sorted[3]!, ...sorted, ...sorted])).toEqual(sorted);
    expect(unique([{ ...sorted[0]!, message: 'x' }, sorted[0]!])).toHaveLength(2);
  });

  it('about a whole file stand at its beginning', () => {
    expect(fileProblem('x', 'm')).toEqual({
      place: { path: 'x', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      message: 'm',
    });
    expect(fileProblem('x', 'm', 'h').hint).toBe('h');
  });
});
