/** Names of a document that are the same for the same content: a UUID and a time without a clock. */
import { createHash } from 'node:crypto';
import type { Report } from '../../model/report.ts';
import type { Inventory } from '../inventory.ts';
import { inventoryJson } from '../inventory-json.ts';
import { provenanceJson } from '../json.ts';

/** A UUID of version 8 (RFC 9562: made by an application's own rule) out of the SHA-256 of report and inventory. */
export function documentUuid(report: Report, inventory: Inventory): string {
  const { tool, today, provenance } = report;
  const hash = createHash('sha256')
    .update(JSON.stringify([tool, today, provenance && provenanceJson(provenance), inventoryJson(inventory)]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** The date of the check, as a time. */
export function documentTime({ today }: Report): string {
  return `${today}T00:00:00Z`;
}

/** The main module at the root, else the first; where there are several, the others are components of it. */
export function rootName({ mains }: Inventory, { provenance }: Report): string {
  const root = mains.find(({ dir }) => dir === '') ?? mains[0];
  return root?.path || provenance?.input.name || 'repository';
}
