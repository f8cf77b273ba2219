/**
 * What the compiler makes of the SPDX list, as `contents.txt` has it: of each text its words, the part that must be there, its seeds
 * and the words that stand for names; of each license how it is called. Write it with UPDATE=1 after reading the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compileIndex } from '../../../src/license/index/compile.ts';
import { detector, spdxList, textOf } from '../index-fixture.ts';

const FILE = path.join(import.meta.dirname, 'contents.txt');
const { index } = detector().engine();

function spellings(): string[] {
  const { chars, starts, ids } = index.vocabulary;
  const found: string[] = [];
  ids.forEach((id, entry) => {
    found[id] ??= String.fromCharCode(...chars.subarray(starts[entry]!, starts[entry + 1]!));
  });
  return found;
}

function contents(): string[] {
  const { templates, names } = index;
  const words = spellings();
  const texts = templates.id.map((id, i) => {
    const [start, end] = [templates.starts[i]!, templates.starts[i + 1]!];
    let parties = 0;
    for (let at = start; at < end; at++) parties += (templates.party[at >> 3]! >> (at & 7)) & 1;
    const core = `${templates.coreStart[i]}-${templates.coreEnd[i]}`;
    const kind = templates.notice[i] === 1 ? 'notice' : 'text';
    return `${id} ${kind} ${end - start} words, core ${core}, ${templates.coreSeeds[i]} seeds, ${parties}/${templates.coreParties[i]} names`;
  });
  const called = names.id.map((id, n) => {
    const name = [...names.words.subarray(names.starts[n]!, names.starts[n + 1]!)].map((word) => words[word]);
    return `${id}: ${name.join(' ')}${names.plain[n] === 1 ? ' (by itself)' : ''}`;
  });
  const isAddress = (line: string) => /: (spdx|opensource) org licenses? .* \(by itself\)$/.test(line);
  return [...texts, ...called.filter((line) => !isAddress(line)).sort()];
}

it('makes the same of the list as before', () => {
  const now = contents();
  if (process.env.UPDATE) writeFileSync(FILE, `${now.join('\n')}\n`);
  const before = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const known = new Set(before);
  expect(now.filter((line) => !known.has(line))).toEqual([]);
  expect(now.length).toBe(before.length);
});

it('has each seed of each text at its place, and the names in the order of their first words', () => {
  const { seeds, templates, names } = index;
  expect(seeds.starts.at(-1)).toBe(seeds.template.length);
  for (let s = 0; s < seeds.hashes.length; s++) {
    expect(seeds.starts[s]!).toBeLessThan(seeds.starts[s + 1]!);
    const runs = new Set<string>();
    for (let p = seeds.starts[s]!; p < seeds.starts[s + 1]!; p++) {
      const at = templates.starts[seeds.template[p]!]! + seeds.position[p]!;
      runs.add(templates.words.subarray(at, at + 4).join());
    }
    expect(runs.size).toBe(1);
  }
  const firsts = names.id.map((_, n) => names.words[names.starts[n]!]!);
  expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
});

it('has one text under the id that says least more', () => {
  const text = 'One may do with this whatever one likes, but for selling it to the moon, as was said before.';
  const list = {
    'GPL-9.0-or-later': { name: 'Later', licenseText: text },
    'GPL-9.0-only': { name: 'Only', licenseText: text },
    'Same-2': { name: 'Two', licenseText: `${text} Twice.` },
    Same: { name: 'One', licenseText: `${text} Twice.` },
    'Old-1': { name: 'Old', licenseText: `${text} Once.` },
    'New+': { name: 'Plus', licenseText: `${text} Plus.` },
  };
  const notices = Object.fromEntries(
    ['Apache-2.0', 'MPL-2.0', 'GPL-2.0-only', 'GPL-3.0-only', 'LGPL-2.0-only', 'LGPL-2.1-only', 'AGPL-3.0-only'].map(
      (id) => [id, { name: id, licenseText: textOf(id) }],
    ),
  );
  const made = compileIndex({ ...list, ...notices }, new Set(['Old-1']));
  const ours = made.templates.id.filter((id) => !(id in notices) && !/^(A|L)?GPL-[23]/.test(id));
  expect(ours).toEqual(['GPL-9.0-only', 'Same']);
  expect(made.ids).not.toContain('Old-1');
  expect(made.ids).not.toContain('New+');
  const { 'Apache-2.0': _, ...without } = notices;
  expect(() => compileIndex(without, new Set())).toThrow("the list's text of Apache-2.0 has lost its notice");
});

it('knows the same addresses of each license', () => {
  const words = spellings();
  const { names } = index;
  const at: Record<string, string[]> = {
    'spdx org licenses': [],
    'opensource org license': [],
    'opensource org licenses': [],
  };
  names.id.forEach((id, n) => {
    const name = [...names.words.subarray(names.starts[n]!, names.starts[n + 1]!)].map((word) => words[word]).join(' ');
    const host = /^(spdx|opensource) org licenses?(?= )/.exec(name)?.[0];
    if (host === undefined || names.plain[n] === 0) return;
    if (name.endsWith(` ${id.toLowerCase().replaceAll(/[.-]/g, ' ')}`)) at[host]!.push(id);
  });
  const [first, ...others] = Object.values(at).map((ids) => ids.sort());
  expect(first!.length).toBeGreaterThan(400);
  for (const ids of others) expect(ids).toEqual(first);
});

it('knows all ids of the list', () => {
  expect(index.ids.length).toBeGreaterThan(Object.keys(spdxList).length - 60);
});
