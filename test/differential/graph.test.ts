/** Random small universes, given to the installed go command and to us: the same lines, lists and errors must come out. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { goInput, goList, goModGraph } from '../../src/gather/go-run.ts';
import { fileProxy } from '../../src/gather/proxy/file-proxy.ts';

const version = /^go version (go\S+)/.exec(spawnSync('go', ['version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
if (version === undefined)
  console.log('skipped: test/differential/graph.test.ts needs the go command, which is not installed');
const UNIVERSES = Number(process.env.UNIVERSES ?? 12);

const scratch = mkdtempSync(join(tmpdir(), 'graph-differential-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A seeded source of choices: a failing universe is available again by its number. */
function chooser(seed: string) {
  let n = 0;
  const next = () => createHash('sha256').update(`${seed} ${n++}`).digest().readUInt32BE(0);
  return {
    below: (limit: number) => next() % limit,
    one: <T>(list: readonly T[]): T => list[next() % list.length]!,
    chance: (percent: number) => next() % 100 < percent,
  };
}
type Chooser = ReturnType<typeof chooser>;

const GO_LINES = [
  '',
  'go 1.12',
  'go 1.16',
  'go 1.17',
  'go 1.18',
  'go 1.20',
  'go 1.21',
  'go 1.21.3',
  'go 1.22rc1',
  'go 1.23.1',
];
const VERSIONS = ['v0.1.0', 'v1.0.0', 'v1.1.0-rc.2', 'v1.1.0-rc.10', 'v1.1.0', 'v1.2.0'];

function paths(choose: Chooser): string[] {
  const names = ['a', 'b', 'c', 'd/sub', 'Upper', 'f', 'g', 'h'];
  return names.slice(0, 4 + choose.below(5)).map((name) => `example.com/${name}`);
}

function requires(choose: Chooser, all: readonly string[], upTo: number): string[] {
  return Array.from({ length: choose.below(upTo + 1) }, () => {
    const suffix = choose.chance(25) ? ' // indirect' : '';
    return `require ${choose.one(all)} ${choose.one(VERSIONS)}${suffix}`;
  });
}

/** Writes a proxy folder; some versions are missing, some files are wrong. */
function writeProxy(choose: Chooser, all: readonly string[], put: (path: string, text: string) => void): void {
  for (const path of all) {
    const folder = path.replace(/[A-Z]/g, (c) => `!${c.toLowerCase()}`);
    const listed: string[] = [];
    for (const v of VERSIONS) {
      if (choose.chance(1)) continue;
      listed.push(v);
      const lines = [
        `module ${choose.below(300) === 0 ? `${path}-renamed` : path}`,
        choose.one(GO_LINES),
        ...requires(choose, all, 3),
      ];
      if (choose.chance(8)) lines.push(`retract ${choose.one(VERSIONS)} // said so`);
      if (choose.chance(3)) lines.push('exclude example.com/a v1.0.0', 'replace example.com/b => ./nowhere');
      if (choose.below(300) === 0) lines.push('require (');
      put(`${folder}/@v/${v}.mod`, `${lines.join('\n')}\n`);
      put(`${folder}/@v/${v}.info`, JSON.stringify({ Version: v, Time: `20${10 + choose.below(15)}-01-02T03:04:05Z` }));
    }
    put(`${folder}/@v/list`, `${listed.join('\n')}\n`);
  }
}

function directives(choose: Chooser, all: readonly string[]): string[] {
  const lines: string[] = [];
  if (choose.chance(25)) lines.push(`exclude ${choose.one(all)} ${choose.one(VERSIONS)}`);
  if (choose.chance(20)) lines.push(`replace ${choose.one(all)} => ./local`);
  if (choose.chance(20)) {
    const path = choose.one(all);
    lines.push(`replace ${path} ${choose.one(VERSIONS)} => ${path} ${choose.one(VERSIONS)}`);
  }
  if (choose.chance(5)) lines.push(`replace ${choose.one(all)} => ./missing`);
  if (choose.chance(10)) lines.push(`toolchain ${choose.one(['go1.25.0', 'go1.20.1', 'default', 'go1.21.3'])}`);
  return lines;
}

interface Case {
  readonly dir: string;
  readonly proxy: string;
  readonly work: boolean;
}

function writeCase(seed: string, work: boolean): Case {
  const choose = chooser(seed);
  const all = paths(choose);
  const root = join(scratch, seed);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  writeProxy(choose, all, (path, text) => put(`proxy/${path}`, text));
  const main = (path: string) =>
    [`module ${path}`, choose.one(GO_LINES), ...requires(choose, all, 4), ...directives(choose, all)].join('\n');
  const members = work ? ['one', 'two', 'three'].slice(0, 1 + choose.below(3)) : ['m'];
  for (const member of members) {
    put(`src/${member}/go.mod`, `${main(`main.example/${member}`)}\n`);
    put(`src/${member}/local/go.mod`, `${choose.one(GO_LINES)}\n${requires(choose, all, 2).join('\n')}\n`);
  }
  if (!work) return { dir: join(root, 'src/m'), proxy: join(root, 'proxy'), work };
  const lines = [
    choose.one(['go 1.18', 'go 1.24.0', 'go 1.24.0', 'go 1.24.0']),
    ...members.map((member) => `use ./${member}`),
  ];
  if (choose.chance(30)) lines.push(`replace ${choose.one(all)} => ./one/local`);
  put('src/go.work', `${lines.join('\n')}\n`);
  return { dir: join(root, 'src/one'), proxy: join(root, 'proxy'), work };
}

interface Said {
  readonly ok: boolean;
  readonly text: string;
}

function go({ dir, proxy, work }: Case, args: readonly string[], flags: string): Said {
  const run = spawnSync('go', args, {
    cwd: dir,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: scratch,
      GOPROXY: `file://${proxy}`,
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
      GOENV: 'off',
      GOTELEMETRY: 'off',
      GOFLAGS: `-modcacherw ${flags}`,
      GOWORK: work ? '' : 'off',
      GOMODCACHE: join(proxy, '..', 'cache'),
      GOPATH: join(scratch, 'gopath'),
      GOCACHE: join(scratch, 'gocache'),
      PWD: dir,
    },
  });
  return run.status === 0 ? { ok: true, text: run.stdout } : { ok: false, text: plain(run.stderr) };
}

function plain(message: string): string {
  return message.replaceAll(/^go: /gm, '').trim();
}

async function ours(
  of: Case,
  command: 'mod graph' | 'list',
  flags: string,
  use: (input: Parameters<typeof goModGraph>[0]) => Promise<string>,
): Promise<Said> {
  const env = {
    GOWORK: of.work ? '' : 'off',
    GOFLAGS: flags,
    GOTOOLCHAIN: 'local',
    ...(version ? { GOVERSION: version } : {}),
  };
  const found = goInput(of.dir, command, env);
  if ('problem' in found) return { ok: false, text: plain(found.problem) };
  try {
    return { ok: true, text: await use(found.input) };
  } catch (error) {
    return { ok: false, text: plain((error as Error).message) };
  }
}

describe.skipIf(version === undefined)(`graphs of random universes, as ${version} has them`, () => {
  for (const work of [false, true]) {
    for (let n = 0; n < UNIVERSES; n++) {
      const seed = `${work ? 'workspace' : 'module'}-${n}`;
      it(seed, async () => {
        const of = writeCase(seed, work);
        const source = fileProxy(of.proxy, `file://${of.proxy}`);
        // First go mod graph: go list writes to go.mod.
        const theirs = go(of, ['mod', 'graph'], '');
        expect(await ours(of, 'mod graph', '', async (input) => (await goModGraph(input, source)).text())).toEqual(
          theirs,
        );
        const mode = work ? '-mod=readonly' : '-mod=mod';
        const list = await ours(of, 'list', mode, async (input) => {
          const modules = await goList(input, 'all', source);
          return modules
            .map(
              (m) =>
                `${m.path} ${m.version} ${m.replace ? `${m.replace.path} ${m.replace.version}` : ''} ${m.indirect}\n`,
            )
            .join('');
        });
        const updates = await ours(of, 'list', mode, async (input) => {
          const modules = await goList(input, 'updates', source);
          return modules
            .map((m) => `${m.path} ${m.updates?.update?.version ?? ''} [${m.updates?.retracted.join(' ') ?? ''}]\n`)
            .join('');
        });
        const format = '{{.Path}} {{.Version}} {{with .Replace}}{{.Path}} {{.Version}}{{end}} {{.Indirect}}';
        const upgrades =
          '{{.Path}} {{with .Update}}{{.Version}}{{end}} [{{range $i, $r := .Retracted}}{{if $i}} {{end}}{{$r}}{{end}}]';
        expect(updates).toEqual(go(of, ['list', '-m', '-u', '-f', upgrades, 'all'], mode));
        expect(list).toEqual(go(of, ['list', '-m', '-f', format, 'all'], mode));
      });
    }
  }
});
