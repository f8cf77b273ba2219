/** A hook that is asked again gives the same answer as one that remembers nothing, whatever changed in between. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BAD, type Box, box, type Ended, GOOD } from '../support/built.ts';

let b: Box;
beforeEach(() => {
  b = box();
});
afterEach(() => b.remove());

const HOOK = ['check', '--staged'];
const files = () =>
  (readdirSync(join(b.folder, 'cache'), { recursive: true, encoding: 'utf8' }) as string[])
    .filter((path) => /answer\/..\/.+/.test(path))
    .map((path) => join(b.folder, 'cache', path));

/** Runs the hook twice with its memory, and once without; all three must agree. */
function answer(env: Readonly<Record<string, string>> = {}): Ended {
  const first = b.run(HOOK, { env });
  expect(b.run(HOOK, { env })).toEqual(first);
  expect(b.run(HOOK, { env: { ...env, MODWARDEN_CACHE: 'off' } })).toEqual(first);
  return first;
}

it('is the same answer after each change of what it depends on', () => {
  b.put({ 'repo/go.mod': BAD, 'repo/other.txt': 'x' });
  expect(answer().code).toBe(0);
  b.git(['add', 'go.mod']);
  const found = answer();
  expect(found.code).toBe(1);
  expect(found.out).toContain('../x');
  expect(answer({ FORCE_COLOR: '1' }).out).toContain('\u001b[');
  b.git(['add', 'other.txt']);
  expect(answer()).toEqual(found);
  b.put({ 'repo/.modwarden.yaml': 'extends: []\n' });
  expect(answer().err).toContain('is not staged');
  b.git(['add', '.']);
  expect(answer()).toEqual({ code: 0, out: '', err: '' });
  b.git(['commit', '-qm', 'one']);
  expect(answer().code).toBe(0);
  b.put({ 'repo/.modwarden.yaml': 'extends: [recommended]\n' });
  b.git(['add', '.']);
  expect(answer().out).toBe(found.out.replace(/no policy file: preset recommended/, 'policy .modwarden.yaml'));
  b.put({ 'repo/go.mod': GOOD });
  b.git(['add', '.']);
  expect(answer()).toEqual({ code: 0, out: '', err: '' });
  b.git(['rm', '-q', '--cached', 'go.mod']);
  answer();
});

it('is the same answer where another commit is what the index is compared with', () => {
  b.put({ 'repo/go.mod': GOOD, 'repo/Makefile': 'export GOFLAGS=-insecure\n' });
  b.git(['add', '.']);
  const first = answer();
  b.git(['commit', '-qm', 'one']);
  const second = answer();
  expect(second).not.toEqual(first);
  b.git(['update-ref', '-d', 'HEAD']);
  expect(answer()).toEqual(first);
});

it('is found where it was kept, and is not believed when it is torn', () => {
  b.put({ 'repo/go.mod': BAD });
  b.git(['add', '.']);
  const found = answer();
  const [file = ''] = files();
  const whole = readFileSync(file);
  // What is given is what was kept: this text is nobody's.
  const changed = Buffer.from(whole.toString('latin1').replaceAll('go.mod:', 'go.MOD:'), 'latin1');
  writeFileSync(file, changed);
  expect(b.run(HOOK).out).toContain('go.MOD:');
  expect(b.run(HOOK, { env: { MODWARDEN_CACHE: 'off' } })).toEqual(found);
  for (const torn of [whole.subarray(0, 1000), Buffer.concat([whole, whole]), Buffer.alloc(0)]) {
    writeFileSync(file, torn);
    expect(b.run(HOOK)).toEqual(found);
    expect(readFileSync(file).equals(whole)).toBe(true);
  }
  rmSync(file);
  expect(b.run(HOOK)).toEqual(found);
});

it('is not kept of a run without the files that decide', () => {
  b.put({ 'repo/go.mod': BAD });
  b.git(['add', '.']);
  const [object = ''] = b.git(['ls-files', '-s']).split(' ').slice(1);
  const content = join(b.folder, 'repo/.git/objects', object.slice(0, 2), object.slice(2));
  const bytes = readFileSync(content);
  rmSync(content, { force: true });
  const missing = b.run(HOOK);
  expect(missing.out).toContain('its content is missing');
  expect(b.run(HOOK)).toEqual(missing);
  expect(files()).toEqual([]);
  writeFileSync(content, bytes);
  expect(answer().code).toBe(1);
});
