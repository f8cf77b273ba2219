/** `modwarden render`: a stored JSON report in another format, as `check` would have written it. */
import { resolve } from 'node:path';
import { readBounded } from '../gather/read-file.ts';
import { maskDeep, maskReport } from '../lint/mask-report.ts';
import { MAX_STORED_REPORT } from '../report/limits.ts';
import { readJsonReport } from '../report/read-json.ts';
import { quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { levelOf, outputsOf, REPORTING, writeOutputs } from './shared/outputs.ts';

export const render: Command = {
  options: {
    ...REPORTING,
    'fail-on': { value: 'LEVEL', help: 'the level that the check was given (default: error)' },
  },
  positionals: { max: 1, name: 'report' },
  usage: 'render [OPTION]... REPORT.json',
  about: `Writes the report of "check --format json" in another format: the same bytes that check would have written.
html, cyclonedx and spdx need the report of "check --inventory --format json", or the report.json of "audit".
With - it reads standard input.`,
  notes: `Exit code: 0 written, 2 wrong usage or no report. What the report says does not change it.

Example: modwarden render report.json --format sarif=modwarden.sarif --format junit=modwarden.xml`,
  async run(args, terminal) {
    const [name, ...others] = args.positionals;
    if (name === undefined) throw new UsageError('render needs a report: modwarden render report.json');
    const outputs = outputsOf(args, terminal);
    levelOf(args);
    const bytes =
      name === '-' ? terminal.input(MAX_STORED_REPORT) : readBounded(resolve(terminal.cwd, name), MAX_STORED_REPORT);
    if ('problem' in bytes) throw new UsageError(`${quoted(name)} ${bytes.problem}`);
    const stored = await readJsonReport(new TextDecoder().decode(bytes));
    if ('problem' in stored) throw new UsageError(`${quoted(name)} ${stored.problem}`);
    const { report, inventory } = stored;
    if (args.flags.has('provenance') && report.provenance === undefined)
      throw new UsageError(
        `--provenance: ${quoted(name)} has none; write it with modwarden check --provenance --format json`,
      );
    const lacking = outputs.find(({ format }) => format.needsInventory);
    if (lacking !== undefined && inventory === undefined)
      throw new UsageError(
        `--format ${lacking.name}: ${quoted(name)} has no inventory of modules; write it with modwarden check --inventory --format json, or use the report.json of modwarden audit`,
      );
    // Not necessarily one of ours.
    await writeOutputs(maskReport(report), outputs, { ...args, positionals: others }, terminal, {
      inventory: maskDeep(inventory),
      storesInventory: true,
    });
    return 0;
  },
};
