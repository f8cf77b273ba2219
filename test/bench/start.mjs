// What starting modwarden costs before it does anything.
import path from 'node:path';
import { line, ratio } from './cpu.mjs';

export async function bench(root) {
  const version = ['node', path.join(root, 'dist/bin.cjs'), '--version'];
  line('--version / node -e 0', ratio(version, { command: ['node', '-e', '0'] }), '');
}
