/** The licences of everything that Prometheus requires, read through the user's own GOPROXY, against a list that a person went through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { proxySource } from '../../src/gather/proxy/proxy.ts';
import { userEnv } from '../../src/gather/user-env.ts';
import { indexBytes } from '../license/index-fixture.ts';
import { cli, put } from '../support/cli.ts';
import recorded from './prometheus-licenses.json' with { type: 'json' };

vi.mock('../../src/gather/license-index.ts', () => ({
  licenseIndex: async () => ({ index: indexBytes, known: undefined, save: () => {} }),
}));

/** Of the modules, if a server keeps some back. */
const ENOUGH = 0.9;

const recordedOf = new Map(recorded.modules.map(([path, version, expression]) => [`${path} ${version}`, expression!]));
/** The nearest release, whose go.mod a proxy has; most of its build list is the recorded one. */
const RELEASE = { path: recorded.module, version: 'v0.314.0' };

/** Or why not. */
async function releasedGoMod(): Promise<{ text: string } | { why: string }> {
  const source = proxySource(userEnv());
  const answer = await source.answer({ kind: 'mod', module: RELEASE });
  source.close();
  return answer?.known ? { text: answer.value } : { why: `the user's GOPROXY does not answer: ${answer?.detail}` };
}
const goMod = await releasedGoMod();
if ('why' in goMod) console.log(`skipped: ${goMod.why}`);

const box = mkdtempSync(join(tmpdir(), 'live-licenses-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));

interface Row {
  readonly path: string;
  readonly version: string;
  readonly expression: string | null;
  readonly evidence: string;
  readonly hints: readonly string[];
}

const env = { ...process.env, GOMODCACHE: join(box, 'mod'), XDG_CACHE_HOME: join(box, 'cache'), GOWORK: 'off' };
let folders = 0;

async function licensesOf(text: string, ...args: string[]) {
  const cwd = put(join(box, `main-${folders++}`), { 'go.mod': text });
  const { out, err } = await cli(['list', 'licenses', '--format', 'json', ...args], {
    cwd,
    env,
    now: new Date().toISOString(),
  });
  return { out, err, rows: JSON.parse(out) as readonly Row[] };
}

const named = ({ path, version }: Row) => `${path} ${version}`;

describe.skipIf('why' in goMod)(`${recorded.module} at ${recorded.commit.slice(0, 12)}`, () => {
  const text = 'text' in goMod ? goMod.text : '';
  const found = new Map<string, string>();
  let first: Awaited<ReturnType<typeof licensesOf>>;

  test('every module of the release has a licence, or is said to have none', async () => {
    first = await licensesOf(text);
    const had = first.rows.filter((r) => r.expression !== null);
    if (had.length < first.rows.length) console.log(`skipped:\n${first.err}`);
    expect(had.length).toBeGreaterThan(Math.max(400, ENOUGH * first.rows.length));
    expect(had.filter((r) => !/:\d+/.test(r.evidence) && r.hints.length === 0)).toEqual([]);
    for (const row of had) found.set(named(row), row.expression!);
  });

  test('they are those of the recorded list, module for module', async () => {
    // The others by a go.mod that names them, which brings more than them.
    const others = [...recordedOf.keys()].filter((name) => !found.has(name));
    expect(others.length).toBeLessThan(60);
    const requires = others.map((name) => `\t${name}\n`).join('');
    const { rows, err } = await licensesOf(`module example.com/live\n\ngo 1.25\n\nrequire (\n${requires})\n`);
    for (const row of rows) if (row.expression !== null) found.set(named(row), row.expression);
    const missing = others.filter((name) => !found.has(name));
    if (missing.length > 0) console.log(`skipped: ${missing.join(', ')}:\n${err}`);
    const both = [...recordedOf.keys()].filter((name) => found.has(name));
    expect(both.length).toBeGreaterThan(ENOUGH * recordedOf.size);
    expect(both.map((name) => [name, found.get(name)])).toEqual(both.map((name) => [name, recordedOf.get(name)]));
  });

  test('a second time nothing is asked', async () => {
    expect((await licensesOf(text, '--offline')).out).toBe(first.out);
  });
});
