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
  expect(list).toEqual(list.toSorted());
  expect(new Set(list).size).toBe(list.length);
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
  expect(text).toContain('at least 2 of 2 build lists');
  expect(printed).toEqual([
    expect.stringMatching(/^wrote src\/model\/look-alike\/widely-used\.ts: \d+ repositories\n$/),
  ]);
  rmSync(root, { recursive: true });
  for (const bad of [
    ['today', ...files],
    ['2026-01-31', files[0]!],
    ['x2026-01-31', ...files],
    ['2026-01-311', ...files],
    [],
  ]) {
    expect(await runWidelyUsed(bad, root, (line) => printed.push(line))).toBe(2);
    expect(printed.at(-1)).toMatch(/^usage: /);
  }
});

it('names what was imitated whether it is in use or not, and takes no path that is no repository', () => {
  const list = widelyUsed([
    'github.com/a v1.0.0\ngithub.com/ v1\nexample.com/a/b v1\n',
    'github.com/a v1.0.0\nexample.com/a/b v1\n',
  ]);
  // Typosquats that were found: of these and no others.
  expect(list).toEqual(widelyUsed([]));
  expect(list).toContain('github.com/sirupsen/logrus');
  expect(list).toHaveLength(7);
  expect(list.every((path) => /^github\.com\/[\w-]+\/[\w-]+$/.test(path))).toBe(true);
});

it('writes lines of 120 characters at most, github.com without its host', async () => {
  const root = mkdtempSync(join(tmpdir(), 'list-'));
  mkdirSync(join(root, 'src/model/look-alike'), { recursive: true });
  const lists = Array.from(
    { length: 40 },
    (_, i) => `github.com/owner-${i}/repository v1.0.0\ngitlab.com/o/r${i} v1.0.0\n`,
  );
  writeFileSync(join(root, 'list'), lists.join(''));
  await runWidelyUsed(['2026-01-31', join(root, 'list'), join(root, 'list')], root, () => {});
  const text = readFileSync(join(root, 'src/model/look-alike/widely-used.ts'), 'utf8');
  const lines = text.slice(text.indexOf('`') + 2, text.lastIndexOf('`') - 1).split('\n');
  expect(
    lines
      .join(' ')
      .split(' ')
      .map((short) => (short.split('/').length === 2 ? `github.com/${short}` : short)),
  ).toEqual(widelyUsed([lists.join(''), lists.join('')]));
  for (const [i, line] of lines.entries()) {
    expect(line.length).toBeLessThanOrEqual(120);
    const next = lines[i + 1]?.split(' ')[0];
    if (next !== undefined) expect(`${line} ${next}`.length).toBeGreaterThan(120);
  }
  rmSync(root, { recursive: true });
});
