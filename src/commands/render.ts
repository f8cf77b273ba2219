/** `modwarden render`: a stored JSON report in another format, as `check` would have written it. */
import { resolve } from 'node:path';
import { readBounded } from '../gather/read-file.ts';
import { maskReport } from '../lint/mask-report.ts';
import { readJsonReport } from '../report/read-json.ts';
import { quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { levelOf, outputsOf, REPORTING, writeOutputs } from './shared/outputs.ts';

const MAX_BYTES = 1 << 28;

export const render: Command = {
  options: {
    ...REPORTING,
    'fail-on': { value: 'LEVEL', help: 'the level that the check was given (default: error)' },
  },
  positionals: { max: 1, name: 'report' },
  usage: 'render [OPTION]... REPORT.json',
  about: `Writes the report of "check --format json" in another format: the same bytes that check would have written.
With - it reads standard input.`,
  notes: `Exit code: 0 written, 2 wrong usage or no report. What the report says does not change it.

Example: modwarden render report.json --format sarif=modwarden.sarif --format junit=modwarden.xml`,
  async run(args, terminal) {
    const [name, ...others] = args.positionals;
    if (name === undefined) throw new UsageError('render needs a report: modwarden render report.json');
    const outputs = outputsOf(args, terminal);
    levelOf(args);
    const lacking = outputs.find(({ format }) => format.needsInventory);
    if (lacking !== undefined)
      throw new UsageError(
        `--format ${lacking.name}: a JSON report has no list of modules; use modwarden check --format ${lacking.name}`,
      );
    const bytes = name === '-' ? terminal.input(MAX_BYTES) : readBounded(resolve(terminal.cwd, name), MAX_BYTES);
    if ('problem' in bytes) throw new UsageError(`${quoted(name)} ${bytes.problem}`);
    const report = await readJsonReport(new TextDecoder().decode(bytes));
    if ('problem' in report) throw new UsageError(`${quoted(name)} ${report.problem}`);
    // Not necessarily one of ours.
    await writeOutputs(maskReport(report), outputs, { ...args, positionals: others }, terminal);
    return 0;
  },
};
