import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GO_DEFAULTS } from '../../src/go/env/goproxy.ts';
import { cli, put } from '../support/cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'env-command-'));
  mkdirSync(join(cwd, '.git'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const GO_MOD =
  'module example.com/shop\n\ngo 1.26\n\nrequire git.corp.example/lib v1.0.0\nrequire rsc.io/quote v1.5.2\n';
const OWN = {
  GOPROXY: 'https://u:s3cret@goproxy.example,direct',
  GOPRIVATE: 'git.corp.example',
  GOENV: 'off',
  PATH: '',
};
const env = (...args: string[]) => cli(['env', ...args], { cwd, env: OWN });

describe('modwarden env', () => {
  it('shows what the own environment means for modules', async () => {
    expect(await env('git.corp.example/lib', 'rsc.io/quote')).toEqual({
      code: 0,
      err: '',
      out: [
        'your environment: GOPROXY=https://x:xxxxxx@goproxy.example,direct GONOPROXY=git.corp.example GOSUMDB=sum.golang.org GONOSUMDB=git.corp.example',
        '',
        'MODULE                FROM                                          CHECKSUMS                   TRANSPORT  DECIDED BY',
        'git.corp.example/lib  direct                                        go.sum alone                secure     noproxy-match/nosumdb-match',
        'rsc.io/quote          https://goproxy.example, if not found direct  verified by sum.golang.org  secure     proxy/sumdb',
        '',
      ].join('\n'),
    });
  });

  it('takes the modules of go.mod where none is named', async () => {
    put(cwd, { 'go.mod': GO_MOD });
    const { out } = await env('--format', 'json');
    expect((JSON.parse(out) as { module: string }[]).map(({ module }) => module)).toEqual([
      'git.corp.example/lib',
      'rsc.io/quote',
    ]);
  });

  it('shows modules of go.mod that are treated alike in one row, and in JSON each', async () => {
    put(cwd, { 'go.mod': `${GO_MOD}require rsc.io/sampler v1.3.0\n` });
    const rows = (await env()).out.split('\n').filter((line) => line.includes('rsc.io'));
    expect(rows).toEqual([expect.stringMatching(/^rsc\.io\/quote and 1 more {2}https:\/\/goproxy\.example/)]);
    expect(JSON.parse((await env('--format', 'json')).out)).toHaveLength(3);
  });

  it('shows a capture', async () => {
    put(cwd, { 'ci.env': "GOPROXY='http://p.example|direct'\nGOSUMDB='off'\nGOINSECURE='*'\n" });
    const { out } = await env('--go-env', 'ci.env', 'example.com/x', '--format', 'csv');
    expect(out.split('\r\n')[1]).toBe(
      'example.com/x,"http://p.example, on any error direct",go.sum alone,may be insecure,proxy/sumdb-off',
    );
  });

  it('shows a place in the repository', async () => {
    put(cwd, {
      'go.mod': GO_MOD,
      '.env': '# ours\nGOSUMDB=off\nGOFLAGS=-v\n',
      Dockerfile: 'FROM golang:1.26\nENV GOSUMDB=off\nRUN GOPROXY=off go build ./...\nRUN go vet\n',
    });
    const row = async (at: string) => {
      const { out, err } = await env('--at', at, '--format', 'csv', 'example.com/x');
      return err || out.split('\r\n')[1];
    };
    expect(await row('Dockerfile:3')).toBe('example.com/x,nowhere,,,proxy-off/no-fetch');
    expect(await row('Dockerfile:4')).toMatch(/,go.sum alone,secure,proxy\/sumdb-off$/);
    expect(await row('.env:1')).toMatch(/".env:1": nothing of Go is set there; it is on lines 2, 3/);
    expect(await row('Dockerfile')).toMatch(/expected FILE:LINE, got "Dockerfile"/);
    expect(await row('nothing:1')).toMatch(/it cannot be read/);
  });

  it.each([
    ['GOPROXY=http://p.example', 'http://p.example', 'verified by sum.golang.org', 'clear text', 'proxy/sumdb'],
    [
      'GOPROXY=https://p.example,http://q.example',
      'https://p.example, if not found http://q.example',
      'verified by sum.golang.org',
      'clear text',
      'proxy/sumdb',
    ],
    ['GOPROXY=off', 'nowhere', '', '', 'proxy-off/no-fetch'],
    [
      'GOSUMDB=x',
      GO_DEFAULTS.GOPROXY!.replace(',', ', if not found '),
      'refused: GOSUMDB is not usable',
      'secure',
      'proxy/sumdb-refused',
    ],
  ])('shows the capture %s', async (capture, ...cells) => {
    put(cwd, { 'ci.env': `${capture.replace('=', "='")}'\n` });
    const { out } = await env('--go-env', 'ci.env', 'example.com/x', '--format', 'json');
    const [row] = JSON.parse(out) as object[];
    expect(Object.values(row!)).toEqual(['example.com/x', ...cells]);
  });

  it('names no module alike where there is one, and counts more of them', async () => {
    put(cwd, { 'go.mod': `${GO_MOD}require rsc.io/a v1.0.0\nrequire rsc.io/b v1.0.0\n` });
    const names = (await env()).out
      .trimEnd()
      .split('\n')
      .slice(3)
      .map((line) => line.split(/ {2,}/)[0]);
    expect(names).toEqual(['git.corp.example/lib', 'rsc.io/a and 2 more']);
    const given = (await env('rsc.io/a', 'rsc.io/b')).out.trimEnd().split('\n').slice(3);
    expect(given.map((line) => line.split(/ {2,}/)[0])).toEqual(['rsc.io/a', 'rsc.io/b']);
  });

  it('needs a module where go.mod requires none', async () => {
    put(cwd, { 'go.mod': 'module example.com/shop\n\ngo 1.26\n' });
    expect(await env()).toEqual({
      code: 2,
      out: '',
      err: 'modwarden: the go.mod files here require no module: name one\n',
    });
  });

  it.each([
    [['--format', 'xml', 'example.com/x'], /--format: expected text, .*, got "xml"/],
    [['--go-env', 'a', '--at', 'b:1'], /cannot be used together/],
    [['not a path'], /"not a path" is not a module path/],
    [['--go-env', 'missing', 'example.com/x'], /missing/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await env(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});
