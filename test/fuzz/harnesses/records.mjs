// Files that modwarden writes, and reads again from wherever they have been.
import { readFileSync } from 'node:fs';
import { seal, unseal } from '../../../dist/lib/src/gather/cache/sealed.js';
import { parseRecord } from '../../../dist/lib/src/gather/facts/record.js';
import { parseEvidence } from '../../../dist/lib/src/gather/sumdb/evidence.js';
import { lint, memoryTree, renderJson } from '../../../dist/lib/src/index.js';
import { readJsonReport } from '../../../dist/lib/src/report/read-json.js';
import { decode } from '../../../dist/lib/src/text/bytes.js';
import { assert } from './checks.mjs';

/** A file of the examples. */
const example = (path) => readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8');

const SMALL_RECORD = smallRecord(JSON.parse(example('payments/facts.json')));

/** One fact of each kind. */
function smallRecord({ facts, ...rest }) {
  const kinds = new Map(facts.map((fact) => [fact.kind, fact]));
  return JSON.stringify({ ...rest, facts: [...kinds.values()] });
}

/** The JSON report on a small module with findings. */
async function smallReport() {
  const mod =
    'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v0.0.0-20200101000000-abcdefabcdef\n\nreplace example.com/a => ../a\n';
  return renderJson(await lint(memoryTree({ 'go.mod': mod }), { today: '2026-06-01', preset: 'strict' }));
}

const harness = (seeds, run) => ({ seeds: () => seeds, prepare: async () => run });

export const records = {
  'facts-record': harness([example('payments/facts.json').slice(0, 6000), SMALL_RECORD], (input) =>
    parseRecord(decode(input)),
  ),
  evidence: harness(
    [
      '{"format":"modwarden sumdb evidence","version":1,"key":"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8","head":"go.sum database tree\\n1\\nAAAA=\\n","lookups":{"/lookup/example.com/a@v1.0.0":"AAAA"},"tiles":{"/tile/8/0/000":"AAAA"}}',
    ],
    (input) => parseEvidence(decode(input)),
  ),
  'sealed-file': harness([seal('what a cache keeps').toString('latin1')], (input) => {
    const content = unseal(Buffer.from(input));
    assert(content === undefined || seal(content).equals(input), 'another seal is believed');
  }),
  report: {
    seeds: async () => [await smallReport()],
    prepare: async () => (input) => readJsonReport(decode(input)),
  },
};
