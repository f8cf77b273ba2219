/** What cannot be known is said, with what to do about it; it never passes for known. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers, nobody } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { goSum, type ModuleServer, type Served, serveModules } from '../support/module-server.ts';

/** How deep c lies depends on the go.mod of b, which Go itself does not load. */
const MODULES: Served = {
  'example.com/a@v1.0.0': { mod: 'go 1.25\nrequire example.com/b v1.0.0\n', time: '2026-05-01T00:00:00Z' },
  'example.com/b@v1.0.0': { mod: 'go 1.25\nrequire example.com/c v1.0.0\n', time: '2026-05-01T00:00:00Z' },
  'example.com/c@v1.0.0': { mod: 'go 1.25\n', time: '2026-05-01T00:00:00Z' },
};
const GO_MOD = `module example.com/main

go 1.25

require example.com/a v1.0.0

require example.com/c v1.0.0 // indirect
`;

let server: ModuleServer;
let box: Box;
beforeEach(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, { 'go.mod': GO_MOD });
});
afterEach(() => {
  box.remove();
  closeServers();
});

const policy = (rules: string, rest = '') => ({ '.modwarden.yaml': `extends: []\nrules:\n${rules}${rest}` });
const DEPTH = '  graph/max-depth: { level: error, max: 2 }\n';

interface Report {
  readonly findings: readonly { readonly rule: string; readonly subject: string; readonly message: string }[];
  readonly gaps: readonly {
    readonly rule: string;
    readonly subject: string;
    readonly why: string;
    readonly detail: string;
    readonly hint: string;
    readonly fails: boolean;
  }[];
}

const check = (env: Record<string, string> = {}, ...args: string[]) => checkAt('2026-06-01T12:00:00Z', env, ...args);

async function checkAt(now: string, env: Record<string, string> = {}, ...args: string[]) {
  const { code, out, err } = await box.run(['check', '--format', 'json', ...args], { env, now });
  expect(err).toBe('');
  return { code, ...(JSON.parse(out) as Report) };
}

/** `rule subject why: detail | hint` of every gap, ports blotted out. */
function said({ gaps }: Report): string[] {
  return gaps.map(({ rule, subject, why, detail, hint }) =>
    `${rule} ${subject} ${why}: ${detail} | ${hint}`.replaceAll(/127\.0\.0\.1:\d+/g, 'PROXY'),
  );
}

const OFFLINE_HINT =
  'run with network access (without --offline or GOPROXY=off), or run "modwarden fetch -o facts.json" there and check with --facts facts.json';
const PRIVATE_HINT = 'run "go mod download" to fill the module cache, or add a proxy with this module to GOPROXY';
const FAILED_HINT = 'try again; if it fails again, use another proxy in GOPROXY, or run "go mod download" first';

describe('the proxy is down, the cache partly filled', () => {
  beforeEach(async () => {
    // Go's own graph is known from now on, the go.mod of b is not.
    server.fail(403, '/example.com/b/');
    expect(await box.run(['graph'])).toMatchObject({ code: 0 });
    server.fail(403);
    server.asked();
  });

  const depth = (detail: string) =>
    `the depth of 1 module is unknown (example.com/c); it depends on go.mod files that are unavailable: example.com/b@v1.0.0: ${detail}`;

  test('what could not be checked, and how to get it', async () => {
    box.put(policy(DEPTH));
    const result = await check();
    expect(said(result)).toEqual([
      `graph/max-depth example.com/main failed: ${depth('reading http://PROXY/example.com/b/@v/v1.0.0.mod: 403 Forbidden')} | fill the module cache with "go mod download example.com/b@v1.0.0"`,
    ]);
    const { out } = await box.run(['check']);
    expect(out).toContain('go mod download example.com/b@v1.0.0');
    expect(out).toContain('1 not checked');
    // What is missing now is asked for, and only that.
    server.mend();
    server.asked();
    expect(await check()).toMatchObject({ code: 1, gaps: [], findings: [{ subject: 'example.com/c' }] });
    expect(server.asked()).toEqual(['GET /example.com/b/@v/v1.0.0.mod']);
  });

  test.each([
    ['report', 0],
    ['fail', 3],
  ])('the exit code follows gaps: { graph: %s }', async (setting, code) => {
    box.put(policy(DEPTH, `gaps: { graph: ${setting} }\n`));
    expect(await check()).toMatchObject({ code, gaps: [{ fails: code === 3 }] });
  });

  test('a failing gap comes before findings', async () => {
    const banned = '  graph/banned: { level: error, modules: [{ module: [example.com/a] }] }\n';
    box.put(policy(DEPTH + banned, 'gaps: { graph: fail }\n'));
    expect(await check()).toMatchObject({ code: 3, findings: [{ rule: 'graph/banned' }] });
    box.put(policy(DEPTH + banned));
    expect(await check()).toMatchObject({ code: 1 });
  });

  test.each<[string, Record<string, string>, string[], string]>([
    [
      '--offline',
      {},
      ['--offline'],
      `offline: ${depth('not available locally, and the network is not used')} | ${OFFLINE_HINT}`,
    ],
    [
      'GOPROXY=off',
      { GOPROXY: 'off' },
      [],
      `offline: ${depth('module lookup disabled by GOPROXY=off')} | ${OFFLINE_HINT}`,
    ],
    [
      'GOPROXY=direct',
      { GOPROXY: 'direct' },
      [],
      `private: ${depth('Go would now fetch it from its origin (direct), which modwarden does not')} | fill the module cache with "go mod download example.com/b@v1.0.0"`,
    ],
    [
      'GOPRIVATE',
      { GOPRIVATE: 'example.com/b' },
      [],
      `private: ${depth('example.com/b matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not')} | fill the module cache with "go mod download example.com/b@v1.0.0"`,
    ],
  ])('%s', async (_, env, args, expected) => {
    // Where no proxy may be asked, what one said counts only if go.sum has its hash.
    box.put({ ...policy(DEPTH), 'go.sum': goSum(MODULES, ['example.com/a@v1.0.0', 'example.com/c@v1.0.0']) });
    await box.run(['list', 'modules', '--offline']);
    expect(said(await check(env, ...args))).toEqual([`graph/max-depth example.com/main ${expected}`]);
    expect(server.asked()).toEqual([]);
  });

  test('a figure that is not known is none', async () => {
    box.put(policy(DEPTH));
    const { out } = await box.run(['check', '--format', 'openmetrics']);
    expect(out).not.toContain('modwarden_depth');
    expect(out).toContain('modwarden_gaps');
  });
});

describe('nothing is known', () => {
  const rules =
    '  graph/max-modules: { level: error, max: 1 }\n  freshness/stale: { level: error, scope: all }\n  license/unknown: error\n';

  test.each<[string, Record<string, string>, string[], string, string, string]>([
    ['--offline', {}, ['--offline'], 'offline', 'not available locally, and the network is not used', OFFLINE_HINT],
    ['GOPROXY=off', { GOPROXY: 'off' }, [], 'offline', 'module lookup disabled by GOPROXY=off', OFFLINE_HINT],
    [
      'GOPROXY=direct',
      { GOPROXY: 'direct' },
      [],
      'private',
      'Go would now fetch it from its origin (direct), which modwarden does not',
      PRIVATE_HINT,
    ],
    [
      'GOPRIVATE',
      { GOPRIVATE: '*.com' },
      [],
      'private',
      'example.com/a matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not',
      PRIVATE_HINT,
    ],
    [
      'GONOPROXY',
      { GONOPROXY: 'example.com/a,example.com/c' },
      [],
      'private',
      'example.com/a matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not',
      PRIVATE_HINT,
    ],
  ])('%s', async (_, env, args, why, detail, hint) => {
    box.put(policy(rules));
    const result = await check(env, ...args);
    const missing = `the module graph is incomplete: 2 go.mod files are unavailable: example.com/a@v1.0.0: ${detail}`;
    expect(said(result)).toEqual(
      ['freshness/stale', 'graph/max-modules', 'license/unknown', 'license/unknown', 'license/unknown'].map(
        (rule, i) =>
          i < 3
            ? `${rule} example.com/main ${why}: ${missing} | ${hint}`
            : expect.stringMatching(new RegExp(`^license/unknown example.com/[ac]@v1.0.0 ${why}: `)),
      ),
    );
    // The default of the license rules.
    expect(result.code).toBe(3);
    expect(server.asked()).toEqual([]);
  });

  test('the policy names what is private', async () => {
    box.put(policy('  graph/max-modules: { level: error, max: 1 }\n', 'private: ["example.com/c"]\n'));
    const result = await check();
    expect(said(result)).toEqual([
      `graph/max-modules example.com/main private: the module graph is incomplete: 1 go.mod file is unavailable: example.com/c@v1.0.0: example.com/c matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not | ${PRIVATE_HINT}`,
    ]);
    expect(server.asked()).toEqual(['GET /example.com/a/@v/v1.0.0.mod']);
  });

  test('the proxy is unreachable', async () => {
    box.put(policy('  graph/max-modules: { level: error, max: 1 }\n'));
    const host = await nobody();
    expect(said(await check({ GOPROXY: `http://${host}` }))).toEqual([
      `graph/max-modules example.com/main failed: the module graph is incomplete: 2 go.mod files are unavailable: example.com/a@v1.0.0: Get "http://PROXY/example.com/a/@v/v1.0.0.mod": dial tcp PROXY: connect: connection refused | ${FAILED_HINT}`,
    ]);
  });

  test.each([404, 410])('a module is gone (%i): Go refuses the graph, and so do we', async (status) => {
    box.put(policy('  graph/max-modules: { level: error, max: 1 }\n'));
    server.fail(status, '/example.com/a/');
    expect(said(await check())).toEqual([
      expect.stringContaining(
        'Go cannot load the module graph: example.com/a@v1.0.0: reading http://PROXY/example.com/a/@v/v1.0.0.mod: 4',
      ),
    ]);
  });

  test('a graph that breaks off half way is none', async () => {
    box.put({
      'go.mod': 'module example.com/main\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n',
      ...policy(
        '  graph/max-modules: { level: error, max: 1 }\n  graph/banned: { level: error, modules: [{ module: [example.com/c] }] }\n',
      ),
    });
    server.fail(403, '/example.com/c/');
    for (const argv of [['graph'], ['list', 'modules'], ['why', 'example.com/c']]) {
      const { code, err } = await box.run(argv);
      expect(code).toBe(3);
      expect(err).toContain('the module graph is incomplete: 1 go.mod file is unavailable: example.com/c@v1.0.0');
    }
    expect((await box.run(['graph'])).out).toBe('');
    expect((await check()).gaps.map((gap) => gap.rule)).toEqual(['graph/banned', 'graph/max-modules']);
  });
});

describe('facts about versions', () => {
  const each = (rule: string) => policy(`  freshness/${rule}: { level: error, scope: all }\n`);
  const all = ['stale', 'cooldown', 'outdated', 'retracted', 'deprecated', 'unavailable'];
  const subjects = ({ gaps }: Report) => gaps.map(({ subject, why }) => `${subject.replace(/@.*/, '')} ${why}`);

  test.each(all)('%s: all is known', async (rule) => {
    box.put(each(rule));
    expect(await check()).toMatchObject({ gaps: [] });
  });

  test.each(['stale', 'outdated', 'retracted', 'deprecated'])('%s: lists of versions are refused', async (rule) => {
    server.fail(403, '/@v/list');
    // A version in use that is younger than that answers without a list.
    const old = policy('  freshness/stale: { level: error, scope: all, max-age: 1d }\n');
    box.put(rule === 'stale' ? old : each(rule));
    const result = await check();
    expect(subjects(result)).toEqual(['example.com/a failed', 'example.com/b failed', 'example.com/c failed']);
    expect(said(result)[0]).toContain(`reading http://PROXY/example.com/a/@v/list: 403 Forbidden | ${FAILED_HINT}`);
  });

  test.each(['stale', 'cooldown', 'outdated'])('%s: times are gone', async (rule) => {
    server.fail(404, '.info');
    box.put(each(rule));
    const result = await check();
    expect(result.findings).toEqual([]);
    expect(subjects(result)).toEqual(['example.com/a missing', 'example.com/b missing', 'example.com/c missing']);
    expect(said(result)[0]).toContain('reading http://PROXY/example.com/a/@v/v1.0.0.info: 404 Not Found');
  });

  test.each(all.slice(0, -1))('%s: a module is gone from the proxy, its go.mod is known', async (rule) => {
    await box.run(['list', 'modules']);
    server.fail(404, '/example.com/a/');
    box.put(each(rule));
    const result = await check();
    expect(result.findings).toEqual([]);
    expect(subjects(result)).toEqual(['example.com/a missing']);
  });

  test.each([
    ['its go.mod', 'graph/max-depth: note'],
    ['its go.mod and its time', 'freshness/cooldown: { level: error, scope: all }'],
  ])('unavailable: a module is gone from the proxy, the cache has %s', async (_, rule) => {
    box.put(policy(`  ${rule}\n`));
    expect(await check()).toMatchObject({ gaps: [] });
    server.fail(410, '/example.com/a/');
    box.put(each('unavailable'));
    // What a proxy has said is believed for an hour.
    const { findings, gaps } = await checkAt('2026-06-01T13:01:00Z');
    expect(gaps).toEqual([]);
    expect(findings.map((f) => f.subject)).toEqual(['example.com/a']);
    expect(findings[0]!.message).toContain('example.com/a v1.0.0 is no longer available: reading http://127.0.0.1');
  });

  test('unavailable: a cache alone does not say for longer than it keeps lists', async () => {
    box.put(each('unavailable'));
    expect(await check()).toMatchObject({ gaps: [], findings: [] });
    expect(await checkAt('2026-06-08T11:59:00Z', {}, '--offline')).toMatchObject({ gaps: [], findings: [] });
    const result = await checkAt('2026-06-08T12:01:00Z', {}, '--offline');
    expect(result.findings).toEqual([]);
    expect(subjects(result)).toEqual(['example.com/a offline', 'example.com/b offline', 'example.com/c offline']);
  });

  test.each(all)('%s: a module is private', async (rule) => {
    await box.run(['list', 'modules']);
    server.asked();
    box.put(each(rule));
    const result = await check({ GOPRIVATE: 'example.com/a' });
    expect(result.findings).toEqual([]);
    expect(subjects(result)).toEqual(['example.com/a private']);
    expect(server.asked().filter((request) => request.includes('/example.com/a/'))).toEqual([]);
  });

  test('health: what is not known costs points, and is told', async () => {
    server.fail(403, '/example.com/a/@v/list');
    const { code, out, err } = await box.run(['health', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject([
      {
        path: 'example.com/a',
        score: 90,
        reasons: [
          'unknown -5: retraction and deprecation are unknown',
          'unknown -5: when it was last released is not known',
        ],
      },
    ]);
    expect(err).toContain('unknown: example.com/a: reading http://127.0.0.1');
    expect(code).toBe(3);
  });
});
