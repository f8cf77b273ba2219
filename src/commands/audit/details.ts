/** What reports for auditors have beyond a check: provenance, and the inventory for formats that tell of every module. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import type { Report } from '../../model/report.ts';
import type { Format } from '../../report/index.ts';
import type { Inventory } from '../../report/inventory.ts';
import type { Arguments } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { inventoryOf } from './inventory.ts';
import { provenanceOf } from './provenance.ts';

export interface Details {
  readonly report: Report;
  readonly inventory: Inventory | undefined;
}

/** The run must have been opened with `recordReads`. */
export async function withDetails(
  session: Run,
  report: Report,
  args: Arguments,
  terminal: Terminal,
  { needsInventory }: Pick<Format, 'needsInventory'>,
): Promise<Details> {
  const inventory = needsInventory ? await inventoryOf(session, report, terminal) : undefined;
  const record = args.values.get('facts');
  const facts = record === undefined ? undefined : readFileSync(resolve(terminal.cwd, record), 'utf8');
  const provenance = await provenanceOf(session, args, terminal, { verb: 'check', facts });
  return { report: { ...report, provenance: maskDeep(provenance) }, inventory };
}
