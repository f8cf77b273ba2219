/** Which requirements are direct: `go mod tidy` over one module with every kind of file and folder, against the import lines we read. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rule } from '../../rules/graph/untidy/rule.ts';
import { diskTree } from '../../src/gather/tree/disk.ts';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import { lint } from '../../src/lint/run.ts';
import { withImports } from '../../src/model/imports.ts';
import { openRepo } from '../../src/model/open.ts';
import { source } from '../../src/text/source.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: test/differential/untidy.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'untidy-differential-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
};

/** A file of the module; the text has %s where it imports a package of its own dependency. */
const PLACES: readonly (readonly [file: string, text: string])[] = [
  ['a.go', 'package shop\nimport _ "%s"\n'],
  ['b_test.go', 'package shop\nimport _ "%s"\n'],
  ['c_test.go', 'package shop_test\nimport _ "%s/sub"\n'],
  ['d_plan9.go', 'package shop\nimport _ "%s"\n'],
  ['e.go', '//go:build linux && !linux\n\npackage shop\nimport _ "%s"\n'],
  ['f.go', '//go:build ignore\n\npackage main\nimport _ "%s"\n'],
  ['g.go', '//go:build ignore || tools\n\npackage shop\nimport _ "%s"\n'],
  ['h.go', '// +build ignore\n\npackage main\nimport _ "%s"\n'],
  ['i.go', '// +build ignore\npackage shop\nimport _ "%s"\n'],
  ['_j.go', 'package shop\nimport _ "%s"\n'],
  ['.k.go', 'package shop\nimport _ "%s"\n'],
  ['l.go', 'package shop\n\n/* x */ import ( . "fmt"; y `%s/sub`; )\nvar _ = y.X\n'],
  ['m.go', 'package shop\n\n// import "C"\nimport "C"\nimport _ "%s"\n'],
  ['internal/n/n.go', 'package n\nimport _ "%s"\n'],
  ['testdata/o.go', 'package o\nimport _ "%s"\n'],
  ['p/testdata/q/q.go', 'package q\nimport _ "%s"\n'],
  ['_r/r.go', 'package r\nimport _ "%s"\n'],
  ['.s/s.go', 'package s\nimport _ "%s"\n'],
  ['t/vendor/u/u.go', 'package u\nimport _ "%s"\n'],
  ['nested/go.mod', 'module example.com/shop/nested\n'],
  ['nested/v/v.go', 'package v\nimport _ "%s"\n'],
  ['w/ignored/x/x.go', 'package x\nimport _ "%s"\n'],
  ['only/y/y.go', 'package y\nimport _ "%s"\n'],
  ['z/only/y/y.go', 'package y\nimport _ "%s"\n'],
  ['cmd/aa/main.go', 'package main\nimport _ "%s"\nfunc main() {}\n'],
  ['bb/only_test.go', 'package bb\nimport _ "%s"\n'],
  ['a.go.txt', 'package shop\nimport _ "%s"\n'],
  // Folders that patterns pass over, whose packages others import (IMPORTER), or a tool line names.
  ['testdata/i1/i.go', 'package i1\nimport _ "%s"\n'],
  ['_i2/i.go', 'package i2\nimport _ "%s"\n'],
  ['.i3/i.go', 'package i3\nimport _ "%s"\n'],
  ['only/i4/i_test.go', 'package i4\nimport _ "%s"\n'],
  ['w/ignored/i5/i.go', 'package i5\nimport _ "%s"\n'],
  ['testdata/i6/deep/i.go', 'package deep\nimport _ "%s"\n'],
  ['testdata/i1/not/i.go', 'package not\nimport _ "%s"\n'],
  ['testdata/tool/main.go', 'package main\nimport _ "%s"\nfunc main() {}\n'],
  ['last/last.go', 'package last\nimport _ "%s"\n'],
];

const IMPORTER = `package importer

import (
	_ "example.com/shop/testdata/i1"
	_ "example.com/shop/_i2"
	_ "example.com/shop/.i3"
	_ "example.com/shop/only/i4"
	_ "example.com/shop/w/ignored/i5"
	_ "example.com/shop/testdata/i6"
)
`;

const named = (i: number) => `example.com/dep${i}`;
const TOOL = named(PLACES.length);

describe.skipIf(!hasGo)('graph/untidy and go mod tidy', () => {
  it('agree on what is direct', async () => {
    for (const [i, [file, text]] of PLACES.entries()) put(`shop/${file}`, text.replace('%s', named(i)));
    put('shop/importer/importer.go', IMPORTER);
    put('shop/only/i4/i4.go', 'package i4\n');
    put('shop/testdata/i6/i6.go', 'package i6\n\nimport _ "example.com/shop/testdata/i6/deep"\n');
    const paths = [...PLACES.keys(), PLACES.length].map(named);
    for (const [i, path] of paths.entries()) {
      put(`deps/${i}/go.mod`, `module ${path}\n\ngo 1.25\n`);
      put(`deps/${i}/a.go`, 'package dep\n');
      put(`deps/${i}/sub/a.go`, 'package sub\n\nvar X int\n');
      put(`deps/${i}/cmd/t/main.go`, 'package main\n\nfunc main() {}\n');
    }
    const head = `module example.com/shop\n\ngo 1.25\n\ntool (\n\t${TOOL}/cmd/t\n\texample.com/shop/testdata/tool\n)\n\nignore (\n\tignored\n\t./only\n)\n`;
    const lines = paths.map((path, i) => `require ${path} v1.0.0\n\nreplace ${path} => ../deps/${i}\n`);
    put('shop/go.mod', `${head}\n${lines.join('\n')}`);

    const ours = await notImported(join(scratch, 'shop'));
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
    const run = spawnSync('go', ['mod', 'tidy'], { cwd: join(scratch, 'shop'), env, encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0);
    const { file } = parseMod(source('go.mod', readFileSync(join(scratch, 'shop/go.mod'), 'utf8')));
    const direct = new Set(file.require.filter((r) => !r.indirect).map((r) => r.path));

    const placeOf = (path: string) => PLACES[paths.indexOf(path)]?.[0] ?? 'tool';
    expect(ours.map(placeOf)).toEqual(paths.filter((path) => !direct.has(path)).map(placeOf));
    expect(direct.has(named(PLACES.length - 1))).toBe(true);
    // A tool is needed, but not direct.
    expect(file.require.find((r) => r.path === TOOL)?.indirect).toBe(true);
  });
});

/** What the rule says of a go.mod in which every requirement claims to be direct, in file order. */
async function notImported(folder: string): Promise<string[]> {
  const tree = diskTree(folder);
  const paths = await tree.list();
  const repo = await openRepo(tree, { paths, exclude: (path) => path.startsWith('nested/') });
  const rules = { [rule.id]: { level: rule.level, options: undefined } };
  const policy = {
    path: undefined,
    extends: [],
    private: [],
    rules,
    overrides: [],
    waivers: [],
    gaps: {},
    modules: { include: [], exclude: [] },
  };
  const judge = { policy, settings: () => rules, isPrivate: () => false };
  const { findings, gaps } = await lint({
    repo,
    rules: [rule],
    policyFor: () => judge,
    today: '2026-06-01',
    loadImports: (modules) => withImports(modules, tree, paths),
  });
  expect(gaps).toEqual([]);
  return findings.filter((f) => f.data?.kind === 'not-imported').map((f) => f.subject);
}
