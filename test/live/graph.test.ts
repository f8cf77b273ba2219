/** Large published modules, resolved by the installed go command and by modwarden, both through the user's own GOPROXY. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chain } from '../../src/gather/facts/sources.ts';
import { diskWorld } from '../../src/gather/go-run.ts';
import { proxySource } from '../../src/gather/proxy/proxy.ts';
import { userEnv } from '../../src/gather/user-env.ts';
import { createKnown } from '../../src/go/graph/known.ts';
import { surveyCommand } from '../../src/go/graph/list/survey.ts';
import { runToEnd } from '../../src/go/graph/run.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { cli, put } from '../support/cli.ts';

/** Without replacements by folders, which a published go.mod leaves behind. */
const MODULES: readonly (readonly [path: string, version: string])[] = [
  ['github.com/prometheus/prometheus', 'v0.53.0'],
  ['github.com/hashicorp/terraform', 'v1.5.7'],
  ['github.com/cli/cli/v2', 'v2.52.0'],
  ['github.com/docker/compose/v2', 'v2.27.1'],
  ['github.com/gohugoio/hugo', 'v0.128.0'],
  ['github.com/cilium/cilium', 'v1.15.6'],
  ['helm.sh/helm/v3', 'v3.15.2'],
  // Thirty-six replacements.
  ['github.com/argoproj/argo-cd/v2', 'v2.11.3'],
  ['github.com/influxdata/telegraf', 'v1.31.0'],
  ['github.com/traefik/traefik/v2', 'v2.11.5'],
  ['github.com/aquasecurity/trivy', 'v0.52.2'],
  ['github.com/thanos-io/thanos', 'v0.35.1'],
  // go 1.14: nothing is pruned.
  ['github.com/cortexproject/cortex', 'v1.6.0'],
  ['knative.dev/serving', 'v0.41.0'],
];
/** Of these the newer versions, retractions and deprecations too. */
const WITH_UPDATES: ReadonlySet<string> = new Set(['github.com/cli/cli/v2', 'helm.sh/helm/v3']);
const ENOUGH = 10;

const user = userEnv();
const source = proxySource(user, { now: () => new Date(0) });
const box = mkdtempSync(join(tmpdir(), 'live-graph-'));
afterAll(() => {
  source.close();
  rmSync(box, { recursive: true, force: true });
});

/** Both sides begin with nothing; the go command asks no checksum database, which is another server's affair. */
const goEnv = {
  ...process.env,
  GOMODCACHE: join(box, 'mod'),
  GOFLAGS: '-modcacherw',
  GOSUMDB: 'off',
  GOWORK: 'off',
  GOTOOLCHAIN: 'local',
};
const ourEnv = { ...goEnv, GOMODCACHE: join(box, 'empty'), XDG_CACHE_HOME: join(box, 'cache') };

function go(cwd: string, ...args: string[]): string {
  return execFileSync('go', args, { cwd, encoding: 'utf8', stdio: 'pipe', env: goEnv, maxBuffer: 1 << 28 });
}

/** Why not, if not. */
async function hindrance(): Promise<string | undefined> {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
  } catch {
    return 'there is no go';
  }
  const answer = await modOf(['rsc.io/quote', 'v1.5.2']);
  return answer.known ? undefined : `the user's GOPROXY does not answer: ${answer.detail}`;
}

async function modOf([path, version]: readonly [string, string]): Promise<Answer<string>> {
  const ask: Ask<'mod'> = { kind: 'mod', module: { path, version } };
  return (await source.answer(ask))!;
}

const why = await hindrance();
if (why !== undefined) console.log(`skipped: ${why}`);

const served: { readonly path: string; readonly text: string }[] = [];
for (const module of why === undefined ? MODULES : []) {
  const answer = await modOf(module);
  if (answer.known) served.push({ path: module[0], text: answer.value });
  else console.log(`skipped: ${module.join('@')}: ${answer.detail}`);
}

describe.skipIf(why !== undefined)('large public modules', () => {
  const done: string[] = [];

  describe.each(served)('$path', ({ path, text }) => {
    const folder = join(box, path.replaceAll('/', '_'));
    mkdirSync(folder, { recursive: true });
    put(folder, { 'go.mod': text });

    test('go mod graph and go list -m all', async (context) => {
      const { code, out, err } = await cli(['graph', '--online'], { cwd: folder, env: ourEnv });
      // A server may keep single modules back; the go command then has no graph either.
      if (code === 3 && err.includes('403 Forbidden')) {
        console.log(`skipped: ${path}: ${err.trim()}`);
        context.skip(err.trim());
      }
      expect(err).toBe('');
      expect(code).toBe(0);
      expect(out.split('\n').length).toBeGreaterThan(300);
      expect(out).toBe(go(folder, 'mod', 'graph'));

      const list = await cli(['list', 'modules', '--format', 'json'], { cwd: folder, env: ourEnv });
      expect(list.code).toBe(0);
      const ours = (JSON.parse(list.out) as Listed[]).map((m) => [m.path, m.version, m.replacedBy, m.direct]);
      expect(ours).toEqual(listOfGo(folder));
      done.push(path);
    });

    test.runIf(WITH_UPDATES.has(path))('go list -m -u all', async () => {
      const input = { command: 'list', cwd: folder, folder, mod: 'mod' } as const;
      const run = await runToEnd(surveyCommand(input, createKnown()), diskWorld(chain([source])));
      if (run.kind === 'error') throw new Error(run.error.message);
      const ours = run.value.map(({ path, updates, error }) => ({
        path,
        update: updates?.update,
        retracted: updates?.retracted,
        deprecated: updates?.deprecated,
        error: updates?.error ?? error,
      }));
      expect(ours).toEqual(updatesOfGo(folder));
    });
  });

  test(`they are at least ${ENOUGH}`, () => {
    expect(done.length).toBeGreaterThanOrEqual(ENOUGH);
  });
});

interface Listed {
  readonly path: string;
  readonly version: string;
  readonly replacedBy: string | null;
  readonly direct: boolean;
}

interface ListedByGo {
  readonly Path: string;
  readonly Version: string;
  readonly Indirect?: true;
  readonly Main?: true;
  readonly Replace?: { readonly Path: string; readonly Version?: string };
  readonly Update?: { readonly Version: string; readonly Time: string };
  readonly Retracted?: readonly string[];
  readonly Deprecated?: string;
  readonly Error?: { readonly Err: string };
}

/** One JSON object behind the other. */
function modulesOfGo(folder: string, ...flags: string[]): ListedByGo[] {
  const text = go(folder, 'list', '-mod=mod', '-m', ...flags, '-json', 'all');
  return (JSON.parse(`[${text.trim().replaceAll(/^\}\n\{$/gm, '},{')}]`) as ListedByGo[]).filter((m) => !m.Main);
}

function listOfGo(folder: string) {
  return modulesOfGo(folder).map(({ Path, Version, Replace, Indirect }) => {
    const replaced = Replace && (Replace.Version === undefined ? Replace.Path : `${Replace.Path}@${Replace.Version}`);
    return [Path, Version, replaced ?? null, Indirect === undefined];
  });
}

/** With -e what cannot be found out about one module leaves the others their answers, as in a survey. */
function updatesOfGo(folder: string) {
  return modulesOfGo(folder, '-u', '-e').map(({ Path, Update, Retracted = [], Deprecated = '', ...other }) => ({
    path: Path,
    update: Update && { version: Update.Version, time: Update.Time },
    retracted: Retracted,
    deprecated: Deprecated,
    error: other.Error?.Err,
  }));
}
