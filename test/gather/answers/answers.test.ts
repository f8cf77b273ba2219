import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keep, recall } from '../../../src/gather/answers/answers.ts';
import type { Question } from '../../../src/gather/answers/question.ts';
import { seal } from '../../../src/gather/cache/sealed.ts';
import { type CacheStore, cacheStore } from '../../../src/gather/cache/store.ts';

let root: string;
let store: CacheStore;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'answers-')));
  store = cacheStore(join(root, 'cache'), { now: () => new Date() });
});
afterEach(() => rmSync(root, { recursive: true }));

const question = (text = 'what?', isPlain = true): Question => ({
  place: '0123456789abcdef',
  bytes: Buffer.from(text),
  isPlain,
});
const witness = (out = '', missing: readonly string[] = [], complained = false) => ({
  out,
  complained,
  missing: new Set(missing),
});
const file = () => {
  const [path] = readdirSync(join(root, 'cache'), { recursive: true, encoding: 'utf8' }).filter(
    (p) => p.endsWith('cdef') || p.includes('23456789'),
  );
  return join(root, 'cache', path!);
};

describe('an answer', () => {
  it('is given again to the same question, and to no other', () => {
    expect(recall(store, question())).toBeUndefined();
    keep(store, question(), question(), 1, witness('é found\n'));
    expect(recall(store, question())).toEqual({ code: 1, out: 'é found\n' });
    for (const other of ['', 'what', 'what?!', 'What?', 'what?{"length":5}'])
      expect(recall(store, question(other))).toBeUndefined();
  });

  it('is no answer to what its own end would make longer', () => {
    keep(store, question(), question(), 0, witness());
    const content = `what?${JSON.stringify({ length: 5, code: 0, out: '', missing: [] })}`;
    for (let end = 1; end <= content.length; end++)
      expect(recall(store, question(content.slice(0, end))) === undefined).toBe(end !== 5);
  });

  it('is replaced by the next one', () => {
    keep(store, question('a'), question('a'), 1, witness('a'));
    keep(store, question('b'), question('b'), 0, witness());
    expect(recall(store, question('a'))).toBeUndefined();
    expect(recall(store, question('b'))).toEqual({ code: 0, out: '' });
  });

  it('is given to a terminal only where it is silence', () => {
    keep(store, question('t', false), question('t', false), 0, witness('text'));
    expect(recall(store, question('t', false))).toBeUndefined();
    keep(store, question('t', false), question('t', false), 0, witness());
    expect(recall(store, question('t', false))).toEqual({ code: 0, out: '' });
    keep(store, question('t'), question('t'), 0, witness('text'));
    expect(recall(store, question('t', false))).toBeUndefined();
  });

  it.each([2, 3, 70])('with exit code %d is not kept', (code) => {
    keep(store, question(), question(), code, witness());
    expect(recall(store, question())).toBeUndefined();
  });

  it('is not kept where more was said, or the question changed meanwhile', () => {
    keep(store, question(), question(), 0, witness('', [], true));
    keep(store, question(), question('now?'), 0, witness());
    keep(store, question(), undefined, 0, witness());
    expect(recall(store, question())).toBeUndefined();
    expect(recall(store, question('now?'))).toBeUndefined();
  });

  it('ends where a file is there that was missing', () => {
    const path = join(root, '.modwarden.yaml');
    keep(store, question(), question(), 0, witness('', [path, join(root, 'none/x')]));
    expect(recall(store, question())).toBeDefined();
    mkdirSync(path);
    expect(recall(store, question())).toBeDefined();
    rmSync(path, { recursive: true });
    writeFileSync(path, '');
    expect(recall(store, question())).toBeUndefined();
  });
});

describe('a file that holds no answer', () => {
  it('is one that was cut or changed anywhere', () => {
    keep(store, question('q'.repeat(500)), question('q'.repeat(500)), 1, witness('out'));
    const whole = readFileSync(file());
    for (let at = 0; at < whole.length; at += 97) {
      writeFileSync(file(), whole.subarray(0, at));
      expect(recall(store, question('q'.repeat(500)))).toBeUndefined();
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      writeFileSync(file(), changed);
      expect(recall(store, question('q'.repeat(500)))).toBeUndefined();
    }
    writeFileSync(file(), whole);
    expect(recall(store, question('q'.repeat(500)))).toEqual({ code: 1, out: 'out' });
  });

  it.each([
    '',
    '[]',
    'null',
    '{',
    '{"length":5,"code":2,"out":"","missing":[]}',
    '{"length":5,"code":0,"missing":[]}',
    '{"length":5,"code":0,"out":""}',
  ])('is one that ends in %s', (end) => {
    store.write('answer', question().place, seal(`what?${end}`));
    expect(recall(store, question())).toBeUndefined();
  });

  it('is one that others can write', () => {
    keep(store, question(), question(), 0, witness());
    chmodSync(file(), 0o666);
    expect(recall(store, question())).toBeUndefined();
  });
});
