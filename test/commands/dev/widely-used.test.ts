import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runWidelyUsed, widelyUsed } from '../../../src/commands/dev/widely-used.ts';

const ONE =
  'example.com/main\ngithub.com/a/x v1.0.0\ngithub.com/a/x/v2 v2.0.0\ngithub.com/b/y v1.0.0\nk8s.io/api v0.1.0\n';
const TWO = 'github.com/a/x v1.0.0 => ../x\ngitlab.com/c/z v1.0.0\nk8s.io/api v0.1.0\n';

it('takes repositories of forges that several build lists have, and those that were imitated', () => {
  const list = widelyUsed([ONE, TWO]);
  expect(list).toContain('github.com/a/x');
  expect(list).toContain('github.com/boltdb/bolt');
  for (const other of ['github.com/b/y', 'gitlab.com/c/z', 'k8s.io/api']) expect(list).not.toContain(other);
});

it('writes the list with its date', async () => {
  const root = mkdtempSync(join(tmpdir(), 'list-'));
  mkdirSync(join(root, 'src/model/look-alike'), { recursive: true });
  const files = [ONE, TWO].map((text, i) => {
    writeFileSync(join(root, `${i}.txt`), text);
    return join(root, `${i}.txt`);
  });
  const printed: string[] = [];
  expect(await runWidelyUsed(['2026-01-31', ...files], root, (text) => printed.push(text))).toBe(0);
  const text = readFileSync(join(root, 'src/model/look-alike/widely-used.ts'), 'utf8');
  expect(text).toContain("WIDELY_USED_DATE = '2026-01-31'");
  expect(text).toMatch(/\ba\/x\b/);
  rmSync(root, { recursive: true });
  expect(await runWidelyUsed(['today', ...files], root, (line) => printed.push(line))).toBe(2);
});
