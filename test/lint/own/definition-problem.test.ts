import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { definitionProblem } from '../../../src/lint/own/definition-problem.ts';

const RULE = {
  id: 'own/x',
  title: 'X',
  why: 'Y.',
  since: '1',
  level: 'error',
  reach: 'files',
  presets: [],
  check: () => [],
};

it('finds nothing wrong with rules as they are', () => {
  expect(definitionProblem(RULE)).toBeUndefined();
  expect(definitionProblem({ ...RULE, plugin: 'x', security: undefined } as never)).toBeUndefined();
  for (const security of [0.1, 5, 10]) expect(definitionProblem({ ...RULE, security } as never)).toBeUndefined();
  expect(definitionProblem({ ...RULE, graphFor: () => true } as never)).toBeUndefined();
  for (const rule of rules) expect(definitionProblem(rule)).toBeUndefined();
});

it.each<[object, string]>([
  [{ optoins: () => {} }, 'has an unknown field "optoins" (did you mean "options"?)'],
  [{ whatever: 1 }, 'has an unknown field "whatever"'],
  [{ check: 'x' }, 'expected check to be a function, got a string'],
  [{ title: '' }, 'needs title'],
  [{ why: undefined }, 'needs why'],
  [{ strict: null }, 'expected strict to be a object'],
  [{ reach: 'world' }, 'expected the reach files, graph or facts, got "world"'],
  [{ reach: 'graph', graphFor: () => true }, 'graphFor belongs to the reach "files"'],
  [{ reach: 'facts', graphFor: () => true }, 'graphFor belongs to the reach "files"'],
  [{ security: 10.1 }, 'expected security from 0.1 to 10, got 10.1'],
  [{ security: 0.09 }, 'expected security from 0.1 to 10, got 0.09'],
  [{ security: Number.NaN }, 'expected security from 0.1 to 10, got NaN'],
  [{ since: '' }, 'needs since'],
  [{ check: undefined }, 'needs check'],
])('refuses %j', (more, problem) => {
  expect(definitionProblem({ ...RULE, ...more } as never)).toContain(problem);
});
