import { expect, test } from 'vitest';
import { EMPTY_INVENTORY } from '../../../src/report/inventory.ts';
import { documentTime, documentUuid, rootName } from '../../../src/report/sbom/document-id.ts';
import { report } from '../fixture.ts';
import { INVENTORY } from '../html/inventory-fixture.ts';

test('equal content has an equal id, other content another', () => {
  const id = documentUuid(report, INVENTORY);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(documentUuid(structuredClone(report), structuredClone(INVENTORY))).toBe(id);
  expect(documentUuid(report, { ...INVENTORY, components: [] })).not.toBe(id);
});

test('the time is the date of the check', () => {
  expect(documentTime({ ...report, today: '2026-06-01' })).toBe('2026-06-01T00:00:00Z');
});

test('the name is that of the root module, else of the first, else of the input', () => {
  const [root, tools] = INVENTORY.mains as [(typeof INVENTORY.mains)[0], (typeof INVENTORY.mains)[0]];
  expect(rootName({ ...INVENTORY, mains: [{ ...tools, path: 'x' }, root] }, report)).toBe('example.com/shop');
  expect(rootName({ ...INVENTORY, mains: [{ ...tools, path: 'x' }] }, report)).toBe('x');
  expect(rootName({ ...INVENTORY, mains: [] }, report)).toBe('repository');
});

test('the bits of version and variant are those of RFC 9562, the others those of the hash', () => {
  const uuids = Array.from({ length: 200 }, (_, i) => documentUuid({ ...report, today: `${i}` }, INVENTORY));
  const digits = (at: number) => [...new Set(uuids.map((uuid) => uuid[at]))].sort().join('');
  expect([digits(14), digits(19)]).toEqual(['8', '89ab']);
  for (const at of [0, 12, 15, 17, 20, 24, 35]) expect(digits(at)).toBe('0123456789abcdef');
  // Documents that were made before are known by it.
  expect(
    documentUuid({ ...report, tool: { name: 'modwarden', version: '1' }, today: '2026-01-01' }, EMPTY_INVENTORY),
  ).toBe('36ad3eed-ac12-809f-ac49-594d77223f96');
});
