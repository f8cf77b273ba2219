import { expect, it } from 'vitest';
import { forkJson, isForkJson } from '../../../src/gather/sumdb/fork-json.ts';
import { encode } from '../../../src/text/bytes.ts';

const tree = { size: 1n, hash: new Uint8Array(32) };
const older = { tree, note: encode('old\n') };
const newer = { tree, note: encode('new\n') };

it('has both notes as they were signed, and hashes in base64', () => {
  const fork = { older, newer, rootInNewer: new Uint8Array(32).fill(1), proof: [new Uint8Array(32)] };
  expect(forkJson('sumdb.example', fork)).toEqual({
    database: 'sumdb.example',
    older: 'old\n',
    newer: 'new\n',
    rootInNewer: 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=',
    proof: ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='],
  });
  expect(forkJson('sumdb.example', { ...fork, proof: undefined }).proof).toBeNull();
});

it('is known by its texts and its proof', () => {
  const json = { database: 'd', older: 'o', newer: 'n', rootInNewer: 'r', proof: ['p', 'q'] };
  for (const good of [json, { ...json, proof: null }, { ...json, proof: [] }]) expect(isForkJson(good)).toBe(true);
  for (const key of ['database', 'older', 'newer', 'rootInNewer'] as const) {
    expect(isForkJson({ ...json, [key]: 1 })).toBe(false);
    expect(isForkJson({ ...json, [key]: undefined })).toBe(false);
  }
  for (const bad of [undefined, null, 'x', [], { ...json, proof: ['p', 1] }]) expect(isForkJson(bad)).toBe(false);
});
