/** What `render` makes of a stored report has the bytes of a direct run, in every format, for the examples and for real projects. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../src/report/index.ts';
import { cli } from './support/cli.ts';

/** Which are no repository, and why not. */
const NO_REPOSITORY: Readonly<Record<string, string>> = {
  library: 'calls the library',
  'policy-tests': 'has policy tests',
};

/** A clone that holds the examples where they lie here; each has a folder for what is made of it. */
const clone = realpathSync(mkdtempSync(join(tmpdir(), 'modwarden-render-')));
mkdirSync(join(clone, '.git'));
cpSync('examples', join(clone, 'examples'), { recursive: true });
afterAll(() => rmSync(clone, { recursive: true }));

const env = { PATH: '', GOPROXY: 'off', GOSUMDB: 'off', HOME: clone, XDG_CACHE_HOME: join(clone, 'cache') };
const run = (...argv: readonly string[]) => cli(argv, { cwd: clone, env });
const names = [...FORMATS.keys()];

/** Options of `check` and of `render` alike. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'no options': [],
  'every option of a report': [
    '--verbose',
    '--fail-on',
    'note',
    '--sarif-gaps',
    '--sarif-suppressed',
    '--sarif-category',
    'c',
  ],
};

const CHECKED = ['payments', 'clean', 'workspace', 'blog-advice', 'audit'] as const;

it('has every example', () => {
  const folders = readdirSync('examples', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...CHECKED, ...Object.keys(NO_REPOSITORY)].sort()).toEqual(folders.map(({ name }) => name).sort());
});

describe.each(CHECKED)('examples/%s', (name) => {
  const folder = join('examples', name, name === 'audit' ? 'shop' : '');
  const facts = join('examples', name, 'facts.json');
  const check = (more: readonly string[]) =>
    run('check', folder, '--facts', facts, '--as-of', '2026-11-21', '--provenance', ...more);

  it.each(Object.entries(OPTIONS))(
    'is rendered as it is checked, with %s',
    { timeout: 240_000 },
    async (_, options) => {
      const stored = `${name}.json`;
      expect((await check([...options, '--inventory', '--format', `json=${stored}`])).err).toBe('');
      for (const format of names) {
        const direct = await check([...options, '--format', format, ...(format === 'json' ? ['--inventory'] : [])]);
        const { code, out, err } = await run('render', stored, ...options, '--format', format);
        expect([format, code, err]).toEqual([format, 0, direct.err]);
        expect(out, format).toBe(direct.out);
      }
    },
  );
});

describe('examples/audit/report', () => {
  const kept = join('examples/audit/report');
  it.each([
    ['html', 'report.html'],
    ['json', 'report.json'],
    ['cyclonedx', 'bom.cdx.json'],
    ['spdx', 'bom.spdx.json'],
  ])('has its %s again', async (format, file) => {
    const { out, err } = await run('render', join(kept, 'report.json'), '--format', format);
    expect(err).toBe('');
    expect(out).toBe(readFileSync(join(kept, file), 'utf8'));
  });
});

const archiveOf = (name: string) => resolve(`../shared/corpus/projects/${name}.tar.gz`);
const PROJECTS = ['hey', 'caddy', 'etcd'] as const;
const hasCorpus = PROJECTS.every((name) => existsSync(archiveOf(name)));
if (!hasCorpus) console.log('projects rendered again: skipped, ../shared/corpus is not there');

describe.skipIf(!hasCorpus)('an audit of a real project', () => {
  it.each(PROJECTS)('%s is rendered as it was written', { timeout: 240_000 }, async (name) => {
    const audit = await run('audit', archiveOf(name), '--offline', '--as-of', '2026-11-21', '-o', name);
    expect(audit.err).toBe('');
    for (const [format, file] of [
      ['html', 'report.html'],
      ['json', 'report.json'],
      ['cyclonedx', 'bom.cdx.json'],
      ['spdx', 'bom.spdx.json'],
    ] as const) {
      const { out } = await run('render', join(name, 'report.json'), '--format', format);
      expect(out, format).toBe(readFileSync(join(clone, name, file), 'utf8'));
    }
    const check = ['check', archiveOf(name), '--preset', 'audit', '--offline', '--as-of', '2026-11-21'];
    const outputs = names.flatMap((format) => ['--format', `${format}=${name}.${format}`]);
    await run(...check, '--inventory', ...outputs);
    for (const format of names) {
      const { out } = await run('render', `${name}.json`, '--format', format);
      const direct = join(clone, `${name}.${format}`);
      // Nothing is written where there is nothing to say.
      expect(out, format).toBe(existsSync(direct) ? readFileSync(direct, 'utf8') : '');
      expect(existsSync(direct), format).toBe(format !== 'openvex');
    }
  });
});
