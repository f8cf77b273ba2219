/** The user's own GOPROXY, asked directly and through private proxy servers with an empty and a filled cache: the same answers, the same graphs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../../src/gather/facts/sources.ts';
import { goInput, goModGraph } from '../../src/gather/go-run.ts';
import { proxySource } from '../../src/gather/proxy/proxy.ts';
import { userEnv } from '../../src/gather/user-env.ts';
import { parseProxyList } from '../../src/go/env/goproxy.ts';
import type { Ask } from '../../src/model/facts/facts.ts';
import { nobody } from '../gather/http/servers.ts';
import { buildPrivateProxy, type PrivateProxy, SERVERS, startPrivateProxy } from './private-proxy.ts';

const user = userEnv();
/** The proxy that the user's list begins with. */
const first = parseProxyList(user.GOPROXY).steps[0];
const upstream = first?.kind === 'proxy' && first.url.scheme !== 'file' ? first.text : '';

const isLicense = (path: string) => /^(?:LICEN[CS]E|COPYING)/i.test(path);
const sourceAt = (GOPROXY: string) => proxySource({ ...user, GOPROXY }, { isLicense, now: () => new Date(0) });

const modules: readonly (readonly [path: string, version: string])[] = [
  ['rsc.io/quote', 'v1.5.2'],
  ['github.com/pkg/errors', 'v0.9.1'],
  ['golang.org/x/text', 'v0.14.0'],
  // A capital letter, a version without go.mod.
  ['github.com/BurntSushi/toml', 'v0.3.1'],
  ['github.com/dgrijalva/jwt-go', 'v3.2.0+incompatible'],
  ['golang.org/x/net', 'v0.0.0-20190620200207-3b0461eec859'],
];
const asks: Ask[] = modules.flatMap(([path, version]) =>
  (['mod', 'info', 'license'] as const).map((kind) => ({ kind, module: { path, version } })),
);

/** By folder: pruned, so that few go.mod files are asked for, and unpruned, so that all are. */
const mains: Readonly<Record<string, string>> = {
  unpruned: 'module example.com/live\n\ngo 1.16\n\nrequire github.com/spf13/cobra v1.1.3\n',
  pruned:
    'module example.com/live\n\ngo 1.21\n\nrequire (\n\tgithub.com/spf13/viper v1.18.2\n\tgithub.com/prometheus/client_golang v1.18.0\n\tgoogle.golang.org/grpc v1.60.1\n\tk8s.io/client-go v0.29.0\n\tgithub.com/prometheus/prometheus v0.48.0\n)\n',
};

const box = mkdtempSync(join(tmpdir(), 'live-'));
const programs = new Map<string, string>();

/** Why not, if not. */
async function hindrance(): Promise<string | undefined> {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
  } catch {
    return 'there is no go';
  }
  if (upstream === '') return "the user's GOPROXY does not begin with a proxy server";
  const direct = sourceAt(user.GOPROXY);
  const answer = await direct.answer(asks[0]!);
  direct.close();
  if (!answer?.known) return `the user's GOPROXY does not answer: ${answer?.detail}`;
  return undefined;
}
const why = await hindrance();
if (why !== undefined) console.log(`skipped: ${why}`);
for (const server of why === undefined ? SERVERS : []) {
  try {
    programs.set(server.name, buildPrivateProxy(box, server));
  } catch (error) {
    console.log(`skipped: ${server.name} cannot be built: ${(error as Error).message}`);
  }
}

afterAll(() => rmSync(box, { recursive: true, force: true }));

/** Without the source's name. */
async function answersOf(GOPROXY: string) {
  const source = sourceAt(GOPROXY);
  const answers = await chain([source]).answerAll(asks);
  source.close();
  return answers.map((answer, i) => ({
    ask: asks[i],
    value: answer.known ? answer.value : undefined,
    problem: answer.known ? undefined : answer.detail,
  }));
}

/** By folder. */
async function graphsBy(GOPROXY: string) {
  const graphs: Record<string, string> = {};
  for (const folder of Object.keys(mains)) {
    const source = sourceAt(GOPROXY);
    const found = goInput(join(box, folder), 'mod graph', { GOWORK: 'off' });
    if ('problem' in found) throw new Error(found.problem);
    graphs[folder] = (await goModGraph(found.input, chain([source]))).text();
    source.close();
  }
  return graphs;
}

function graphOfGo(folder: string): string {
  return execFileSync('go', ['mod', 'graph'], {
    cwd: join(box, folder),
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, GOWORK: 'off' },
  });
}

describe.skipIf(why !== undefined)('through private proxy servers', () => {
  let direct: Awaited<ReturnType<typeof answersOf>>;
  const graphs: Record<string, string> = {};

  beforeAll(async () => {
    direct = await answersOf(user.GOPROXY);
    for (const [folder, goMod] of Object.entries(mains)) {
      mkdirSync(join(box, folder));
      writeFileSync(join(box, folder, 'go.mod'), goMod);
      graphs[folder] = graphOfGo(folder);
    }
  });

  test('everything is known directly', () => {
    expect(direct.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  });

  test('the graphs by the user’s GOPROXY are the go command’s', async () => {
    for (const folder of Object.keys(mains)) expect(graphs[folder]!.split('\n').length).toBeGreaterThan(300);
    expect(await graphsBy(user.GOPROXY)).toEqual(graphs);
  });

  describe.each(SERVERS.filter(({ name }) => programs.has(name)))('$name', (kind) => {
    const program = programs.get(kind.name)!;
    const cache = join(box, `cache-${kind.name}`);
    let server: PrivateProxy | undefined;
    afterAll(() => server?.stop());

    function downloadBy(GOPROXY: string): void {
      const env = {
        ...process.env,
        GOPROXY,
        GOMODCACHE: join(box, `mod-${kind.name}`),
        GOFLAGS: '-modcacherw',
        GONOSUMDB: '*',
        GOWORK: 'off',
      };
      const args = modules.map(([path, version]) => `${path}@${version}`);
      execFileSync('go', ['mod', 'download', ...args], { cwd: join(box, 'pruned'), stdio: 'pipe', env });
    }

    test('cold', async () => {
      mkdirSync(cache);
      server = await startPrivateProxy(program, kind, cache, upstream);
      expect(await answersOf(server.url)).toEqual(direct);
      expect(await graphsBy(server.url)).toEqual(graphs);
    });

    test('warm, cut off from its upstream', async () => {
      // One of them keeps whole zips only, as go commands ask for them.
      downloadBy(server!.url);
      await server?.stop();
      server = await startPrivateProxy(program, kind, cache, `http://${await nobody()}`);
      expect(await answersOf(server.url)).toEqual(direct);
      expect(await graphsBy(server.url)).toEqual(graphs);
      const source = sourceAt(server.url);
      expect(await source.answer({ kind: 'mod', module: { path: 'rsc.io/quote', version: 'v1.5.1' } })).toMatchObject({
        known: false,
      });
      source.close();
    });
  });
});
