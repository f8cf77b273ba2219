/**
 * Commands that write, killed at random moments: no file is half written, and the next run does what the killed one would have done.
 * MODWARDEN_KILL_ROUNDS says how often each is killed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, type Box, box } from '../support/built.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const ROUNDS = Number(process.env.MODWARDEN_KILL_ROUNDS ?? 3);

const MOD = `module example.com/m

go 1.25.0

require (
	example.com/a v1.0.0
	example.com/b v1.0.0 // indirect
)

replace example.com/unused => ../nowhere
`;

const POLICY = 'extends: [strict]\nrules:\n  license/policy: { allow: [MIT] }\n';

interface Writing {
  readonly args: readonly string[];
  /** What it writes, from the repository. */
  readonly files: readonly string[];
}

const COMMANDS: readonly Writing[] = [
  { args: ['fix', '--offline'], files: ['go.mod'] },
  { args: ['baseline', '--offline'], files: ['.modwarden.baseline.json'] },
  { args: ['waive', 'graph/banned', 'example.com/a', '--reason', 'why', '--until', '90d'], files: ['.modwarden.yaml'] },
  { args: ['fetch', '-o', 'facts.json'], files: ['facts.json'] },
  {
    args: ['check', '--format', 'json=report.json', '--format', 'sarif=report.sarif'],
    files: ['report.json', 'report.sarif'],
  },
  {
    args: ['audit', '.', '-o', 'audit', '--as-of', '2026-06-01'],
    files: ['audit/report.html', 'audit/report.json', 'audit/facts.json'],
  },
];

let b: Box;
let env: Record<string, string>;
beforeAll(() => {
  b = box();
  const files = {
    LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n',
  };
  env = {
    ...b.env,
    GOSUMDB: 'off',
    GOPROXY: writeProxyFolder(join(b.folder, 'proxy'), {
      'example.com/a@v1.0.0': { files },
      'example.com/b@v1.0.0': { files },
    }),
  };
  b.put({ 'start/go.mod': MOD, 'start/.modwarden.yaml': POLICY });
});
afterAll(() => b.remove());

/** The exit code, or the signal that ended it. */
function run(folder: string, args: readonly string[], killAfter?: number): Promise<number | string> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { ...env, XDG_CACHE_HOME: join(folder, '../cache') },
    stdio: 'ignore',
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((done) => {
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      done(signal ?? code!);
    });
  });
}

function fresh(name: string): string {
  const folder = join(b.folder, name, 'repo');
  rmSync(join(b.folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(b.folder, 'start'), folder, { recursive: true });
  return folder;
}

/** The hash of each, without the times at which they were written and the hashes of what holds such times. */
function contents(folder: string, files: readonly string[]): (string | undefined)[] {
  return files.map((file) => {
    const path = join(folder, file);
    if (!existsSync(path)) return undefined;
    const text = readFileSync(path, 'utf8')
      .replaceAll(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z|\b[0-9a-f]{64}\b/g, '…')
      .replaceAll(folder, 'REPO');
    return createHash('sha256').update(text).digest('hex');
  });
}

describe.each(COMMANDS)('modwarden $args.0', ({ args, files }) => {
  it(
    'that is killed leaves whole files, and the next run is right',
    async () => {
      const whole = fresh(`${args[0]}-whole`);
      const before = contents(whole, files);
      const start = performance.now();
      const code = await run(whole, args);
      const usual = performance.now() - start;
      const after = contents(whole, files);
      expect(after).not.toEqual(before);
      for (let round = 0; round < ROUNDS; round++) {
        const folder = fresh(args[0]!);
        await run(folder, args, usual * (0.2 + (1.0 * (round + Math.random())) / ROUNDS));
        for (const [i, text] of contents(folder, files).entries()) expect([before[i], after[i]]).toContain(text);
        // A command that had ended its work may have nothing left to do.
        const again = contents(folder, files).every((text, i) => text === after[i]);
        const codeAgain = await run(folder, args);
        if (!again) expect([codeAgain, contents(folder, files)]).toEqual([code, after]);
      }
    },
    60_000 + ROUNDS * 20_000,
  );
});
