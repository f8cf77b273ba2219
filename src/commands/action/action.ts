/** The entry of the GitHub Action (action.yml), beside the command in dist. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../../text/printable.ts';
import { FAULT } from '../shared/fault.ts';
import { runAction } from './run-action.ts';

runAction({
  env: process.env,
  check: (args) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'bin.cjs'), ...args], { stdio: 'inherit' }).status ?? FAULT,
  read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  append: (file, text) => appendFileSync(file, text),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`modwarden: ${printable(error.message)}\n`);
    process.exitCode = 2;
  },
);
