/** Captured `go env` output is understood as a whole, or refused with the place and without a value. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { capturedEnv, parseCaptured } from '../../src/gather/captured-env.ts';
import { MAX_ENV_BYTES, MAX_SETTING_ENTRIES } from '../../src/go/std/limits.ts';
import { put } from '../support/cli.ts';

let box: string;
let root: string;
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'captured-')));
  root = join(box, 'repo');
  mkdirSync(root);
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const EXPECTED = 'expected the output of "go env" or "go env -json", or a file that "go env -w" writes';

it('is called by its path in the repository, and by its given name elsewhere', () => {
  put(box, { 'repo/ci/go-env.txt': "GOFLAGS='-mod=mod'\n", 'go-env.txt': "GOFLAGS=''\n", 'repo.txt': "GOFLAGS=''\n" });
  const inside = capturedEnv('ci/go-env.txt', root, root, 'sub');
  expect([inside.source.path, inside.source.text, inside.dir]).toEqual([
    'ci/go-env.txt',
    "GOFLAGS='-mod=mod'\n",
    'sub',
  ]);
  expect(inside.file.settings.get('GOFLAGS')?.value).toBe('-mod=mod');
  for (const [name, path] of [
    [join(root, 'ci/go-env.txt'), 'ci/go-env.txt'],
    ['../go-env.txt', '../go-env.txt'],
    ['../repo.txt', '../repo.txt'],
  ] as const)
    expect(capturedEnv(name, root, root, '').source.path).toBe(path);
});

it.each<[what: string, name: string, message: string]>([
  ['is missing', 'none', '"none" does not exist'],
  ['is a folder', '.', '"." is a folder; use a file'],
  ['is too large', 'large', `"large" is larger than ${MAX_ENV_BYTES} bytes`],
  ['is empty', 'empty', `"empty": the file is empty; ${EXPECTED}`],
  ['says nothing', 'blank', `"blank": the file is empty; ${EXPECTED}`],
  ['is something else', 'other', `"other": found no line with a Go variable; ${EXPECTED}`],
  [
    'has too long a list',
    'long',
    `"long", line 2, column 11: GOPRIVATE is over the limit of ${MAX_SETTING_ENTRIES} entries`,
  ],
])('is refused where it %s', (_, name, message) => {
  put(root, {
    large: ' '.repeat(MAX_ENV_BYTES + 1),
    empty: '',
    blank: ' \n\n',
    other: 'hello\n',
    long: `GOFLAGS=-x\nGOPRIVATE=${Array(MAX_SETTING_ENTRIES + 1)
      .fill('a')
      .join(',')}\n`,
  });
  const failing = () => capturedEnv(name, root, root, '');
  expect(failing).toThrow(expect.objectContaining({ name: 'ModwardenError', code: 'unreadable-go-env', message }));
});

it.each<[text: string, problem: string]>([
  ["GOFLAGS='a'\nGOPROXY='https://x.example\n", ': line 2: the file ends inside a value or object; capture it again'],
  ['{\n"GOFLAGS": "a",\n', ': line 3: the file ends inside a value or object; capture it again'],
  ['A=1\nB=2\n', `: found no Go variable; ${EXPECTED}`],
  ['A=1\nGOPROXY: https://user:secret@x.example\n', `: found no Go variable; ${EXPECTED}`],
  ['GOFLAGS=1\n  declare -x GOPROXY=secret\n', `: line 2: ${EXPECTED}, got "declare -x GOPROXY=…"`],
])('tells the line, and no value: %j', (text, problem) => {
  expect(parseCaptured('x', text)).toEqual({ problem });
});

it('may be UTF-16, and loses its secrets before anything is made of it', () => {
  const text = 'GOPROXY=https://user:secret@x.example\n';
  for (const written of [
    text,
    `\xff\xfe${[...text].join('\0')}\0`.replaceAll(/[\x80-\xff]/g, (c) =>
      String.fromCharCode(0xdc00 + c.charCodeAt(0)),
    ),
  ]) {
    const parsed = parseCaptured('x', written);
    if ('problem' in parsed) throw new Error(parsed.problem);
    expect(parsed.source.text.trim()).toMatch(/^GOPROXY=https:\/\/[^s]*@x\.example$/);
    expect(parsed.file.settings.get('GOPROXY')?.value).not.toContain('secret');
  }
});
