/**
 * What rules say about versions, against `go list -m -u`; and what they advise, carried out by the go command: no hint may be refused by
 * Go, and none may go down without saying so.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { chain } from '../../src/gather/facts/sources.ts';
import { loaders } from '../../src/gather/loaders.ts';
import { fileProxy } from '../../src/gather/proxy/file-proxy.ts';
import { diskTree } from '../../src/gather/tree/disk.ts';
import { lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import type { Finding } from '../../src/model/report.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { source } from '../../src/text/source.ts';
import { commandsIn } from '../support/go-commands.ts';
import { type StoredVersion, writeProxyFolder } from '../support/proxy-folder.ts';

const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim() ?? '';
if (version === '')
  console.log('skipped: test/differential/advice.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'advice-differential-'));
const cache = join(scratch, 'cache');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const FILES = { 'a.go': 'package a\n' };
const at = (time: string, more: StoredVersion = {}): StoredVersion => ({
  time: `${time}T00:00:00Z`,
  files: FILES,
  ...more,
});
const OLD = '2022-01-01';
const NEW = '2025-01-01';
const COMMIT = 'v0.0.0-20240401000000-0123456789ab';
const AHEAD = 'v0.1.1-0.20240401000000-0123456789ab';

/** By the name of the module (below `x.example/`), its versions. Every kind of history that changes what Go offers. */
const HISTORIES: Readonly<Record<string, Readonly<Record<string, StoredVersion>>>> = {
  plain: { 'v1.0.0': at(OLD), 'v1.1.0': at(NEW) },
  patch: { 'v1.0.0': at(OLD), 'v1.0.9': at(NEW), 'v1.1.0-rc.1': at(NEW) },
  pre: { 'v1.0.0': at(OLD), 'v1.1.0-rc.1': at(OLD), 'v1.1.0-rc.2': at(NEW) },
  released: { 'v1.1.0-rc.1': at(OLD), 'v1.1.0': at(NEW) },
  inc: { 'v0.5.2': at(OLD), 'v5.6.0+incompatible': at(OLD), 'v5.9.11+incompatible': at(NEW) },
  all: { 'v1.0.0': at(OLD), 'v1.1.0': at(NEW, { mod: 'retract [v0.0.0, v1.1.0] // abandoned\n' }) },
  lower: { 'v0.32.0': at(NEW), 'v1.8.0': at(OLD, { mod: 'retract [v1.0.0, v1.8.0] // too early\n' }) },
  higher: { 'v1.0.0': at(OLD), 'v1.0.1': at(NEW, { mod: 'retract v1.0.0 // loses writes\n' }) },
  excluded: { 'v1.0.0': at(OLD), 'v1.1.0': at(NEW) },
  commit: { 'v0.1.0': at('2020-01-01'), [COMMIT]: at('2024-04-01') },
  ahead: { 'v0.1.0': at(OLD), [AHEAD]: at('2024-04-01') },
  behind: { 'v0.1.0': at('2020-01-01'), 'v0.2.0': at(NEW), [COMMIT]: at('2024-04-01') },
  held: { 'v1.0.0': at(OLD), 'v1.3.0': at(NEW) },
  holds: { 'v1.0.0': at(OLD, { mod: 'require x.example/held v1.3.0\n' }) },
  deprecated: { 'v1.0.0': at(OLD, { says: '// Deprecated: use x.example/plain instead.\n' }) },
  plus: { 'v1.0.0': at(OLD) },
  two: { 'v1.0.0': at(OLD) },
  'two/v2': { 'v2.0.0': at(OLD), 'v2.0.1': at(NEW, { mod: 'retract [v2.0.0, v2.0.1] // loses writes\n' }) },
  fork: { 'v1.0.0': at(OLD), 'v1.1.0': at(NEW, { mod: 'retract v1.0.0 // bad\n' }) },
};

let GOPROXY = '';
beforeAll(() => {
  const modules: Record<string, StoredVersion> = {};
  for (const [name, versions] of Object.entries(HISTORIES))
    for (const [v, stored] of Object.entries(versions)) modules[`x.example/${name}@${v}`] = stored;
  GOPROXY = writeProxyFolder(join(scratch, 'proxy'), modules);
  // Without a go.mod of its own a version has one that only names the module.
  for (const v of ['v5.6.0+incompatible', 'v5.9.11+incompatible'])
    writeFileSync(join(scratch, `proxy/x.example/inc/@v/${v}.mod`), 'module x.example/inc\n');
});

function go(folder: string, args: readonly string[]) {
  const env = {
    ...process.env,
    GOENV: 'off',
    GOFLAGS: '-mod=mod -modcacherw',
    GOMODCACHE: cache,
    GONOSUMDB: '*',
    GOPROXY,
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
  };
  return spawnSync('go', args, { cwd: folder, env, encoding: 'utf8' });
}

let count = 0;
function repository(files: Readonly<Record<string, string>>): string {
  const folder = join(scratch, `repo${count++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function findingsIn(folder: string, policy: string): Promise<readonly Finding[]> {
  const tree = diskTree(folder);
  const repo = await openRepo(tree);
  const loaded = await loadPolicy({
    source: source('.modwarden.yaml', policy),
    rules,
    readFile: async () => undefined,
  });
  expect(loaded.problems).toEqual([]);
  const judge = await compilePolicy(loaded.policy);
  const facts = chain([fileProxy(join(scratch, 'proxy'), GOPROXY)]);
  const outside = loaders(tree, await tree.list(), repo, facts.answerAll);
  return (await lint({ repo, rules, policyFor: () => judge, today: '2026-06-01', ...outside })).findings;
}

const REQUIRED: Readonly<Record<string, string>> = {
  plain: 'v1.0.0',
  patch: 'v1.0.0',
  pre: 'v1.1.0-rc.1',
  released: 'v1.1.0-rc.1',
  inc: 'v5.6.0+incompatible',
  all: 'v1.0.0',
  lower: 'v1.8.0',
  higher: 'v1.0.0',
  excluded: 'v1.0.0',
  commit: COMMIT,
  ahead: AHEAD,
  behind: COMMIT,
  deprecated: 'v1.0.0',
};
const LINES = Object.entries(REQUIRED).map(([name, v]) => `require x.example/${name} ${v}\n`);
const EVERYTHING = `module x.example/main\n\ngo 1.25\n\nexclude x.example/excluded v1.1.0\n\n${LINES.join('\n')}`;

interface Listed {
  readonly Path: string;
  readonly Version?: string;
  readonly Update?: { readonly Version: string };
  readonly Retracted?: readonly string[];
  readonly Deprecated?: string;
}

function listed(folder: string): Listed[] {
  const { stdout, stderr, status } = go(folder, ['list', '-m', '-u', '-json', 'all']);
  expect(status, stderr).toBe(0);
  return JSON.parse(`[${stdout.replaceAll(/^\}\n\{/gm, '},{')}]`) as Listed[];
}

describe.skipIf(version === '')('what go list -m -u says', () => {
  it('is what freshness rules say, module by module', async () => {
    const folder = repository({ 'go.mod': EVERYTHING });
    const findings = await findingsIn(
      folder,
      'extends: []\nrules:\n  freshness/outdated: { max-age: 1d }\n  freshness/retracted: error\n  freshness/deprecated: warning\n',
    );
    const go = listed(folder).filter(({ Version }) => Version !== undefined);
    const told = (rule: string, path: string) => findings.find((f) => f.rule === rule && f.subject === path);
    const ours = go.map(({ Path }) => ({
      path: Path,
      update: told('freshness/outdated', Path)?.data?.newest,
      retracted: told('freshness/retracted', Path) !== undefined,
      deprecated: told('freshness/deprecated', Path) !== undefined,
    }));
    expect(ours).toEqual(
      go.map(({ Path, Update, Retracted, Deprecated }) => ({
        path: Path,
        update: Update?.Version,
        retracted: Retracted !== undefined,
        deprecated: Deprecated !== undefined,
      })),
    );
    expect(ours.filter(({ update }) => update !== undefined).length).toBeGreaterThan(5);
  });

  it('is what retracted says of a lower version: @latest', async () => {
    const folder = repository({ 'go.mod': EVERYTHING });
    const found = await findingsIn(folder, 'extends: []\nrules:\n  freshness/retracted: error\n');
    for (const { subject, data } of found) {
      const run = go(folder, ['list', '-m', '-f', '{{.Version}}', `${subject}@latest`]);
      const lower = data?.update === null ? data.fallback : undefined;
      if (lower === null) expect(run.status, subject).not.toBe(0);
      else if (lower !== undefined) expect(run.stdout.trim(), subject).toBe(lower);
    }
    expect(found.map(({ data }) => data?.fallback)).toContain('v0.32.0');
  });
});

const RULES = `extends: []
rules:
  freshness/outdated: { max-age: 1d, scope: all }
  freshness/retracted: error
  freshness/stale: { max-age: 1d, scope: all }
  graph/incompatible: { level: warning, scope: all }
  graph/prerelease: { level: note, scope: all }
  graph/pseudo-version: { level: note, scope: all }
  replace/downgrade: warning
  replace/target: warning
  replace/unused: warning
  replace/unversioned: note
`;

const req = (...lines: string[]) => `module x.example/main\n\ngo 1.25\n\n${lines.map((l) => `${l}\n`).join('\n')}`;

describe.skipIf(version === '')('hints', () => {
  it.each<[string, string]>([
    ['everything', EVERYTHING],
    ['a retracted version that another module requires', req('require x.example/lower v1.8.0')],
    ['+incompatible below v2', req('require x.example/plus v1.0.0+incompatible')],
    [
      'a pin below what the graph selects',
      req('require x.example/holds v1.0.0', 'replace x.example/held => x.example/held v1.0.0'),
    ],
    [
      'a pin above what is required',
      req('require x.example/plain v1.0.0', 'replace x.example/plain => x.example/plain v1.1.0'),
    ],
    [
      'a pin above, for one version',
      req('require x.example/plain v1.0.0', 'replace x.example/plain v1.0.0 => x.example/plain v1.1.0'),
    ],
    [
      'a pin to an excluded version',
      req(
        'exclude x.example/plain v1.1.0',
        'require x.example/plain v1.0.0',
        'replace x.example/plain => x.example/plain v1.1.0',
      ),
    ],
    [
      'a pin to the required version',
      req('require x.example/plain v1.1.0', 'replace x.example/plain => x.example/plain v1.1.0'),
    ],
    [
      'a pin of what nothing requires',
      req('require x.example/plain v1.1.0', 'replace x.example/held => x.example/held v1.0.0'),
    ],
    [
      'a fork that is retracted',
      req('require x.example/plain v1.0.0', 'replace x.example/plain => x.example/fork v1.0.0'),
    ],
  ])('are carried out by go: %s', async (_name, mod) => {
    const folder = repository({ 'go.mod': mod, 'main.go': 'package main\n\nfunc main() {}\n' });
    const findings = await findingsIn(folder, RULES);
    expect(findings.length).toBeGreaterThan(0);
    for (const { hint = '', message } of findings) {
      const copy = join(scratch, `copy${count++}`);
      cpSync(folder, copy, { recursive: true });
      for (const args of commandsIn(hint)) {
        const run = go(copy, args);
        expect(run.status, `${message}\n${hint}\ngo ${args.join(' ')}\n${run.stderr}`).toBe(0);
        if (!hint.includes('goes down')) expect(run.stderr, `${message}\n${hint}`).not.toContain('downgraded');
        else expect(run.stderr).toContain('downgraded');
      }
    }
  });

  it('have commands in them that this test sees', async () => {
    const folder = repository({ 'go.mod': EVERYTHING });
    const seen = (await findingsIn(folder, RULES)).flatMap(({ hint = '' }) => commandsIn(hint).map((c) => c.join(' ')));
    expect(seen).toContain('get x.example/plain@v1.1.0');
    expect(seen).toContain('get x.example/lower@latest');
    expect(seen).toContain('get x.example/inc@v5.9.11+incompatible');
    expect(seen).toContain('list -m -versions x.example/pre');
  });
});

describe('two major versions', () => {
  const files = { 'go.mod': req('require x.example/two v1.0.0', 'require x.example/two/v2 v2.0.0') };
  const hintWith = async (more: string) => {
    const found = await findingsIn(
      repository(files),
      `extends: []\nrules:\n  graph/duplicate-majors: warning\n${more}`,
    );
    return found.filter(({ rule }) => rule === 'graph/duplicate-majors').map(({ hint }) => hint);
  };

  it('are told to become the newer one, but not where a rule has found it retracted', async () => {
    expect(await hintWith('')).toEqual(['change imports of x.example/two to x.example/two/v2']);
    expect(await hintWith('  freshness/retracted: error\n')).toEqual([undefined]);
  });
});
