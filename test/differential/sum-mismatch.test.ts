/** A go.mod that differs from go.sum: the module and the hashes that the go command names, against those of sum/mismatch. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileProxy } from '../../src/gather/proxy/file-proxy.ts';
import { diskTree } from '../../src/gather/tree/disk.ts';
import { inTreeRoot, treeWorld } from '../../src/gather/tree-world.ts';
import { createKnown } from '../../src/go/graph/known.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { withGraph } from '../../src/model/graphs.ts';
import { openRepo } from '../../src/model/open.ts';
import { withMismatches } from '../../src/model/sum-mismatches.ts';
import { placeOf } from '../../src/text/source.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: test/differential/sum-mismatch.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'mismatch-differential-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
};
const WRONG = 'h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=';

/** With a go line of 1.16 its requirements are not pruned. */
function publish(path: string, version: string, require = ''): void {
  put(`proxy/${path}/@v/${version}.mod`, `module ${path}\n\ngo 1.16\n${require}`);
  put(`proxy/${path}/@v/${version}.info`, `{"Version":"${version}"}`);
}

async function ours(folder: string) {
  const tree = diskTree(folder);
  const repo = await openRepo(tree);
  const proxy = fileProxy(join(scratch, 'proxy'), `file://${join(scratch, 'proxy')}`);
  const answer = (asks: readonly Ask[]) =>
    Promise.all(asks.map(async (ask): Promise<Answer<unknown>> => (await proxy.answer(ask)) ?? NOBODY));
  const place = { folderOf: inTreeRoot, world: treeWorld(tree, repo.hasFolder, answer), known: createKnown() };
  const modules = await Promise.all(repo.modules.map((module) => withGraph(module, place)));
  return withMismatches(modules, place.known).flatMap(({ mismatches = [] }) =>
    mismatches.map(({ sum, entry, downloaded }) => {
      const { path, start } = placeOf({ file: sum.source, start: entry.start, end: entry.end });
      return {
        key: `${entry.path}@${entry.version}/go.mod`,
        downloaded,
        recorded: entry.hash,
        at: `${path}:${start.line}`,
      };
    }),
  );
}

const NOBODY = { known: false, why: 'missing', detail: 'not there' } as const;

describe.skipIf(!hasGo)('sum/mismatch and go mod graph', () => {
  publish('example.com/a', 'v1.2.0');
  publish('example.com/b', 'v1.0.0', '\nrequire example.com/a v1.2.0\n');
  publish('example.com/fork', 'v1.0.0');

  it.each([
    ['direct', 'require example.com/a v1.2.0', `example.com/a v1.2.0/go.mod ${WRONG}\n`, 'go.sum:1'],
    ['indirect', 'require example.com/b v1.0.0', `\nexample.com/a v1.2.0/go.mod ${WRONG}\n`, 'go.sum:2'],
    [
      'replaced',
      'require example.com/a v1.2.0\nreplace example.com/a => example.com/fork v1.0.0',
      `example.com/a v1.2.0/go.mod ${WRONG}\nexample.com/fork v1.0.0/go.mod ${WRONG}\n`,
      'go.sum:2',
    ],
    [
      'after another kind',
      'require example.com/a v1.2.0',
      `example.com/a v1.2.0/go.mod h9:x\nexample.com/a v1.2.0/go.mod ${WRONG}\n`,
      'go.sum:2',
    ],
    ['of a zip alone', 'require example.com/a v1.2.0', `example.com/a v1.2.0 ${WRONG}\n`, undefined],
  ])('name the same module and hashes: %s', async (name, lines, sum, at) => {
    const folder = `m-${name.replaceAll(' ', '-')}`;
    put(`${folder}/go.mod`, `module example.com/shop\n\ngo 1.25\n\n${lines}\n`);
    put(`${folder}/go.sum`, sum);
    const env = {
      ...process.env,
      GOFLAGS: '-modcacherw',
      GOWORK: 'off',
      GOPROXY: `file://${join(scratch, 'proxy')}`,
      GOMODCACHE: join(scratch, 'cache'),
      GONOSUMDB: '*',
      GOTOOLCHAIN: 'local',
    };
    const run = spawnSync('go', ['mod', 'graph'], { cwd: join(scratch, folder), env, encoding: 'utf8' });
    const said = /^verifying (\S+): checksum mismatch\n\tdownloaded: (\S+)\n\tgo\.sum: +(\S+)\n/m.exec(run.stderr);
    expect(run.status, run.stderr).toBe(at === undefined ? 0 : 1);
    expect(await ours(join(scratch, folder))).toEqual(
      said === null ? [] : [{ key: said[1], downloaded: said[2], recorded: said[3], at }],
    );
  });
});
