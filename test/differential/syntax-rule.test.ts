/** The examples of gomod/syntax, and settings that gomod/godebug calls refused, through the installed go command: it refuses what we report. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Example, examplesOf } from '../../src/library/examples/page.ts';

const env = {
  ...process.env,
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOWORK: '',
  GOENV: 'off',
  GOPROXY: 'off',
  GO111MODULE: '',
};
const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env }).stdout?.trim() ?? '';
const isThatGo = version.startsWith('go1.26');
if (!isThatGo)
  console.log(`skipped: ${version === '' ? 'there is no go command' : `the go command is ${version}, not go1.26`}`);

/** Whether `go list -m` takes the files of an example. */
function goTakes(example: Example): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'syntax-rule-'));
  try {
    for (const { info, text } of example.blocks.filter((b) => b.info !== 'findings' && b.info !== 'options')) {
      mkdirSync(dirname(join(dir, info)), { recursive: true });
      writeFileSync(join(dir, info), text);
    }
    return spawnSync('go', ['list', '-m'], { cwd: dir, env }).status === 0;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const pageOf = (id: string) => examplesOf(readFileSync(`rules/${id}/README.md`, 'utf8'));
const foundIn = (example: Example) => example.blocks.find((b) => b.info === 'findings')!.text;

describe.skipIf(!isThatGo)('go refuses what is reported, and takes the rest', () => {
  it.each(pageOf('gomod/syntax').map((e) => [e.title, e] as const))('gomod/syntax: %s', (_title, example) => {
    expect(goTakes(example)).toBe(foundIn(example) === '');
  });

  it.each(pageOf('gomod/godebug').map((e) => [e.title, e] as const))('gomod/godebug: %s', (_title, example) => {
    expect(goTakes(example)).toBe(!/refuse/.test(foundIn(example)));
  });
});
