/**
 * SARIF of real projects, as code scanning and Microsoft's validator with GitHub's rules take it. The projects are the archives in
 * ../shared/corpus/projects, or in the folder that MODWARDEN_PROJECTS names; the validator is what MODWARDEN_SARIF_MULTITOOL names.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { checkUpload } from '../report/code-scanning.ts';
import { BIN } from '../support/built.ts';
import { validatorOutput } from '../support/sarif-validator.ts';

const folder = process.env.MODWARDEN_PROJECTS ?? '../shared/corpus/projects';
const multitool = process.env.MODWARDEN_SARIF_MULTITOOL;
/** A module cache may lie beside the projects. */
const archives = namesIn(folder).filter((name) => name.endsWith('.tar.gz') && name !== 'modcache.tar.gz');
if (archives.length === 0) console.log(`SARIF of projects: skipped, there is no archive in ${folder}`);
if (multitool === undefined) console.log('the validator: skipped, MODWARDEN_SARIF_MULTITOOL does not name it');

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

const work = mkdtempSync(join(tmpdir(), 'modwarden-projects-'));
afterAll(() => rmSync(work, { recursive: true }));

describe.skipIf(archives.length === 0)('SARIF of real projects', () => {
  it.each(archives)('%s', (archive) => {
    const file = fileOf(archive);
    const args = ['check', join(folder, archive), '--preset', 'strict', '--offline', '--sarif-gaps'];
    const { status, stderr } = spawnSync(process.execPath, [BIN, ...args, '--format', `sarif=${file}`], {
      encoding: 'utf8',
      env: { ...process.env, GOPROXY: 'off', XDG_CACHE_HOME: join(work, 'cache') },
    });
    expect([[0, 1, 3].includes(status ?? -1), stderr]).toEqual([true, '']);
    const text = readFileSync(file, 'utf8');
    expect(checkUpload(text)).toEqual([]);
    const { results = [] } = (JSON.parse(text) as Log).runs[0]!;
    expect(results.length).toBeGreaterThan(0);
    const ids = results.map(({ partialFingerprints }) => partialFingerprints!.primaryLocationLineHash);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.skipIf(multitool === undefined)('is taken by the validator, all of it at once, and a broken one is not', () => {
    const files = archives.map(fileOf);
    const log = JSON.parse(readFileSync(files[0]!, 'utf8')) as Log;
    log.runs[0]!.results![0]!.ruleIndex = 9999;
    const broken = join(work, 'broken.sarif');
    writeFileSync(broken, JSON.stringify(log));
    const out = validatorOutput(multitool!, [...files, broken]);
    expect(out).toMatch(`${files.length + 1} files scanned`);
    expect(out).toMatch(/Analysis completed/);
    const errors = out.split('\n').filter((line) => /\berror\b/.test(line));
    expect(errors.filter((line) => !line.startsWith(broken))).toEqual([]);
    expect(errors.filter((line) => line.startsWith(broken) && line.includes('9999'))).toHaveLength(1);
  });
});

function fileOf(archive: string): string {
  return join(work, `${archive}.sarif`);
}
