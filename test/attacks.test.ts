/**
 * Attacks on Go modules of 2021 to 2026, each as a small repository that the named rules flag, and its innocent twin that they do not. What
 * is known of the modules is made up after the public reports; no name or hash of a live host is asked for.
 */
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { lintExample } from './support/run-example.ts';

/** By name: files, and the blocks `env`, `facts` and `options` of a rule's page. */
type Repository = Readonly<Record<string, string>>;

interface Attack {
  readonly attack: string;
  readonly repository: Repository;
  /** The rules that flag it, with what their finding is about. */
  readonly flags: Readonly<Record<string, string>>;
  /** The same without the attack. */
  readonly innocent: Repository;
}

const requires = (path: string, version = 'v1.3.1') =>
  `module example.com/shop\n\ngo 1.25\n\nrequire ${path} ${version}\n`;

const DATABASES = `vulnerability database:
  vulndb: { databases: [{ name: malicious.zip, modules: 9, entries: 9, malicious: 9, sha256: "" }] }
`;
const reported = (path: string, id: string) => `${DATABASES}${path}:
  vulns: [{ id: ${id}, summary: Malicious code, affected: [{ module: ${path}, ranges: [] }] }]
`;
/** What proxies say of a module with one version, made on this day, and what the index says. */
const published = (path: string, version: string, day: string, more = '') =>
  `${path}@${version}:
  mod: module ${path}
  time: ${day}T00:00:00Z
  proof: { database: sum.example, lines: [] }
  seen: { ${more}since: 2026-05-20T00:00:00Z, until: 2026-06-01T00:00:00Z }
`;
const versions = (version: string) => `  versions: [${version}]\n`;
/** A module that databases report, young as it was when it was found. */
const young = (path: string, version: string, id: string) =>
  published(path, version, '2026-05-20') + reported(path, id) + versions(version);
/** A module that everybody uses. */
const known = (path: string, version: string) =>
  `${published(path, version, '2020-01-01')}${DATABASES}${path}:\n  vulns: []\n${versions(version)}`;

const moduleOf = (path: string, version: string, id: string): Repository => ({
  'go.mod': requires(path, version),
  facts: young(path, version, id),
});
const innocentOf = (path: string, version: string): Repository => ({
  'go.mod': requires(path, version),
  facts: known(path, version),
});

const HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const OTHER = 'RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=';
const logged = (hash: string): Repository => ({
  'go.mod': requires('example.com/a'),
  'go.sum': `example.com/a v1.3.1 h1:${hash}\n`,
  facts: `example.com/a@v1.3.1:
  proof: { database: sum.example, lines: ["example.com/a v1.3.1 h1:${HASH}"] }
`,
});

const ATTACKS: readonly Attack[] = [
  {
    attack: 'boltdb-go/bolt',
    repository: moduleOf('github.com/boltdb-go/bolt', 'v1.3.1', 'MAL-2025-2545'),
    flags: { 'graph/look-alike': 'github.com/boltdb-go/bolt', 'vuln/malicious': 'github.com/boltdb-go/bolt' },
    innocent: innocentOf('github.com/boltdb/bolt', 'v1.3.1'),
  },
  {
    attack: 'siruspen/logrus',
    repository: innocentOf('github.com/siruspen/logrus', 'v1.9.3'),
    flags: { 'graph/look-alike': 'github.com/siruspen/logrus' },
    innocent: innocentOf('github.com/sirupsen/logrus', 'v1.9.3'),
  },
  ...[
    ['github.com/shallowmulti/hypert', 'MAL-2025-2544'],
    ['github.com/belatedplanet/hypert', 'MAL-2025-2546'],
    ['github.com/thankfulmai/hypert', 'MAL-2025-2547'],
    ['github.com/vainreboot/layout', 'MAL-2025-2548'],
    ['github.com/truthfulpharm/prototransform', 'MAL-2099-0001'],
    ['github.com/blankloggia/go-mcp', 'MAL-2099-0002'],
    ['github.com/steelpoor/tlsproxy', 'MAL-2099-0003'],
  ].map(([path, id]) => ({
    attack: path!,
    repository: moduleOf(path!, 'v0.1.0', id!),
    flags: { 'graph/new-origin': path!, 'vuln/malicious': path! },
    innocent: innocentOf('github.com/areknoster/hypert', 'v0.1.0'),
  })),
  {
    attack: 'the name of a widely used repository under a young owner',
    repository: { ...moduleOf('github.com/calmfounder/logrus', 'v1.0.0', 'MAL-2099-0004'), options: 'names: all' },
    flags: { 'graph/look-alike': 'github.com/calmfounder/logrus' },
    innocent: { ...innocentOf('github.com/calmfounder/logrus', 'v1.0.0'), options: 'names: all' },
  },
  {
    attack: 'BufferZoneCorp: the environment after the build',
    repository: {
      'go.mod': requires('github.com/bufferzonecorp/retry'),
      env: "GOPROXY='https://goproxy.example,direct'\nGOSUMDB='off'\n",
      facts: young('github.com/bufferzonecorp/retry', 'v1.3.1', 'MAL-2026-3620'),
    },
    flags: { 'env/sumdb-off': 'GOSUMDB', 'vuln/malicious': 'github.com/bufferzonecorp/retry' },
    innocent: {
      'go.mod': requires('example.com/a'),
      env: "GOPROXY='https://goproxy.example,direct'\nGOSUMDB='sum.golang.org'\n",
      facts: known('example.com/a', 'v1.3.1'),
    },
  },
  ...['gocommunity.example/orderedbtree', 'gogets.example/btreex'].map((path, i) => ({
    attack: `a fresh vanity host: ${path}`,
    repository: moduleOf(path, 'v0.2.0', `MAL-2026-1745${3 + i}`),
    flags: { 'graph/new-origin': path, 'vuln/malicious': path },
    innocent: innocentOf(path, 'v0.2.0'),
  })),
  {
    attack: 'goreman: an account that was taken, and a build that takes what is latest',
    repository: { Makefile: 'tools:\n\tgo install github.com/mattn/goreman@latest\n' },
    flags: { 'env/unpinned-install': 'github.com/mattn/goreman' },
    innocent: { Makefile: 'tools:\n\tgo install github.com/mattn/goreman@v0.3.15\n' },
  },
  {
    attack: 'a tag that was pushed by force: a version of yesterday',
    repository: {
      'go.mod': requires('example.com/scanner'),
      facts: published('example.com/scanner', 'v1.3.1', '2026-05-31', 'listed: 2026-05-31T10:00:00Z, '),
    },
    flags: { 'freshness/cooldown': 'example.com/scanner', 'freshness/first-seen': 'example.com/scanner' },
    innocent: innocentOf('example.com/scanner', 'v1.3.1'),
  },
  {
    attack: 'a version of yesterday whose commit says that it is years old',
    repository: {
      'go.mod': requires('example.com/scanner'),
      facts: published('example.com/scanner', 'v1.3.1', '2020-01-01', 'listed: 2026-05-31T10:00:00Z, '),
    },
    flags: { 'freshness/first-seen': 'example.com/scanner' },
    innocent: innocentOf('example.com/scanner', 'v1.3.1'),
  },
  {
    attack: 'a checksum bypass: another module than everybody else has',
    repository: logged(OTHER),
    flags: { 'sum/not-logged': 'example.com/a' },
    innocent: logged(HASH),
  },
  ...['toolchain', 'fips140'].map((name) => ({
    attack: `a checksum bypass: a planted line for golang.org/${name}`,
    repository: { 'go.mod': requires('example.com/a'), 'go.sum': `golang.org/${name} v1.0.0 h1:${HASH}\n` },
    flags: { 'sum/toolchain': `golang.org/${name}` },
    innocent: { 'go.mod': requires('example.com/a'), 'go.sum': `golang.org/${name}s v1.0.0 h1:${HASH}\n` },
  })),
  ...['go1.26.2', 'go1.25.12', 'go1.26.8', 'go1.27.1'].map((version) => ({
    attack: `a checksum bypass: ${version} and a proxy that nobody vouches for`,
    repository: { env: `GOPROXY='https://goproxy.example'\nGOVERSION='${version}'\n` },
    flags: { 'env/go-command': 'GOVERSION' },
    innocent: { env: "GOPROXY='https://goproxy.example'\nGOVERSION='go1.27.2'\n" },
  })),
];

async function found(id: string, repository: Repository) {
  const rule = rules.find((one) => one.id === id)!;
  const blocks = Object.entries(repository).map(([info, text]) => ({ info, text, line: 0, from: 0, to: 0 }));
  const { findings, problems } = await lintExample(rule, { title: id, line: 0, blocks });
  expect(problems).toEqual([]);
  return findings.filter((finding) => finding.rule === id);
}

describe.each(ATTACKS)('$attack', ({ repository, flags, innocent }) => {
  it.each(Object.entries(flags))('is flagged by %s', async (id, about) => {
    expect((await found(id, repository)).map(({ subject }) => subject)).toContainEqual(expect.stringContaining(about));
    expect(await found(id, innocent)).toEqual([]);
  });
});
