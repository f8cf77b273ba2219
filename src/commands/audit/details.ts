/** What reports for auditors have beyond a check: provenance, and the inventory for formats that tell of every module. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import type { Report } from '../../model/report.ts';
import type { Inventory } from '../../report/inventory.ts';
import { type ListedLicenses, licensesOf } from '../license-list.ts';
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
  needsInventory: boolean,
): Promise<Details> {
  const inventory = needsInventory ? inventoryOf(session, report, await quietLicenses(session, terminal)) : undefined;
  const provenance = await provenanceOf(session, args, terminal, { verb: 'check', facts: givenRecord(args, terminal) });
  return { report: { ...report, provenance: maskDeep(provenance) }, inventory };
}

/** Unavailable licenses are in the inventory, not on the terminal. */
export function quietLicenses(session: Run, terminal: Terminal): Promise<ListedLicenses> {
  const silent: Terminal = Object.create(terminal, { err: { value: () => {} } });
  return licensesOf(session, silent);
}

/** The text of the record that `--facts` names. */
export function givenRecord(args: Arguments, { cwd }: Terminal): string | undefined {
  const record = args.values.get('facts');
  return record === undefined ? undefined : readFileSync(resolve(cwd, record), 'utf8');
}
