/** `health`, and the figures of a check for monitoring. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { indexBytes } from '../license/index-fixture.ts';
import { type Box, newBox } from '../support/box.ts';
import { parsed, python } from '../support/prometheus-parser.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

vi.mock('../../src/gather/license-index.ts', () => ({
  licenseIndex: async () => ({ index: indexBytes, known: undefined, save: () => {} }),
}));

const tag = (expression: string) => ({ LICENSE: `SPDX-License-Identifier: ${expression}\n` });
const MODULES = {
  'example.com/dead@v0.3.0': {
    time: '2012-05-01T00:00:00Z',
    says: '// Deprecated: use example.com/fine.\n',
    files: tag('LGPL-3.0-only'),
  },
  'example.com/fine@v1.0.0': {
    time: '2025-06-01T00:00:00Z',
    mod: 'require example.com/below v1.0.0\n',
    files: tag('MIT'),
  },
  'example.com/fine@v1.1.0': { time: '2026-01-01T00:00:00Z', files: tag('MIT') },
  'example.com/below@v1.0.0': { time: '2010-05-01T00:00:00Z', files: tag('GPL-3.0-only') },
};
const GO_MOD =
  'module example.com/shop\n\ngo 1.25\n\nrequire (\n\texample.com/dead v0.3.0\n\texample.com/fine v1.0.0\n)\n\nrequire example.com/below v1.0.0 // indirect\n';

let store: string;
let GOPROXY: string;
const boxes: Box[] = [];
beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), 'store-'));
  GOPROXY = writeProxyFolder(store, MODULES);
});
afterAll(() => {
  for (const box of boxes) box.remove();
  rmSync(store, { recursive: true });
});

function boxWith(files: Readonly<Record<string, string>> = {}): Box {
  const box = newBox(GOPROXY, { 'go.mod': GO_MOD, ...files });
  boxes.push(box);
  return box;
}

describe('health', () => {
  test('as text, the worst first', async () => {
    expect(await boxWith().run(['health'])).toEqual({
      code: 0,
      err: 'mean score: 70 of 100\n',
      out: ` 40  example.com/dead  v0.3.0  deprecated -30: the module is deprecated; stale -25: no release for 14 years and 1 month; version -5: version 0 promises no compatibility
100  example.com/fine  v1.0.0
`,
    });
  });

  test('as JSON, with a reason for every point', async () => {
    const { code, out } = await boxWith().run(['health', '--format', 'json']);
    expect(code).toBe(0);
    const rows = JSON.parse(out);
    expect(rows).toEqual([
      {
        in: '.',
        path: 'example.com/dead',
        version: 'v0.3.0',
        score: 40,
        reasons: [
          'deprecated -30: the module is deprecated',
          'stale -25: no release for 14 years and 1 month',
          'version -5: version 0 promises no compatibility',
        ],
      },
      { in: '.', path: 'example.com/fine', version: 'v1.0.0', score: 100, reasons: [] },
    ]);
  });

  test('by the options of the policy, whether the rule is on or not', async () => {
    const options =
      '{ level: LEVEL, min: 10, max-age: 20y, licenses: { deny: [weak-copyleft] }, weights: { deprecated: 1, license: 50 } }';
    for (const level of ['error', 'off']) {
      const box = boxWith({ '.modwarden.yaml': `rules:\n  health/score: ${options.replace('LEVEL', level)}\n` });
      const { out, err } = await box.run(['health', '--format', 'csv']);
      expect(err).toBe('');
      expect(out).toBe(
        'score,path,version,lost\r\n44,example.com/dead,v0.3.0,license -50: its license is LGPL-3.0-only; version -5: version 0 promises no compatibility; deprecated -1: the module is deprecated\r\n100,example.com/fine,v1.0.0,\r\n',
      );
    }
  });

  test('what is not known is said, and is the exit code', async () => {
    const { code, out, err } = await boxWith({
      'go.mod': `${GO_MOD}\nrequire example.com/gone v1.0.0\n`,
    }).run(['health', '--offline'], { env: { GOPROXY: 'https://goproxy.example' } });
    expect(code).toBe(3);
    expect(err).toContain('unknown: example.com/shop: ');
    const rows = out.split('\n').map((line) => line.split(/ {2}/).slice(0, 3).join(' '));
    expect(rows).toEqual(['? example.com/dead v0.3.0', '? example.com/fine v1.0.0', '? example.com/gone v1.0.0', '']);
  });

  test('several go.mod files', async () => {
    const box = boxWith({ 'tools/go.mod': 'module example.com/tools\n\ngo 1.25\n\nrequire example.com/fine v1.1.0\n' });
    const { out, err } = await box.run(['health']);
    expect(err).toBe('mean score of .: 70 of 100\nmean score of tools: 100 of 100\n');
    expect(out).toMatch(/^\. {6} 40 {2}example\.com\/dead /);
    expect(out).toMatch(/\ntools {2}100 {2}example\.com\/fine {2}v1\.1\.0\n/);
  });
});

describe('OpenMetrics', () => {
  const POLICY = 'rules:\n  health/score: warning\n  freshness/outdated: { scope: all }\n';

  test('has the score and library years, with their units', async () => {
    const { code, out } = await boxWith({ '.modwarden.yaml': POLICY }).run(['check', '--format', 'openmetrics']);
    expect(code).toBe(0);
    expect(out).toContain('# TYPE modwarden_score gauge\n# HELP modwarden_score');
    expect(out).toContain('\nmodwarden_score{module="."} 70\n');
    expect(out).toContain('# TYPE modwarden_library_years gauge\n# UNIT modwarden_library_years years\n');
    expect(out).toContain('\nmodwarden_library_years{module="."} 0.6\n');
    expect(out).toContain('\nmodwarden_findings{rule="health/score",level="warning"} 1\n');
  });

  test('leaves out what nobody measured', async () => {
    const { out } = await boxWith().run(['check', '--format', 'openmetrics']);
    expect(out).not.toMatch(/modwarden_score|library_years/);
    const { out: offline } = await boxWith({ '.modwarden.yaml': POLICY }).run(
      ['check', '--format', 'openmetrics', '--offline'],
      { env: { GOPROXY: 'https://goproxy.example' } },
    );
    expect(offline).not.toMatch(/modwarden_score|library_years/);
  });

  test.skipIf(python === undefined)(
    "is read by Prometheus's own parser (skipped unless python3 has prometheus_client)",
    async () => {
      const { out } = await boxWith({ '.modwarden.yaml': POLICY }).run(['check', '--format', 'openmetrics']);
      const [samples] = parsed([out]);
      expect(samples).toContainEqual(['modwarden_score', { module: '.' }, 70]);
      expect(samples).toContainEqual(['modwarden_library_years', { module: '.' }, 0.6]);
    },
  );
});
