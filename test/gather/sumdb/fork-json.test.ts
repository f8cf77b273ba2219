import { expect, it } from 'vitest';
import { forkJson } from '../../../src/gather/sumdb/fork-json.ts';
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
