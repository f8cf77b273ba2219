import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHECKING } from '../../../src/commands/fleet/options.ts';
import { runInfo } from '../../../src/commands/fleet/run-info.ts';
import { readArguments, UsageError } from '../../../src/commands/shared/args.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'run-info-'));
  writeFileSync(join(cwd, 'a.yaml'), 'rules: {}\n');
  writeFileSync(join(cwd, 'b.yaml'), 'rules: {}\n');
  writeFileSync(join(cwd, 'c.yaml'), 'extends: strict\n');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const of = (...argv: string[]) =>
  runInfo(readArguments(argv, CHECKING, { max: 0, name: 'x' }), { cwd, today: () => '2026-06-01' } as Terminal);

it('differs where the checks may differ, and only there', () => {
  const { policy } = of('--policy', 'a.yaml');
  expect(of('--policy', 'b.yaml').policy).toBe(policy);
  expect(of('--policy', 'b.yaml', '--timeout', '5', '--as-of', '2026-01-01').policy).toBe(policy);
  const others = [[], ['--policy', 'c.yaml'], ['--policy-base', 'a.yaml'], ['--policy', 'a.yaml', '--offline']];
  const hashes = [policy, ...others.map((argv) => of(...argv).policy)];
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('takes the day that is given, else today', () => {
  expect([of().today, of('--as-of', '2026-01-01').today]).toEqual(['2026-06-01', '2026-01-01']);
  expect(() => of('--as-of', 'monday')).toThrow(UsageError);
});

it('names a file that cannot be read', () => {
  expect(() => of('--policy', 'none.yaml')).toThrow('--policy "none.yaml" does not exist');
});
