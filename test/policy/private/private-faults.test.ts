/** Which errors of a policy leave in doubt what is private. */
import { describe, expect, test } from 'vitest';
import { type Files, load } from '../helpers.ts';

const SOUND = 'private: [corp.example]\n';

describe('in doubt', () => {
  test.each<[what: string, files: Files | string]>([
    ['a syntax error', `${SOUND}rules:\n  x: [\n`],
    ['nothing but a comment', '# private: [corp.example]\n'],
    ['no map', '- private\n'],
    ['a second document', `rules: {}\n---\n${SOUND}`],
    ['a tag', `private: !list [corp.example]\n`],
    ['too deep', `${SOUND}rules: ${'['.repeat(60)}${']'.repeat(60)}\n`],
    ['not UTF-8', `${SOUND}# \udcff\n`],
    ['private as text', 'private: corp.example\n'],
    ['private as a map', 'private: { corp.example: true }\n'],
    ['private without a value', 'private:\nrules: {}\n'],
    ['a pattern that is none', 'private: [corp.example, "https://git.corp.example"]\n'],
    ['a pattern that is no text', 'private: [corp.example, 12]\n'],
    ['private twice', `${SOUND}private: [other.example]\n`],
    ['private misspelled', 'privat: [corp.example]\n'],
    ['private by another name', 'GOPRIVATE: [corp.example]\n'],
    ['private under rules', 'rules:\n  private: [corp.example]\n'],
    ['private under an override', 'overrides:\n  - files: ["**"]\n    rules: {}\n    private: [corp.example]\n'],
    ['private under a key that nobody knows', 'modwarden:\n  private: [corp.example]\n'],
    ['private in a merge key', 'rules: {}\n<<: { private: [corp.example] }\n'],
    ['extends as text', 'extends: ./base.yaml\n'],
    ['extends misspelled', 'extend: [./base.yaml]\n'],
    ['a file that is missing', 'extends: [./base.yaml]\n'],
    ['a file without ./', 'extends: [base.yaml]\n'],
    ['a file that extends itself', 'extends: [./.modwarden.yaml]\n'],
    ['a file with an error', { '.modwarden.yaml': 'extends: [./base.yaml]\n', 'base.yaml': 'private: corp.example\n' }],
    ['a file that cannot be read', { '.modwarden.yaml': 'extends: [./base.yaml]\n', 'base.yaml': 'private: [\n' }],
  ])('%s', async (_, files) => {
    const { problems, privateFaults } = await load(files);
    expect(privateFaults.length).toBeGreaterThan(0);
    expect(problems).toEqual(expect.arrayContaining([...privateFaults]));
  });

  test('also behind a hundred other errors', async () => {
    const others = Array.from({ length: 120 }, (_, i) => `  graph/none${i}: error\n`).join('');
    const { problems, privateFaults } = await load(`rules:\n${others}private: corp.example\n`);
    expect([problems.length, privateFaults.length]).toEqual([100, 1]);
  });
});

describe('certain', () => {
  test.each([
    ['no error', SOUND],
    ['an unknown rule', `${SOUND}rules: { graph/bannd: error }\n`],
    ['an unknown key', `${SOUND}ruls: {}\n`],
    ['a key that stands twice elsewhere', `${SOUND}rules:\n  gomod/tool: error\n  gomod/tool: off\n`],
    ['a waiver without an end', `${SOUND}waivers:\n  - { rule: gomod/tool, subject: x, reason: y }\n`],
    ['a bad value', `${SOUND}gaps: { sum: maybe }\n`],
  ])('%s', async (_, text) => {
    const { policy, privateFaults } = await load(text);
    expect([policy.private, privateFaults]).toEqual([['corp.example'], []]);
  });
});
