/**
 * The repositories under examples/ are judged as the command line judges them, and the output is compared with the files beside them.
 * `UPDATE=1 npx vitest run test/examples.test.ts` records their facts anew and writes the output it gets.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { rules } from '../rules/index.ts';
import { replacePart } from '../src/commands/dev/derive/markers.ts';
import { goModHash } from '../src/go/graph/files/sums.ts';
import { parseSum } from '../src/go/sum/parse.ts';
import type { Report } from '../src/model/report.ts';
import { loadPolicy } from '../src/policy/layers/load.ts';
import { FORMATS } from '../src/report/index.ts';
import { source } from '../src/text/source.ts';
import { checkUpload } from './report/code-scanning.ts';
import { cli } from './support/cli.ts';
import { recordOf } from './support/example-record.ts';
import { worldFiles, worldMod, worldVersions } from './support/world.ts';

const update = process.env.UPDATE === '1';
const SARIF_SCHEMA = process.env.MODWARDEN_SARIF_SCHEMA;

/** A clone that holds the examples where they lie here, so that the same paths are printed. */
const clone = mkdtempSync(join(tmpdir(), 'modwarden-examples-'));
mkdirSync(join(clone, '.git'));
cpSync('examples', join(clone, 'examples'), { recursive: true });
afterAll(() => rmSync(clone, { recursive: true }));

interface Example {
  readonly name: string;
  readonly code: number;
  /** Beyond `check`, `--facts` and `--as-of`. */
  readonly options?: readonly string[];
  /** What is not known by its record, and why it is not. */
  readonly gaps?: readonly string[];
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'payments',
    code: 1,
    options: ['--go-env', 'examples/payments/ci.goenv'],
    gaps: ['git.corp.example/platform/auth', 'git.corp.example/platform/auth@v1.7.0'],
  },
  { name: 'clean', code: 0 },
  { name: 'workspace', code: 1 },
  { name: 'blog-advice', code: 1 },
];

describe.each(EXAMPLES)('examples/$name', ({ name, code, options = [], gaps = [] }) => {
  const folder = `examples/${name}`;
  const run = (...more: readonly string[]) =>
    cli(['check', folder, '--as-of', '2026-11-21', ...options, ...more], { cwd: clone });
  const reported = async () => JSON.parse((await withFacts('--format', 'json')).out) as Report;
  const withFacts = (...more: readonly string[]) => run('--facts', `${folder}/facts.json`, ...more);

  it('has a record of what the world says', async () => {
    const text = await recordOf(folder, clone);
    inStep(`${folder}/facts.json`, text);
    writeFileSync(join(clone, folder, 'facts.json'), text);
  });

  it('gives its expected text', async () => {
    const { out, err, code: got } = await withFacts();
    expect(err).toBe('');
    inStep(`${folder}/expected.txt`, out);
    expect(got).toBe(code);
  });

  it('gives SARIF with one result for each finding, and code scanning takes it', async () => {
    const { out } = await withFacts('--format', 'sarif');
    expect(checkUpload(out)).toEqual([]);
    const results = (JSON.parse(out) as Log).runs[0]!.results!.map(({ ruleId, locations }) => {
      const { artifactLocation, region } = locations![0]!.physicalLocation!;
      return `${artifactLocation!.uri}:${region!.startLine}:${region!.startColumn} ${ruleId}`;
    });
    const open = (await reported()).findings.filter((finding) => finding.state === 'new');
    expect(results.sort()).toEqual(
      open.map(({ place: { path, start }, rule }) => `${path}:${start.line}:${start.column} ${rule}`).sort(),
    );
  });

  it.skipIf(SARIF_SCHEMA === undefined)('gives SARIF that its schema takes (MODWARDEN_SARIF_SCHEMA)', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SARIF_SCHEMA!, 'utf8').replace(/^\ufeff/, '')));
    validate(JSON.parse((await withFacts('--format', 'sarif')).out));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('gives the same from its stored report, in every format', async () => {
    const report = join(clone, `${name}.report.json`);
    writeFileSync(report, (await withFacts('--format', 'json')).out);
    // Those that tell of every module need more than a report.
    const stored = [...FORMATS].filter(([, format]) => !format.needsInventory);
    const ways = stored.map(([format]) => ['--format', format]);
    for (const way of [...ways, ['--verbose'], ['--format', 'sarif', '--sarif-suppressed'], ['--fail-on', 'note']]) {
      const direct = await withFacts(...way);
      const rendered = await cli(['render', report, ...way], { cwd: clone });
      const out = way[0] === '--verbose' ? direct.out.replace(/^network: .*\n/m, '') : direct.out;
      expect(rendered, way.join(' ')).toEqual({ code: 0, out, err: direct.err });
    }
  });

  it.each([...FORMATS.keys()])('gives the same %s elsewhere and later', async (format) => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'modwarden-elsewhere-'));
    try {
      mkdirSync(join(elsewhere, '.git'));
      cpSync(join(clone, 'examples'), join(elsewhere, 'examples'), { recursive: true });
      const argv = ['check', folder, '--as-of', '2026-11-21', ...options, '--facts', `${folder}/facts.json`];
      const here = await cli([...argv, '--format', format], { cwd: clone });
      const there = await cli([...argv, '--format', format], { cwd: elsewhere, now: '2029-01-01T00:00:00Z' });
      expect(there).toEqual(here);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('leaves open what nobody may say, and nothing else', async () => {
    const { gaps: got } = await reported();
    expect([...new Set(got.map((gap) => gap.subject))].sort()).toEqual(gaps);
  });

  it('ends alike without its facts and without the network', async () => {
    const { code: got, err } = await run('--offline');
    expect(err).toBe('');
    expect(got).toBe(code);
  });

  it.each([
    ['facts', Ajv2020, `${folder}/facts.json`],
    ['policy', Ajv, `${folder}/.modwarden.yaml`],
    ['report', Ajv2020, undefined],
  ] as const)('is as schemas/%s.schema.json says', async (name, Validator, file) => {
    const ajv = new Validator({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')));
    validate(file === undefined ? await reported() : parseYaml(readFileSync(file, 'utf8')));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('names every finding on its page', async () => {
    const page = readFileSync(`${folder}/README.md`, 'utf8');
    const { findings } = await reported();
    for (const { rule } of findings) expect(page).toContain(`../../rules/${rule}/README.md`);
  });
});

describe('examples/blog-advice', () => {
  it('has a finding for each piece of wrong advice, and none for what is sound', async () => {
    const folder = 'examples/blog-advice';
    const { out } = await cli(['check', folder, '--offline', '--as-of', '2026-11-21', '--format', 'json'], {
      cwd: clone,
    });
    const found = new Set((JSON.parse(out) as Report).findings.map(({ place }) => place.path));
    const files = (part: string) =>
      readdirSync(`${folder}/${part}`, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath.replaceAll('\\', '/')}/${entry.name}`);
    expect(files('wrong').filter((file) => !found.has(file))).toEqual([]);
    expect(files('sound').filter((file) => found.has(file))).toEqual([]);
    expect([files('wrong').length, files('sound').length]).toEqual([29, 13]);
  });
});

describe('examples/clean', () => {
  it('passes the preset strict', async () => {
    const { out, code } = await cli(
      'check examples/clean --preset strict --facts examples/clean/facts.json --as-of 2026-11-21'.split(' '),
      { cwd: clone },
    );
    expect(out).toBe('pass: no findings in 1 module (no policy file: preset strict)\n');
    expect(code).toBe(0);
  });
});

describe('examples/policy-tests', () => {
  it('passes, and prints its expected text', async () => {
    const { code, out, err } = await cli(['policy', 'test', 'examples/policy-tests'], { cwd: clone });
    expect([code, err]).toEqual([0, '']);
    inStep('examples/policy-tests/expected.txt', out);
  });
});

describe('README.md', () => {
  it('shows a part of what examples/payments gives', () => {
    const blocks = readFileSync('examples/payments/expected.txt', 'utf8').trimEnd().split('\n\n');
    const shown = ['env/sumdb-off', 'freshness/retracted', 'graph/max-depth'].map(
      (rule) => blocks.find((block) => block.includes(`[${rule}]`))!,
    );
    const summary = blocks.at(-1)!.split('\n').at(-1)!;
    const sample = ['```text', shown.join('\n\n'), '', '…', '', summary, '```'].join('\n');
    inStep('README.md', replacePart(readFileSync('README.md', 'utf8'), 'sample', sample)!);
  });

  it('shows a policy that is sound', async () => {
    const policies = [...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n(extends:[^`]*)^```$/gm)];
    expect(policies).toHaveLength(1);
    const loaded = await loadPolicy({
      source: source('.modwarden.yaml', policies[0]![1]!),
      rules,
      readFile: async () => undefined,
    });
    expect(loaded.problems).toEqual([]);
    expect(loaded.policy.waivers).toHaveLength(1);
  });

  it('names the commands that run here', () => {
    const page = readFileSync('README.md', 'utf8');
    const command =
      'check examples/payments --facts examples/payments/facts.json --go-env examples/payments/ci.goenv --as-of 2026-11-21';
    expect(page).toContain(`npm ci && node dist/bin.cjs ${command}\n`);
    expect(readFileSync('examples/README.md', 'utf8')).toContain(`node dist/bin.cjs ${command}\n`);
    expect(readFileSync('examples/payments/README.md', 'utf8')).toContain(`node dist/bin.cjs ${command}\n`);
  });
});

describe('what lies in the examples', () => {
  const mods = new Map(
    [...worldVersions()].map(({ path, version }) => [`${path} ${version}`, worldMod(path, version)]),
  );

  it.each(['payments', 'payments/tools', 'clean', 'workspace/api', 'workspace/events', 'workspace/worker'])(
    '%s/go.sum has the hashes of the modules of the world',
    (folder) => {
      const path = `examples/${folder}/go.sum`;
      const { entries, errors } = parseSum(source(path, readFileSync(path, 'utf8')));
      expect(errors).toEqual([]);
      for (const entry of entries.filter((e) => e.goMod)) {
        expect(entry.hash, entry.path).toBe(goModHash(mods.get(`${entry.path} ${entry.version}`)!));
      }
      expect(entries.length).toBeGreaterThan(0);
    },
  );

  it('examples/clean/vendor holds the files of the world', () => {
    const vendored = [
      ['example.com/router', 'v1.4.1'],
      ['example.com/runes', 'v0.5.0'],
      ['example.com/slug', 'v1.0.2'],
      ['example.com/tables', 'v0.3.0'],
    ] as const;
    for (const [path, version] of vendored) {
      for (const [name, text] of worldFiles(path, version)) {
        const file = `examples/clean/vendor/${path}/${name}`;
        if (name === 'go.mod') expect(existsSync(file)).toBe(false);
        else expect(readFileSync(file, 'utf8')).toBe(text);
      }
    }
  });
});

function inStep(path: string, text: string): void {
  if (update) writeFileSync(path, text);
  else expect(text, `${path} is outdated`).toBe(readFileSync(path, 'utf8'));
}
