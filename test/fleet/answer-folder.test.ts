import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerFolder } from '../../src/fleet/answer-folder.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'answers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask: Ask = { kind: 'mod', module: { path: 'example.com/a', version: 'v1.0.0' } };
const answers: readonly Answer<unknown>[] = [
  { known: true, value: 'module example.com/a\n\u202e', source: 'proxy' },
  { known: false, why: 'missing', detail: 'no such version', notFound: true },
];

it.each(answers)('gives back what was written: %j', (answer) => {
  const key = JSON.stringify(answer);
  answerFolder(folder).write(key, ask, answer);
  expect(answerFolder(folder).read(key, ask)).toEqual(answer);
  expect(answerFolder(folder).read(`${key}.`, ask)).toBeUndefined();
});

it.each(['', '{', '[]', '{"key": "k"}', '{"key": "k", "answer": {"value": 1, "source": "x"}}', '{"key": "other"}'])(
  'takes a file with %s for none',
  (text) => {
    const store = answerFolder(join(folder, 'damaged'));
    store.write('k', ask, answers[0]!);
    const [name] = readdirSync(join(folder, 'damaged'), { recursive: true, encoding: 'utf8' }).filter((n) =>
      n.endsWith('.json'),
    );
    writeFileSync(join(folder, 'damaged', name!), text);
    expect(store.read('k', ask)).toBeUndefined();
  },
);
