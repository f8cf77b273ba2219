// Fails when the hook or a warm check costs a quarter more than when its ratio was recorded: the best of three medians, for a machine may be busy.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { guardedCheck } from './check.mjs';
import { ratio } from './cpu.mjs';
import { hookCases, NODE } from './hook.mjs';

const RECORDED = path.join(import.meta.dirname, 'recorded.json');
const MORE = 1.25;
const TRIES = 3;

/** Says both figures of each case; sets the exit code. */
export async function bench(root) {
  const { hook: recorded, check } = JSON.parse(readFileSync(RECORDED, 'utf8'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const cases = hookCases(root, folder);
    for (const name of Object.keys(recorded)) {
      const found = cases.find((one) => one.name === name);
      if (found !== undefined) judge('hook', found, recorded[name]);
      else if (!name.startsWith('prometheus')) throw new Error(`recorded.json: there is no case ${name}`);
    }
    const warm = await guardedCheck(root, path.join(folder, 'warm'));
    judge('check', warm, check[warm.name]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(what, { name, command, aim: _, ...options }, recorded) {
  const limit = recorded * MORE;
  let best = Infinity;
  for (let i = 0; i < TRIES && best > limit; i++)
    best = Math.min(best, ratio(command, NODE, { runs: 5, ...options, rounds: 5 }).median);
  const isSlower = best > limit;
  console.log(
    `${isSlower ? 'slower' : 'ok'}: ${what}, ${name}: x${best.toFixed(2)}, recorded x${recorded.toFixed(2)}, limit x${limit.toFixed(2)}`,
  );
  if (isSlower) process.exitCode = 1;
}
