import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatRecord, parseRecord, readRecord, recorder, recordSource } from '../../../src/gather/facts/record.ts';
import type { Answer, Ask, FactSource } from '../../../src/model/facts/facts.ts';

const ask = (kind: Ask['kind'], path: string, version = ''): Ask => ({ kind, module: { path, version } });

/** One of every kind, and one of every way not to know. */
const answers: [Ask, Answer<unknown>][] = [
  [
    ask('mod', 'example.com/b', 'v1.0.0'),
    { known: true, value: 'module example.com/b\n// \udcff\n', source: 'goproxy.example' },
  ],
  [
    ask('info', 'example.com/b', 'v1.0.0'),
    { known: true, value: { version: 'v1.0.0', time: '2024-02-29T01:02:03.5Z' }, source: 'module cache' },
  ],
  [ask('info', 'example.com/a', 'v1.0.0'), { known: true, value: { version: 'v1.0.0' }, source: 'module cache' }],
  [
    ask('versions', 'example.com/b'),
    { known: true, value: ['v1.0.0', 'v1.1.0'], source: 'goproxy.example', asOf: '2026-01-31T00:00:00Z' },
  ],
  [
    ask('latest', 'example.com/__proto__'),
    { known: false, why: 'missing', detail: 'reading https://goproxy.example/…: 404 Not Found' },
  ],
  [ask('mod', 'example.com/c', 'v1.0.0'), { known: false, why: 'failed', detail: 'i/o timeout' }],
  [ask('mod', 'corp.example/d', 'v1.0.0'), { known: false, why: 'private', detail: 'x' }],
  [
    ask('license', 'example.com/z', 'v1.0.0'),
    {
      known: true,
      value: {
        files: [
          { path: 'LICENSE', text: 'MIT …' },
          { path: 'sub/LICENSE', text: 'MIT …' },
        ],
      },
      source: 'vendor',
    },
  ],
];
const source: FactSource = {
  name: 'test',
  network: false,
  answer: async ({ kind, module }) =>
    answers.find(
      ([a]) => a.kind === kind && a.module.path === module.path && a.module.version === module.version,
    )?.[1] as never,
};

async function recorded(order = answers): Promise<string> {
  const tape = recorder();
  const wrapped = tape.wrap(source);
  for (const [question] of order) await wrapped.answer(question);
  return formatRecord(tape.recording('2026-02-01T00:00:00Z'));
}

function replay(text: string): FactSource {
  const result = parseRecord(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.recording.asOf).toBe('2026-02-01T00:00:00Z');
  return recordSource(result.recording);
}

describe('a record', () => {
  test('gives back every answer, also that there was none', async () => {
    const again = replay(await recorded());
    for (const [question, answer] of answers) expect(await again.answer(question)).toEqual(answer);
    expect(await again.answer(ask('mod', 'example.com/never-asked', 'v1.0.0'))).toBeUndefined();
  });

  test('is the same whatever the order of the questions, and after a replay', async () => {
    const text = await recorded();
    expect(await recorded([...answers].reverse())).toBe(text);
    const tape = recorder();
    const again = tape.wrap(replay(text));
    for (const [question] of answers) await again.answer(question);
    expect(formatRecord(tape.recording('2026-02-01T00:00:00Z'))).toBe(text);
  });

  test('keeps a text once', async () => {
    expect((await recorded()).split('MIT …').length - 1).toBe(1);
  });

  test('what is known wins over what was not', async () => {
    const tape = recorder();
    const question = ask('mod', 'example.com/b', 'v1.0.0');
    const down: FactSource = {
      name: 'down',
      network: true,
      answer: async () => ({ known: false, why: 'failed', detail: 'down' }),
    };
    await tape.wrap(down).answer(question);
    await tape.wrap(source).answer(question);
    await tape.wrap(down).answer(question);
    expect(await replay(formatRecord(tape.recording('2026-02-01T00:00:00Z'))).answer(question)).toEqual(answers[0]![1]);
  });

  test('of nothing', () => {
    const text = formatRecord({ asOf: '2026-02-01T00:00:00Z', facts: new Map() });
    expect(parseRecord(text)).toEqual({ ok: true, recording: { asOf: '2026-02-01T00:00:00Z', facts: new Map() } });
  });
});

const head = '"format":"modwarden facts","version":1,"asOf":"2026-02-01T00:00:00Z"';
const fact = (rest: string) =>
  `{${head},"facts":[{"kind":"mod","module":"a.example","version":"v1.0.0",${rest}}],"texts":{}}`;

describe('a broken record', () => {
  test.each<[name: string, text: string, error: object]>([
    ['no JSON', '{\n  "format": x', { line: 2, column: 13 }],
    ['cut off', '{\n"format":', { line: 2, column: 10 }],
    ['empty', '', { line: 1, column: 1 }],
    ['another format', '{"version":1}', { at: '/format' }],
    ['a list', '[]', { at: '/format' }],
    [
      'a later version',
      '{"format":"modwarden facts","version":2}',
      { at: '/version', message: 'version 2 of the format is not supported' },
    ],
    ['no time', '{"format":"modwarden facts","version":1,"asOf":"yesterday"}', { at: '/asOf' }],
    ['a wrong date', '{"format":"modwarden facts","version":1,"asOf":"2026-13-01T00:00:00Z"}', { at: '/asOf' }],
    ['no texts', `{${head},"facts":[]}`, { at: '/texts' }],
    [
      'another text',
      `{${head},"facts":[],"texts":{"00":"x"}}`,
      { at: '/texts/00', message: 'the SHA-256 of the text does not match its name' },
    ],
    ['no facts', `{${head},"texts":{}}`, { at: '/facts' }],
    ['an unknown kind', `{${head},"facts":[{"kind":"zip","module":"a","version":""}],"texts":{}}`, { at: '/facts/0' }],
    [
      'a text that is not there',
      fact('"source":"x","value":"00"'),
      { at: '/facts/0', message: '"value" is not what is known of a mod' },
    ],
    ['no source', fact('"value":"00"'), { at: '/facts/0', message: '"source" must be a string' }],
    ['an unknown reason', fact('"why":"tired","detail":""'), { at: '/facts/0' }],
    ['a reason without detail', fact('"why":"failed"'), { at: '/facts/0', message: '"detail" must be a string' }],
  ])('%s', (_, text, error) => {
    expect(parseRecord(text)).toEqual({ ok: false, error: expect.objectContaining(error) });
  });

  test('two answers to one question', () => {
    const one = '{"kind":"mod","module":"a.example","version":"v1.0.0","why":"failed","detail":""}';
    expect(parseRecord(`{${head},"facts":[${one},${one}],"texts":{}}`)).toEqual({
      ok: false,
      error: { at: '/facts/1', message: 'duplicate fact mod a.example@v1.0.0' },
    });
  });

  test('files', () => {
    const box = mkdtempSync(join(tmpdir(), 'record-'));
    writeFileSync(join(box, 'facts.json'), formatRecord({ asOf: '2026-02-01T00:00:00Z', facts: new Map() }));
    expect(readRecord(join(box, 'facts.json')).ok).toBe(true);
    expect(readRecord(join(box, 'facts.json'), 10)).toEqual({
      ok: false,
      error: { message: expect.stringContaining('over the limit of 10') },
    });
    expect(readRecord(join(box, 'absent'))).toEqual({ ok: false, error: { message: 'cannot be read (ENOENT)' } });
    rmSync(box, { recursive: true });
  });
});
