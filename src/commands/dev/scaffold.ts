/** `modwarden new-rule`: scaffolds a rule, in a package of one's own or in a checkout of modwarden. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quoted, UsageError } from '../shared/args.ts';
import type { Command } from '../shared/command.ts';

export const newRule: Command = {
  options: { plugin: { help: 'create a plug-in: a package with rules of your own' } },
  positionals: { max: 2, name: 'rule and a folder' },
  usage: `new-rule --plugin GROUP/NAME [FOLDER]
       modwarden new-rule GROUP/NAME`,
  about: `With --plugin: creates a package in FOLDER (default: modwarden-plugin-GROUP) with a working rule, and a page whose
examples are its tests. In a package that is there already, adds the rule.
Without, for contributors: creates rules/GROUP/NAME in a checkout of modwarden, and updates the generated files.`,
  async run({ positionals: [id, folder], flags }, terminal) {
    if (id === undefined) throw new UsageError('new-rule needs a name: modwarden new-rule graph/max-depth');
    if (flags.has('plugin')) return (await import('../plugin/new-plugin.ts')).newPlugin(id, folder, terminal);
    if (folder !== undefined) throw new UsageError(`unexpected argument ${quoted(folder)}: a folder needs --plugin`);
    // Its bundle needs the development dependencies, which an installed modwarden does not have.
    const program = join(terminal.cwd, 'dist/dev.cjs');
    if (!existsSync(program) || !existsSync(join(terminal.cwd, 'rules/index.ts'))) {
      throw new UsageError('run new-rule at the root of a modwarden checkout, after npm ci');
    }
    return spawnSync(process.execPath, [program, 'new-rule', id], { cwd: terminal.cwd, stdio: 'inherit' }).status ?? 2;
  },
};
