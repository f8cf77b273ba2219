/** The list of licenses that ships with modwarden: read once, with what earlier runs of a user were told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { licenseIndex } from '../../src/gather/license-index.ts';
import type { Detection } from '../../src/license/types.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'license-index-'));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const now = () => new Date('2026-06-01T12:00:00Z');
const user = (more: Readonly<Record<string, string>> = {}) => ({ env: { XDG_CACHE_HOME: box, ...more }, now });

it('is unpacked once for all runs of a process', async () => {
  const index = await licenseIndex();
  expect(index.length).toBeGreaterThan(100_000);
  expect(await licenseIndex()).toBe(index);
  expect(await (await licenseIndex(user())).index()).toBe(index);
});

it('keeps what it told of texts for the next run of the same user', async () => {
  const detection = { expression: 'MIT', matches: [] } as unknown as Detection;
  const first = await licenseIndex(user());
  expect(first.known?.get('a text', false)).toBeUndefined();
  first.known?.put('a text', false, detection);
  first.save();
  expect((await licenseIndex(user())).known?.get('a text', false)).toEqual(detection);
  expect(
    (await licenseIndex(user({ XDG_CACHE_HOME: join(box, 'other') }))).known?.get('a text', false),
  ).toBeUndefined();
});

it('keeps nothing where caches are off', async () => {
  const list = await licenseIndex(user({ MODWARDEN_CACHE: 'off' }));
  expect(list.known).toBeUndefined();
  expect(() => list.save()).not.toThrow();
});
