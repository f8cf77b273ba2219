/** `modwarden diff`: build lists side by side, through the command line on a repository with a history. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { type GitBox, newGitBox } from '../support/git-box.ts';
import { LICENSES } from '../support/licenses.ts';

const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync('schemas/diff.schema.json', 'utf8')));

const MIT = { LICENSE: LICENSES.MIT('A. Author') };
const MODULES = {
  'example.com/a@v1.0.0': { files: MIT, time: '2026-01-01T00:00:00Z', mod: 'require example.com/deep v1.0.0\n' },
  'example.com/a@v1.1.0': {
    files: { LICENSE: LICENSES['Apache-2.0']('A. Author') },
    time: '2026-05-25T00:00:00Z',
    mod: 'require (\n\texample.com/deep v1.0.1\n\tother.example/new v0.1.0\n)\n',
  },
  'example.com/deep@v1.0.0': { files: MIT },
  'example.com/deep@v1.0.1': { files: MIT },
  'example.com/b@v1.0.0': { files: MIT },
  'example.com/fork@v1.0.1': { files: MIT },
  'other.example/new@v0.1.0': {},
};

const HEAD = 'module example.com/main\n\ngo 1.21\n\n';
const OLD = `${HEAD}require (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n)\n`;
const NEW = `${HEAD.replace('1.21', '1.22')}require (\n\texample.com/a v1.1.0\n\texample.com/b v1.0.0\n)\n`;
const SUM = 'example.com/b v1.0.0/go.mod h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=\n';

let box: GitBox;
beforeEach(() => {
  box = newGitBox({ 'go.mod': OLD }, MODULES);
});
afterEach(() => box.remove());

describe('diff', () => {
  it('reads as a review of an update: what rises, what comes along, its age, license and origin', async () => {
    box.commit({ 'go.mod': NEW });
    const { code, out, err } = await box.run(['diff', 'HEAD~1', 'HEAD']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        'go.mod: 2 up, 1 added; go 1.21 → 1.22',
        '',
        'look at: the license of example.com/a changes from MIT to Apache-2.0',
        'look at: other.example/new comes from a new host: other.example',
        '',
        'up     example.com/a        v1.0.0  v1.1.0  2026-05-25 (7 days old)   MIT → Apache-2.0',
        'up       example.com/deep   v1.0.0  v1.0.1  2026-05-01 (31 days old)  MIT               depth 2',
        'added    other.example/new          v0.1.0  2026-05-01 (31 days old)  unknown           new host other.example; depth 2',
        '',
      ].join('\n'),
    );
  });

  it('compares the work tree where only one revision is named', async () => {
    box.put({ 'go.mod': HEAD });
    const { out } = await box.run(['diff', 'HEAD']);
    expect(out).toContain('removed  example.com/a ');
    expect(out).toContain('removed    example.com/deep ');
    expect(out).toMatch(/^go\.mod: 3 removed\n/);
  });

  it('starts at the merge base where three dots follow', async () => {
    box.git('checkout', '-qb', 'update');
    box.commit({ 'go.mod': NEW });
    box.git('checkout', '-q', 'main');
    box.commit({ 'go.mod': HEAD });
    expect((await box.run(['diff', 'main...', 'update'])).out).toMatch(/^go\.mod: 2 up, 1 added/);
    expect((await box.run(['diff', 'main', 'update'])).out).toMatch(/^go\.mod: 4 added/);
  });

  it('tells of replacements: another fork, a folder, and no longer', async () => {
    const fork = 'replace example.com/b => example.com/fork v1.0.1\n';
    box.commit({ 'go.mod': OLD + fork });
    expect((await box.run(['diff', 'HEAD~1', 'HEAD'])).out).toMatch(
      /replaced {2}example\.com\/b {2}v1\.0\.0 {2}example\.com\/fork v1\.0\.1 .* built from example\.com\/fork v1\.0\.1/,
    );
    box.put({ 'go.mod': `${OLD}replace example.com/b => ./b\n`, 'b/go.mod': 'module example.com/b\n' });
    expect((await box.run(['diff', 'HEAD'])).out).toMatch(/a folder .*built from the folder \.\/b/);
    box.put({ 'go.mod': OLD });
    expect((await box.run(['diff', 'HEAD'])).out).toContain('no longer replaced by example.com/fork v1.0.1');
  });

  it('warns of a checksum that changes, even where no module does', async () => {
    box.commit({ 'go.sum': SUM });
    box.put({ 'go.sum': SUM.replace('Rfr', 'xxx') });
    const { out } = await box.run(['diff', 'HEAD', '--offline']);
    expect(out).toContain('look at: the checksum of example.com/b@v1.0.0/go.mod changed (go.sum:1)');
  });

  it('writes Markdown that fits a comment on a pull request', async () => {
    const sum = { 'z/go.mod': 'module example.com/z\n', 'z/go.sum': SUM };
    box.commit({ 'go.mod': NEW, ...sum });
    box.commit({
      'go.mod': OLD,
      ...sum,
      'z/go.sum': SUM.replace('Rfr', 'xxx'),
      '`tool`/go.mod': 'module example.com/y\n',
    });
    const { out } = await box.run(['diff', 'HEAD~1', 'HEAD', '--format', 'markdown', '-o', 'out.md']);
    expect(out).toBe('');
    const text = readFileSync(join(box.repo, 'out.md'), 'utf8');
    expect(text).toMatch(
      /^### `go\.mod`\n\n2 down, 1 removed; go 1\.22 → 1\.21\n\n\*\*Look at\*\*\n\n- the license of example\.com\/a changes from Apache-2\.0 to MIT\n- example\.com\/a goes down from v1\.1\.0 to v1\.0\.0\n[\s\S]*\n\n\| change/,
    );
    expect(text).toContain(
      '### `z/go.mod`\n\nno module changes\n\n**Look at**\n\n- the checksum of example.com/b@v1.0.0/go.mod changed (z/go.sum:1)\n',
    );
    expect(text).toContain(
      '| change | module | from | to | published | license | notes |\n|---|---|---|---|---|---|---|\n',
    );
    expect(text).toContain('| down | ↳ example.com/deep | v1.0.1 | v1.0.0 |');
    expect(text).toContain("### `'tool'/go.mod`\n\nnew module; no module changes\n");
  });

  it('gives all of it as JSON', async () => {
    box.commit({ 'go.mod': NEW });
    const { out } = await box.run(['diff', 'HEAD~1', 'HEAD', '--format', 'json']);
    const { version, base, head, modules } = JSON.parse(out);
    expect({ version, base, head }).toEqual({
      version: 1,
      base: { rev: 'HEAD~1', commit: box.git('rev-parse', 'HEAD~1') },
      head: 'HEAD',
    });
    expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
    expect(modules).toHaveLength(1);
    expect(modules[0]).toMatchObject({ file: 'go.mod', state: 'both', go: { before: '1.21', after: '1.22' } });
    expect(modules[0].changes[2]).toEqual({
      change: 'added',
      path: 'other.example/new',
      by: 'example.com/a',
      origin: 'new host',
      vulnerabilities: null,
      before: null,
      after: {
        version: 'v0.1.0',
        direct: false,
        depth: 2,
        replacedBy: null,
        published: '2026-05-01',
        license: null,
      },
    });
  });

  it('says which known vulnerabilities come and go, and what was published just now', async () => {
    const entry = (id: string, events: readonly object[]) => ({
      name: `${id}.json`,
      content: JSON.stringify({
        id,
        affected: [{ package: { name: 'example.com/a' }, ranges: [{ type: 'SEMVER', events }] }],
      }),
    });
    const bad = [{ introduced: '1.1.0' }];
    const database = [
      entry('GO-2026-0001', bad),
      entry('MAL-2026-2', bad),
      entry('GO-2026-0003', [{ introduced: '0' }, { fixed: '1.1.0' }]),
    ];
    writeFileSync(join(box.root, 'db.zip'), buildZip(database));
    box.commit({ 'go.mod': NEW });
    const args = ['diff', 'HEAD~1', 'HEAD', '--vulndb', join(box.root, 'db.zip'), '--as-of', '2026-05-26'];
    const { out } = await box.run(args);
    expect(out).toContain(
      [
        'look at: example.com/a v1.1.0 has the vulnerability GO-2026-0001, and v1.0.0 has not',
        'look at: example.com/a v1.1.0 is known as malicious: MAL-2026-2',
        'look at: the license of example.com/a changes from MIT to Apache-2.0',
        'look at: other.example/new comes from a new host: other.example',
        'look at: example.com/a v1.1.0 was published yesterday',
      ].join('\n'),
    );
    expect(out).toContain('vulnerable: GO-2026-0001, MAL-2026-2; fixes GO-2026-0003');
    const json = JSON.parse((await box.run([...args, '--format', 'json'])).out);
    expect(json.modules[0].changes[0].vulnerabilities).toEqual({
      added: ['GO-2026-0001', 'MAL-2026-2'],
      ended: ['GO-2026-0003'],
    });
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  });

  it('says that nothing differs', async () => {
    box.commit({ 'README.md': 'words\n' });
    expect(await box.run(['diff', 'HEAD~1', 'HEAD'])).toEqual({
      code: 0,
      out: 'no build list differs between HEAD~1 and HEAD\n',
      err: '',
    });
  });

  it('ends with 3 where a build list is not known, on either side', async () => {
    box.commit({ 'go.mod': `${HEAD}require example.com/gone v1.0.0\n` });
    box.commit({ 'go.mod': OLD });
    for (const revisions of [
      ['HEAD~1', 'HEAD'],
      ['HEAD', 'HEAD~1'],
    ]) {
      const { code, out, err } = await box.run(['diff', ...revisions]);
      expect(code).toBe(3);
      expect(out).toMatch(/^go\.mod: .*; only the requirements of go\.mod are compared\n/);
      expect(out).not.toContain('example.com/deep');
      expect(err).toMatch(/^modwarden: go\.mod at [^\n]*: [^\n]*example\.com\/gone/);
    }
  });

  it.each([
    [[], 'missing revision: name one, such as origin/main...'],
    [['nowhere'], '"nowhere": git knows no commit "nowhere"; is it fetched?'],
    [['HEAD', '--format', 'csv'], '--format: expected text, markdown, json, got "csv"'],
    [['HEAD', '--folder', 'nowhere'], '"nowhere" does not exist'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await box.run(['diff', ...args]);
    expect([code, err]).toEqual([2, `modwarden: ${message}\n`]);
  });

  it('names a second revision that is unknown', async () => {
    const { code, err } = await box.run(['diff', 'HEAD', 'nowhere']);
    expect(code).toBe(2);
    expect(err).toMatch(/^modwarden: "nowhere": /);
  });
});
