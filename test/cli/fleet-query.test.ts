/** Questions over the results of runs, in a real DuckDB. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';
import { BIN } from '../support/built.ts';
import { put } from '../support/cli.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';
import { PEERS } from '../support/redis.ts';

const isThere = [BIN, join(PEERS, 'x')].some((from) => {
  try {
    createRequire(from).resolve('@duckdb/node-api');
    return true;
  } catch {
    return false;
  }
});
if (!isThere) console.warn('fleet query: skipped, the package @duckdb/node-api is not installed');

describe.skipIf(!isThere)('fleet query', () => {
  let box: Box;
  const fleet = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'fleet', ...args], {
      cwd: box.root,
      env: { ...box.env, NODE_PATH: PEERS },
      encoding: 'utf8',
      input: 'a\nb\nc\n',
    });
    return { code: status, out: stdout, err: stderr };
  };
  beforeAll(() => {
    box = newBox('off');
    const proxy = writeProxyFolder(join(box.root, 'proxy'), {
      'x.test/a@v1.9.0': { mod: '\nrequire x.test/b v1.10.0\n' },
      'x.test/b@v1.9.0': {},
      'x.test/b@v1.10.0': {},
    });
    (box.env as Record<string, string>).GOPROXY = proxy;
    const mod = (name: string, line: string) => `module corp.test/${name}\n\ngo 1.21\n\nrequire ${line}\n`;
    put(join(box.root, 'a'), {
      'go.mod': `${mod('a', 'x.test/a v1.9.0')}\nrequire x.test/b v1.10.0 // indirect\n`,
      '.git/HEAD': '',
      Dockerfile: 'FROM scratch\nENV GOSUMDB=off\n',
    });
    put(join(box.root, 'b'), {
      'go.mod': mod('b', 'x.test/b v1.9.0'),
      '.git/HEAD': '',
      'x.sh': 'export GOSUMDB=off\n',
    });
    put(join(box.root, 'c'), {
      'go.mod': `${mod('c', 'x.test/a v1.9.0')}\nreplace x.test/a => x.test/b v1.9.0\n`,
      '.git/HEAD': '',
    });
    fleet('run', '-o', 'one');
    put(join(box.root, 'b'), { Dockerfile: 'FROM scratch\nENV GOSUMDB=off\n' });
    fleet('run', '-o', 'two');
  });
  afterAll(() => box.remove());

  it('says who depends on a module, and through what', () => {
    const all = fleet('query', 'one', 'depends-on', 'x.test/b', '--format', 'json');
    expect([all.code, all.err]).toEqual([0, '']);
    expect(JSON.parse(all.out)).toMatchObject([
      {
        target: 'a',
        dir: '.',
        version: 'v1.10.0',
        replaced_by: null,
        direct: false,
        through: 'x.test/a@v1.9.0 > x.test/b@v1.10.0',
      },
      { target: 'b', version: 'v1.9.0', direct: true },
      { target: 'c', version: 'v1.9.0', replaced_by: 'x.test/b v1.9.0', direct: true, through: 'x.test/a@v1.9.0' },
    ]);
    const below = fleet('query', 'one', 'depends-on', 'x.test/b', 'below', 'v1.10.0', '--format', 'json');
    expect(JSON.parse(below.out).map(({ target }: { target: string }) => target)).toEqual(['b', 'c']);
  });

  it('says which images switch the checksum database off', () => {
    expect(fleet('query', 'one', 'sumdb-off').out).toBe(
      'target  path        line  reach\na       Dockerfile     2  image\n',
    );
  });

  it('says that it found nothing', () => {
    expect(fleet('query', 'one', 'depends-on', 'x.test/none')).toEqual({
      code: 0,
      out: '',
      err: 'modwarden: no rows\n',
    });
    expect(fleet('query', 'one', 'depends-on', 'x.test/none', '--format', 'json').out).toBe('[]\n');
  });

  it('says what is new since a run before', () => {
    const { out } = fleet('query', 'two', 'new-findings', '--before', 'one', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([{ target: 'b', rule: 'env/sumdb-off', path: 'Dockerfile' }]);
  });

  it('answers SQL, and reads no other file for it', () => {
    expect(fleet('query', 'one', 'SELECT count(*) AS n FROM targets').out).toBe('n\n3\n');
    const other = fleet('query', 'one', "SELECT * FROM read_text('one/run.json')");
    expect([other.code, other.out]).toEqual([2, '']);
    expect(fleet('query', 'one', 'SELECT * FROM nothing')).toMatchObject({
      code: 2,
      err: expect.stringContaining('query: '),
    });
  });
});
