import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { detectionCache } from '../../../src/gather/cache/detections.ts';
import type { Detection } from '../../../src/license/types.ts';

const box = mkdtempSync(join(tmpdir(), 'detections-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));
const folder = join(box, 'cache');
const env = { XDG_CACHE_HOME: folder };
const now = () => new Date('2026-06-01T12:00:00Z');
const LIST = Buffer.from('list');
const open = (list: Uint8Array = LIST) => detectionCache(env, list, now)!;

const detection = (expression: string): Detection => ({
  expression,
  matches: [],
  coverage: 1 / 3,
  confidence: 1,
  uncovered: [],
  evidence: [],
  note: 'says "é"\n',
});

function keep(texts: Readonly<Record<string, string>>): void {
  const cache = open();
  for (const [text, expression] of Object.entries(texts)) cache.put(text, false, detection(expression));
  cache.save();
}

const files = () =>
  readdirSync(join(folder, 'modwarden'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'checked')
    .map((entry) => join(entry.parentPath, entry.name));

beforeEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what was told of texts', () => {
  it('is there in the next run', () => {
    keep({ one: 'MIT' });
    keep({ two: 'ISC' });
    expect(open().isEmpty).toBe(false);
    expect(open().get('one', false)).toEqual(detection('MIT'));
    expect(open().get('two', false)).toEqual(detection('ISC'));
  });

  it('is not that of another text, list or kind of file', () => {
    keep({ one: 'MIT', '\ud800': 'ISC' });
    expect(open().get('onf', false)).toBeUndefined();
    expect(open().get('one', true)).toBeUndefined();
    expect(open().get('\udbff', false)).toBeUndefined();
    expect(open(Buffer.from('another')).get('one', false)).toBeUndefined();
  });

  it('is not kept where caches are off', () => {
    expect(detectionCache({ ...env, MODWARDEN_CACHE: 'off' }, LIST, now)).toBeUndefined();
  });

  it('is dropped where there is too much, but not what the last run used', () => {
    keep({ old: 'MIT' });
    const cache = open();
    cache.put('large', false, { ...detection('ISC'), note: 'x'.repeat((8 << 20) - 350) });
    cache.save();
    expect(open().get('old', false)).toBeUndefined();
    expect(open().get('large', false)?.expression).toBe('ISC');
  });
});

describe('a file that was attacked', () => {
  it('holds nothing when it is cut at each 97th byte, or has a flipped one there', () => {
    keep({ one: 'MIT', two: 'ISC', three: 'BSD-3-Clause' });
    const [file] = files();
    const whole = readFileSync(file!);
    for (let at = 0; at < whole.length; at += 97) {
      truncateSync(file!, at);
      expect(open().isEmpty).toBe(true);
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1;
      writeFileSync(file!, flipped);
      expect(open().isEmpty).toBe(true);
    }
    writeFileSync(file!, whole);
    expect(open().isEmpty).toBe(false);
  });

  it('holds nothing where others can write it', () => {
    keep({ one: 'MIT' });
    chmodSync(files()[0]!, 0o666);
    expect(open().isEmpty).toBe(true);
  });

  it('is written anew by the next run', () => {
    keep({ one: 'MIT' });
    truncateSync(files()[0]!, 10);
    keep({ two: 'ISC' });
    expect(open().get('two', false)).toEqual(detection('ISC'));
  });
});
