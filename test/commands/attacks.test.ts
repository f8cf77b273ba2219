/** What happened to users of Go modules, as repositories: the rule that sees each attack, and a module beside it that is fine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { type Box, newBox } from '../support/box.ts';
import { type StoredVersion, writeProxyFolder } from '../support/proxy-folder.ts';

/** Published long ago, and in every one of the repositories. */
const FINE = { 'github.com/sirupsen/logrus@v1.9.0': { time: '2022-07-19T00:00:00Z' } };
const YOUNG = { time: '2026-05-25T00:00:00Z' };
const OLD = { time: '2021-11-03T00:00:00Z' };

/** Records as they were published about them, with texts of our own. */
const RECORDS = [
  ['MAL-2025-2545', 'github.com/boltdb-go/bolt'],
  ['MAL-2025-2544', 'github.com/vainreboot/layout'],
  ['MAL-2025-2546', 'github.com/shallowmulti/hypert'],
  ['MAL-2026-3620', 'github.com/BufferZoneCorp/grpc-client'],
  ['MAL-2026-17453', 'gocommunity.io/orderedbtree'],
  ['MAL-2026-17454', 'gogets.dev/btreex'],
] as const;

interface Attack {
  readonly name: string;
  readonly module: string;
  readonly published: StoredVersion;
  /** Rules and the levels they have, in order. */
  readonly found: readonly string[];
  /** A `go env` captured after the build. */
  readonly env?: string;
}

const ATTACKS: readonly Attack[] = [
  {
    name: 'an owner like that of a widely used module, with a version that caches kept for years',
    module: 'github.com/boltdb-go/bolt@v1.3.1',
    published: OLD,
    found: ['graph/look-alike warning', 'vuln/malicious error'],
  },
  {
    name: 'two letters of the owner swapped, which no database calls a vulnerability',
    module: 'github.com/siruspen/logrus@v1.9.1',
    published: OLD,
    found: ['graph/look-alike warning'],
  },
  {
    name: 'a known repository name under an unknown owner, the hypert family',
    module: 'github.com/shallowmulti/hypert@v1.0.2',
    published: YOUNG,
    found: ['freshness/cooldown error', 'graph/look-alike warning', 'graph/new-origin note', 'vuln/malicious error'],
  },
  {
    name: 'the layout family',
    module: 'github.com/vainreboot/layout@v1.0.1',
    published: YOUNG,
    found: ['freshness/cooldown error', 'graph/look-alike warning', 'graph/new-origin note', 'vuln/malicious error'],
  },
  {
    name: 'a disk wiper that nobody has reported yet',
    module: 'github.com/truthfulpharm/prototransform@v0.1.0',
    published: YOUNG,
    found: ['freshness/cooldown error', 'graph/look-alike warning', 'graph/new-origin note'],
  },
  {
    name: 'a module that switches the checksum database off for later builds',
    module: 'github.com/BufferZoneCorp/grpc-client@v1.2.0',
    published: OLD,
    env: "GOPROXY='https://goproxy.example'\nGOSUMDB='off'\n",
    found: ['env/sumdb-off error', 'vuln/malicious error'],
  },
  {
    name: 'a fresh vanity host',
    module: 'gocommunity.io/orderedbtree@v0.1.0',
    published: YOUNG,
    found: ['freshness/cooldown error', 'graph/new-origin note', 'vuln/malicious error'],
  },
  {
    name: 'another fresh vanity host',
    module: 'gogets.dev/btreex@v0.3.0',
    published: YOUNG,
    found: ['freshness/cooldown error', 'graph/new-origin note', 'vuln/malicious error'],
  },
  {
    name: 'a very fresh version of an old module, whose tags were pushed by force',
    module: 'github.com/acme/scanner@v1.4.0',
    published: YOUNG,
    found: ['freshness/cooldown error'],
  },
];

const WATCHED = ['vuln/', 'graph/look-alike', 'graph/new-origin', 'freshness/cooldown', 'env/sumdb-off'];

let proxy: Box;
let GOPROXY: string;
let records: string;
beforeAll(() => {
  proxy = newBox('off');
  GOPROXY = writeProxyFolder(join(proxy.root, 'proxy'), {
    ...FINE,
    ...Object.fromEntries(ATTACKS.map(({ module, published }) => [module, published])),
    'github.com/acme/scanner@v1.0.0': OLD,
  });
  records = join(proxy.root, 'malicious.zip');
  const entries = RECORDS.map(([id, name]) => ({
    name: `${id}.json`,
    content: JSON.stringify({
      id,
      summary: 'Runs what a server sends',
      affected: [{ package: { name, ecosystem: 'Go' } }],
    }),
  }));
  writeFileSync(records, buildZip(entries));
});
afterAll(() => proxy.remove());

async function check(
  module: string,
  env?: string,
): Promise<readonly { rule: string; level: string; subject: string }[]> {
  const box = newBox(GOPROXY, {
    'go.mod': `module example.com/app\n\ngo 1.21\n\nrequire (\n\t${module.replace('@', ' ')}\n\tgithub.com/sirupsen/logrus v1.9.0\n)\n`,
    '.modwarden.yaml': 'extends: [strict]\nrules:\n  freshness/cooldown: { level: error, min-age: 14d }\n',
  });
  try {
    const captured = join(box.root, 'go-env.txt');
    writeFileSync(captured, env ?? "GOPROXY='https://goproxy.example'\n");
    const argv = ['check', '--format', 'json', '--vulndb', records, '--go-env', captured];
    const { out } = await box.run(argv, { now: '2026-06-01T12:00:00Z' });
    const { findings } = JSON.parse(out) as { findings: { rule: string; level: string; subject: string }[] };
    return findings.filter(({ rule }) => WATCHED.some((watched) => rule.startsWith(watched)));
  } finally {
    box.remove();
  }
}

describe('attacks', () => {
  it.each(ATTACKS.map((attack) => [attack.name, attack] as const))('%s', async (_, { module, env, found }) => {
    const findings = await check(module, env);
    expect(findings.map(({ rule, level }) => `${rule} ${level}`).sort()).toEqual(found);
    expect(findings.filter(({ subject }) => subject.includes('sirupsen'))).toEqual([]);
  });
});
