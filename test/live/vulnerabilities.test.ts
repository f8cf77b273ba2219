/**
 * The real govulncheck beside vuln/known, on one small program and one database: `MODWARDEN_GOVULNCHECK` names the program (else it is
 * looked for on PATH), `MODWARDEN_VULNDB` a folder with a database in the published layout.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { govulncheckFindings } from '../../src/vuln/reports/govulncheck.ts';
import { parseStream } from '../../src/vuln/reports/json-stream.ts';
import { cli, put } from '../support/cli.ts';

const govulncheck = process.env.MODWARDEN_GOVULNCHECK ?? 'govulncheck';
const database = process.env.MODWARDEN_VULNDB;
const version = spawnSync(govulncheck, ['-version'], { encoding: 'utf8' });

const reason =
  database === undefined
    ? 'MODWARDEN_VULNDB names no database'
    : version.error || version.status !== 0
      ? 'there is no govulncheck: set MODWARDEN_GOVULNCHECK'
      : undefined;
if (reason !== undefined) console.warn(`live comparison with govulncheck skipped: ${reason}`);

const FILES = {
  'go.mod': `module example.com/live

go 1.22

require (
	golang.org/x/crypto v0.1.0
	golang.org/x/net v0.7.0
	gopkg.in/yaml.v2 v2.2.1
)
`,
  'main.go': `package main

import (
	_ "golang.org/x/crypto/ssh"
	_ "golang.org/x/net/html"
	_ "golang.org/x/net/http2"
	_ "gopkg.in/yaml.v2"
)

func main() {}
`,
  '.modwarden.yaml': 'extends: []\nrules: { vuln/known: { level: error, reviewed: any, forks: ignore } }\n',
};

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'live-')), FILES);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.skipIf(reason !== undefined)('finds all that govulncheck finds, with the same fixes', async () => {
  const go = (...args: string[]) => {
    const run = spawnSync(args[0]!, args.slice(1), { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect([args.join(' '), run.status, run.status === 0 ? '' : run.stderr]).toEqual([args.join(' '), 0, '']);
    return run.stdout;
  };
  go('go', 'mod', 'tidy');
  const db = resolve(database!);
  const stream = go(govulncheck, '-scan', 'module', '-format', 'json', '-db', pathToFileURL(db).href);
  writeFileSync(join(folder, 'go-env.txt'), go('go', 'env'));
  const argv = ['check', '--format', 'json', '--vulndb', db, '--go-env', join(folder, 'go-env.txt')];
  const { out } = await cli(argv, { cwd: folder, env: process.env, now: new Date().toISOString() });
  const ours = (
    JSON.parse(out).findings as { vulnerability?: Record<'module' | 'version' | 'fixed', string> & { ids: string[] } }[]
  ).flatMap(({ vulnerability: v }) => (v === undefined ? [] : `${v.ids[0]} ${v.module} ${v.version} ${v.fixed}`));
  const theirs = govulncheckFindings(parseStream(stream));
  expect(theirs.length).toBeGreaterThan(20);
  expect(
    theirs.map((f) => `${f.id} ${f.module} ${f.version} ${f.fixed ?? ''}`).filter((line) => !ours.includes(line)),
  ).toEqual([]);
});
