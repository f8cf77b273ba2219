// The type check as one more test of a fault: CI runs it as well.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const COMPILER = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** A name that a fault leaves without use is no error here: it says nothing about what the program does. */
const ARGUMENTS = ['--noEmit', '-p', 'tsconfig.json', '--noUnusedLocals', 'false', '--noUnusedParameters', 'false'];

/** Whether the sources have a type error with `text` in place of the source `file`. `folder`: a copy of the tree. */
export async function typesNotice(folder, file, text) {
  const place = join(folder, file);
  const before = readFileSync(place, 'utf8');
  writeFileSync(place, text);
  try {
    return (await status(folder)) !== 0;
  } finally {
    writeFileSync(place, before);
  }
}

function status(folder) {
  return new Promise((done) => {
    spawn(process.execPath, [COMPILER, ...ARGUMENTS], { cwd: folder, stdio: 'ignore' }).on('close', done);
  });
}
