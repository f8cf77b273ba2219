// What checksum and vulnerability databases and module proxies answer.
import { listings } from '../../../dist/lib/src/gather/module-index/listings.js';
import { latestOfList, listFault, parseAnswer } from '../../../dist/lib/src/gather/proxy/protocol.js';
import { parseVerifierKey } from '../../../dist/lib/src/go/env/verifier-key.js';
import { openNote } from '../../../dist/lib/src/go/sumdb/note.js';
import { parseRecord } from '../../../dist/lib/src/go/sumdb/record.js';
import { hashFromTile, parseTilePath } from '../../../dist/lib/src/go/sumdb/tile.js';
import { parseTree } from '../../../dist/lib/src/go/sumdb/tree-head.js';
import { decode } from '../../../dist/lib/src/text/bytes.js';
import { parseEntry } from '../../../dist/lib/src/vuln/parse-entry.js';
import { parseIndex } from '../../../dist/lib/src/vuln/parse-index.js';
import { readReport } from '../../../dist/lib/src/vuln/reports/read-report.js';
import { refusing } from './checks.mjs';

const KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const NOTE =
  'go.sum database tree\n1000\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 sum.golang.org Az3grgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n';
const ask = (kind) => ({ kind, module: { path: 'example.com/a', version: 'v1.0.0' } });
const harness = (seeds, run, words = []) => ({ seeds: () => seeds, words, prepare: async () => run });

export const databases = {
  note: {
    seeds: () => [NOTE],
    words: [KEY, '\u2014 '],
    prepare: async () => {
      const { value } = parseVerifierKey(KEY);
      return (input) => openNote(input, [value]);
    },
  },
  'tree-head': harness([NOTE], (input) => parseTree(decode(input))),
  'log-record': harness(
    ['17\nexample.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\n\ngo.sum database tree\n18\nAAAA=\n'],
    (input) => parseRecord(input),
  ),
  tile: harness(['tile/8/0/x001/067.p/17', 'tile/8/data/x001/067', 'tile/2/3/000'], (input) => {
    const { value } = parseTilePath(decode(input));
    if (value !== undefined) hashFromTile(value, input, 7n);
  }),
  'proxy-answers': harness(
    [
      'v1.0.0\nv1.1.0 2026-01-01T00:00:00Z\n\nv2.0.0+incompatible\n',
      '{"Version":"v1.0.0","Time":"2026-01-01T00:00:00Z","Origin":{"VCS":"git","URL":"https://x.example","Hash":"a","Ref":"refs/tags/v1"}}',
      'module example.com/a\n',
    ],
    (input) => {
      for (const kind of ['versions', 'info', 'latest', 'mod']) parseAnswer(ask(kind), input, 'https://proxy.example');
      listFault(input, 'https://proxy.example');
      latestOfList(input);
    },
  ),
  'osv-entry': harness(
    [
      '{"schema_version":"1.3.1","id":"GO-2024-0001","modified":"2026-01-01T00:00:00Z","published":"2026-01-01T00:00:00Z","aliases":["CVE-2024-1"],"summary":"s","details":"d","affected":[{"package":{"name":"example.com/a","ecosystem":"Go"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.2.3"}]}],"ecosystem_specific":{"imports":[{"path":"example.com/a/b","goos":["linux"],"symbols":["F"]}]}}],"database_specific":{"url":"https://x.example","review_status":"REVIEWED"}}',
    ],
    refusing(['DatabaseError'], (input) => parseEntry(decode(input), 'entry')),
  ),
  'osv-index': harness(
    ['[{"path":"example.com/a","vulns":[{"id":"GO-2024-0001","modified":"2026-01-01T00:00:00Z","fixed":"1.2.3"}]}]'],
    refusing(['DatabaseError'], (input) => parseIndex(decode(input))),
  ),
  'module-index': harness(
    [
      '{"Path":"example.com/a","Version":"v1.0.0","Timestamp":"2026-01-01T00:00:00.123456Z"}\n{"Path":"example.com/B","Version":"v2.0.0+incompatible","Timestamp":"2026-01-01T00:00:01Z"}\n',
    ],
    refusing(['IndexError'], (input) => [...listings(decode(input))]),
  ),
  'tool-report': harness(
    [
      '{"config":{"protocol_version":"v1.0.0","scanner_name":"govulncheck"}}\n{"osv":{"id":"GO-1","aliases":["CVE-1"]}}\n{"finding":{"osv":"GO-1","fixed_version":"v1","trace":[{"module":"m","version":"v1","package":"p","function":"f"}]}}\n',
      '{"results":[{"source":{"path":"go.mod"},"packages":[{"package":{"name":"a","version":"1","ecosystem":"Go"},"vulnerabilities":[{"id":"GO-1"}]}]}]}',
      '{"SchemaVersion":2,"Results":[{"Target":"go.mod","Type":"gomod","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"a","InstalledVersion":"v1"}]}]}',
      '{"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"vulnerability":{"name":"CVE-1"},"products":[{"@id":"pkg:golang/a@v1"}],"status":"not_affected","justification":"x"}]}',
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"govulncheck"}},"results":[{"ruleId":"GO-1","message":{"text":"x"}}]}]}',
    ],
    refusing(['ReportError'], (input) => readReport(decode(input))),
  ),
};
