// What the figures of a bench depend on besides modwarden.
import { spawnSync } from 'node:child_process';
import os from 'node:os';

const firstLine = (...command) =>
  spawnSync(command[0], command.slice(1), { encoding: 'utf8' }).stdout?.split('\n')[0] || `no ${command[0]}`;

/** Processor, Node, git and Go, each in a few words. */
export function machine() {
  const cpus = os.cpus();
  return {
    processor: `${cpus.length} x ${cpus[0]?.model.trim() || os.arch()}`,
    node: `Node ${process.version}`,
    git: firstLine('git', '--version'),
    go: firstLine('go', 'version'),
  };
}
