/** Limits on graphs, servers, modules and databases. */
import { MAX_HELD, MAX_HELD_VERSIONS } from '../../../../gather/facts/held-answers.ts';
import { MAX_RECORD } from '../../../../gather/facts/record.ts';
import { MAX_ENTRIES } from '../../../../gather/gozip/directory.ts';
import { MAX_REDIRECTS } from '../../../../gather/http/client.ts';
import {
  CONNECT_TIMEOUT,
  LARGE_ANSWER,
  MAX_RECEIVED,
  MAX_REQUESTS,
  MAX_TIMEOUTS_PER_HOST,
  MAX_VAIN_REPETITIONS,
  MIN_BYTES_PER_SECOND,
  QUESTION_TIMEOUT,
  RUN_TIMEOUT,
} from '../../../../gather/http/limits.ts';
import { INDEX_LIMITS } from '../../../../gather/module-index/read-index.ts';
import { FILE_LIMITS, MAX_VERSIONS } from '../../../../gather/proxy/protocol.ts';
import { MAX_FETCHED } from '../../../../gather/proxy/remote-zip.ts';
import { ZIP_LIMITS } from '../../../../gather/proxy/zip.ts';
import { MAX_EVIDENCE } from '../../../../gather/sumdb/evidence.ts';
import { MAX_ADVERTISED, MAX_REFS_ANSWER } from '../../../../gather/tags/ls-refs.ts';
import { DATABASE_LIMITS } from '../../../../gather/vulndb/files.ts';
import { MAX_GO_MOD, MAX_LICENSE, MAX_ZIP_FILE } from '../../../../go/dirhash/limits.ts';
import {
  MAX_GRAPH_CHARACTERS,
  MAX_GRAPH_MODULES,
  MAX_GRAPH_REQUIREMENTS,
  MAX_GRAPH_ROUNDS,
} from '../../../../go/graph/limits.ts';
import { MAX_LOOKUP } from '../../../../go/sumdb/client.ts';
import { MAX_NOTE } from '../../../../go/sumdb/note.ts';
import { DEEPEST, LONGEST } from '../../../../license/spdx/expression.ts';
import { MAX_REPORT } from '../../../../vuln/reports/read-report.ts';
import { BOUNDS_TEST, type LimitSection, REFUSED, row } from './row.ts';

const REQUESTS_TEST = 'test/gather/http/bounds-client.test.ts';
const ZIP_TEST = 'test/gather/proxy/zip.test.ts';

export const SERVER_LIMITS: readonly LimitSection[] = [
  {
    title: 'The module graph',
    rows: [
      row('module versions of one graph', MAX_GRAPH_MODULES, 'gap: the graph is not known', [
        'test/go/graph/limits.test.ts',
        'ends at the limits',
      ]),
      row('requirements in one graph', MAX_GRAPH_REQUIREMENTS, 'gap: the graph is not known', [
        'test/go/graph/limits.test.ts',
        'ends at the limits',
      ]),
      row('characters of the go.mod files of one graph', MAX_GRAPH_CHARACTERS, 'gap: the graph is not known', [
        'test/go/graph/limits.test.ts',
        'ends at the limits',
      ]),
      row('go.mod files in one chain', MAX_GRAPH_ROUNDS, 'gap: the graph is not known', [
        'test/go/graph/limits.test.ts',
        'ends at the limits',
      ]),
    ],
  },
  {
    title: 'Servers',
    rows: [
      row(
        'one question, redirects and retries included (`--timeout`)',
        QUESTION_TIMEOUT,
        'gap',
        [REQUESTS_TEST, 'holds for all requests of the question together'],
        'ms',
      ),
      row('a connection', CONNECT_TIMEOUT, 'gap', [REQUESTS_TEST, 'a host that does not answer'], 'ms'),
      row('bytes a second, from which an answer may take longer', MIN_BYTES_PER_SECOND, 'gap', [
        REQUESTS_TEST,
        'is longer for an answer that keeps coming',
      ]),
      row('timeouts of one host', MAX_TIMEOUTS_PER_HOST, 'the host is skipped for the rest of the run: gaps', [
        REQUESTS_TEST,
        'is given up though it answers in between',
      ]),
      row('refused questions in a row', MAX_VAIN_REPETITIONS, 'nothing is asked twice there any more', [
        'test/gather/http/client.test.ts',
        'a host that they never help with',
      ]),
      row('all requests of a run', RUN_TIMEOUT, 'gaps', [REQUESTS_TEST, 'makes no requests after its time'], 'ms'),
      row('requests of a run', MAX_REQUESTS, 'gaps', [REQUESTS_TEST, 'makes no more requests than its limit']),
      row(
        'what a run receives',
        MAX_RECEIVED,
        'gaps',
        [REQUESTS_TEST, 'receives no more bytes than its limit'],
        'bytes',
      ),
      row(
        'answers above this size are read one at a time',
        LARGE_ANSWER,
        'the next waits',
        [REQUESTS_TEST, 'large answers'],
        'bytes',
      ),
      row('redirects', MAX_REDIRECTS, 'gap', ['test/gather/http/redirect-client.test.ts', 'stopped after']),
      row('a go.mod', FILE_LIMITS.mod, 'gap', ['test/gather/proxy/proxy.test.ts', 'is larger than'], 'bytes'),
      row(
        'a version list',
        FILE_LIMITS.versions,
        'gap',
        ['test/gather/proxy/proxy.test.ts', 'is larger than'],
        'bytes',
      ),
      row(
        '`.info` and `@latest`',
        FILE_LIMITS.info,
        'gap',
        ['test/gather/proxy/proxy.test.ts', 'is larger than'],
        'bytes',
      ),
      row('versions in one list', MAX_VERSIONS, 'gap', ['test/gather/proxy/protocol.test.ts', 'MAX_VERSIONS']),
      row(
        'all answers that a run holds',
        MAX_HELD,
        'gaps',
        ['test/gather/facts/sources.test.ts', 'reached the limit of'],
        'bytes',
      ),
      row(
        'all version lists that a run holds',
        MAX_HELD_VERSIONS,
        'gaps',
        ['test/gather/facts/sources.test.ts', 'reached the limit of'],
        'bytes',
      ),
    ],
  },
  {
    title: 'Modules',
    rows: [
      row(
        'a zip, and all its files',
        MAX_ZIP_FILE,
        'refused, as by Go',
        ['test/go/dirhash/check-zip.test.ts', 'adds sizes up to the limit'],
        'bytes',
      ),
      row(
        'go.mod in a zip',
        MAX_GO_MOD,
        'refused, as by Go',
        ['test/go/dirhash/check-zip.test.ts', 'MAX_GO_MOD'],
        'bytes',
      ),
      row(
        'LICENSE in a zip',
        MAX_LICENSE,
        'refused, as by Go',
        ['test/go/dirhash/check-zip.test.ts', 'MAX_LICENSE'],
        'bytes',
      ),
      row('files in a zip', MAX_ENTRIES, 'error for that module', [BOUNDS_TEST, 'files in a zip']),
      row('license files of one module', ZIP_LIMITS.wanted, 'gap', [ZIP_TEST, 'a zip that lies']),
      row('one license file', ZIP_LIMITS.file, 'gap', [ZIP_TEST, 'a zip that lies'], 'bytes'),
      row('all license files of one module', ZIP_LIMITS.total, 'gap', [ZIP_TEST, 'a zip that lies'], 'bytes'),
      row('unpacked to packed', ZIP_LIMITS.ratio, 'gap', [ZIP_TEST, 'a zip that lies']),
      row(
        'bytes of one zip that are fetched for its licenses',
        MAX_FETCHED,
        'gap',
        [BOUNDS_TEST, 'fetched of a zip'],
        'bytes',
      ),
      row('characters of an SPDX expression', LONGEST, 'the license is unknown', [
        'test/license/spdx/judge.test.ts',
        'refuses deep ones',
      ]),
      row('levels of an SPDX expression', DEEPEST, 'the license is unknown', [
        'test/license/spdx/judge.test.ts',
        'refuses deep ones',
      ]),
    ],
  },
  {
    title: 'Checksum and vulnerability databases, records',
    rows: [
      row(
        'a signed note',
        MAX_NOTE,
        'error: nothing of the answer is believed',
        ['test/go/sumdb/note.test.ts', 'refuses a note over the limit'],
        'bytes',
      ),
      row(
        'an answer to a lookup',
        MAX_LOOKUP,
        'error: nothing of the answer is believed',
        ['test/commands/verify/hostile.test.ts', 'a database'],
        'bytes',
      ),
      row(
        'what a git repository says of itself (sum/retagged)',
        MAX_ADVERTISED,
        'gap',
        ['test/gather/tags/ls-refs.test.ts', 'answers beyond their limits'],
        'bytes',
      ),
      row(
        'an answer about one of its tags',
        MAX_REFS_ANSWER,
        'gap',
        ['test/gather/tags/ls-refs.test.ts', 'answers beyond their limits'],
        'bytes',
      ),
      row(
        'recorded evidence',
        MAX_EVIDENCE,
        REFUSED,
        ['test/commands/verify/hostile.test.ts', 'reads no evidence beyond its limit'],
        'bytes',
      ),
      row(
        'an index of a vulnerability database',
        DATABASE_LIMITS.index,
        'gap: the database is not used',
        ['test/gather/vulndb/database.test.ts', 'has limits for what is read'],
        'bytes',
      ),
      row(
        'an entry',
        DATABASE_LIMITS.entry,
        'gap: the module is not checked',
        ['test/gather/vulndb/database.test.ts', 'has limits for what is read'],
        'bytes',
      ),
      row(
        'all that is read of the database',
        DATABASE_LIMITS.total,
        'gap: the database is not used',
        ['test/gather/vulndb/database.test.ts', 'has limits for what is read'],
        'bytes',
      ),
      row('files of the database', DATABASE_LIMITS.names, 'gap: the database is not used', [
        'test/gather/vulndb/folder-files.test.ts',
        'stops at the limit of names',
      ]),
      row(
        'a module index in a file',
        INDEX_LIMITS.fileBytes,
        'gap: the index is not used',
        ['test/gather/module-index/read-index.test.ts', 'is refused over the limit'],
        'bytes',
      ),
      row(
        'a page of a module index',
        INDEX_LIMITS.pageBytes,
        'gap: the index is not used',
        ['test/gather/module-index/read-index.test.ts', 'has a page that is too large'],
        'bytes',
      ),
      row('pages of a module index', INDEX_LIMITS.pages, 'gap: the index is not used', [
        'test/gather/module-index/read-index.test.ts',
        'has more pages than are read',
      ]),
      row("another tool's report", MAX_REPORT, REFUSED, [BOUNDS_TEST, 'report of another tool'], 'bytes'),
      row('a record of facts', MAX_RECORD, REFUSED, ['test/gather/facts/record.test.ts', 'over the limit'], 'bytes'),
    ],
  },
];
