/** `modwarden new-rule`: scaffolds a rule in a checkout of modwarden. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../shared/args.ts';
import type { Command } from '../shared/command.ts';

export const newRule: Command = {
  options: {},
  positionals: { max: 1, name: 'rule' },
  usage: 'new-rule GROUP/NAME',
  about: `For contributors: creates rules/GROUP/NAME with a working rule and a page whose examples are its tests,
and updates the generated files. Run it at the root of a checkout.`,
  async run({ positionals: [id] }, terminal) {
    if (id === undefined) throw new UsageError('new-rule needs a name: modwarden new-rule graph/max-depth');
    // Its bundle needs the development dependencies, which an installed modwarden does not have.
    const program = join(terminal.cwd, 'dist/dev.cjs');
    if (!existsSync(program) || !existsSync(join(terminal.cwd, 'rules/index.ts'))) {
      throw new UsageError('run new-rule at the root of a modwarden checkout, after npm ci');
    }
    return spawnSync(process.execPath, [program, 'new-rule', id], { cwd: terminal.cwd, stdio: 'inherit' }).status ?? 2;
  },
};
