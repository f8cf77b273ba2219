/**
 * A proxy with a checksum database that lies on request, asked by the real go command and by ours. The server is a Go program that lies
 * beside the repository, or where MODWARDEN_SUMDB_ORACLE says.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashZip } from '../../src/gather/gozip/hash-zip.ts';
import { httpClient } from '../../src/gather/http/client.ts';
import { runLimits } from '../../src/gather/http/limits.ts';
import { zipInMemory } from '../../src/gather/proxy/zip.ts';
import { checksumDatabase } from '../../src/gather/sumdb/database.ts';
import { memorySumdbStore, type SumdbStore } from '../../src/gather/sumdb/store.ts';
import { goModHash } from '../../src/go/dirhash/hash1.ts';

const oracle = process.env.MODWARDEN_SUMDB_ORACLE ?? resolve(import.meta.dirname, '../../../shared/oracle/sumdb');
const box = mkdtempSync(join(tmpdir(), 'modwarden-sumdb-'));
const why = prepare();
if (why) console.log(`skipped: ${why}`);
afterAll(() => rmSync(box, { recursive: true, force: true, maxRetries: 5 }));

function prepare(): string {
  const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  // Older ones have the holes that some of the faults go through.
  if (!/^go1\.(2[6-9]|[3-9]\d)/.test(version)) return version === '' ? 'there is no go command' : `it is ${version}`;
  if (!existsSync(join(oracle, 'main.go'))) return 'there is no server that lies (MODWARDEN_SUMDB_ORACLE)';
  const built = spawnSync('go', ['build', '-o', join(box, 'server'), '.'], { cwd: oracle, encoding: 'utf8' });
  return built.status === 0 ? '' : `the server that lies cannot be built: ${built.stderr}`;
}

interface Served {
  readonly url: string;
  readonly key: string;
}

const NAME = 'sumdb.modwarden.test';
const MODULE = 'modwarden.test/alpha';
const VERSION = 'v1.0.0';

/** ok: the module may be used · mismatch, absent, fork: what an attack looks like · refused: nothing could be proved. */
type Verdict = 'ok' | 'mismatch' | 'absent' | 'fork' | 'refused';

/**
 * What a fault, or faults together, make of a first contact, of one that knows the head from before, and of one that has the tiles of
 * that head as well; left out: as before.
 */
const FAULTS: readonly (readonly [faults: string, cold: Verdict, pinned?: Verdict, warm?: Verdict])[] = [
  ['none', 'ok'],
  ['zip-evil', 'mismatch'],
  ['mod-evil', 'mismatch'],
  ['zip-404', 'refused'],
  ['zip-truncated', 'refused'],
  ['proxy-500', 'refused'],
  ['lookup-wrong-hash', 'refused'],
  // An evil record, and a tile forged for it, are those of the altered zip; without that they are the right ones.
  ['lookup-evil-record', 'ok'],
  ['zip-evil,lookup-evil-record', 'refused'],
  ['lookup-other-record', 'absent'],
  ['zip-evil,lookup-other-record', 'absent'],
  ['lookup-smuggle', 'absent'],
  ['zip-evil,lookup-smuggle', 'absent'],
  ['zip-evil,lookup-evil-record,tile-forged', 'refused'],
  ['lookup-wrong-id', 'refused'],
  ['lookup-404', 'refused'],
  ['lookup-410', 'refused'],
  ['lookup-429', 'refused'],
  ['lookup-500', 'refused'],
  ['lookup-empty', 'refused'],
  ['lookup-html', 'refused'],
  ['lookup-redirect', 'ok'],
  ['lookup-truncated', 'refused'],
  ['note-absent', 'refused', 'ok'],
  ['note-bad-signature', 'refused'],
  ['note-cosigned', 'ok'],
  ['note-other-key', 'refused'],
  ['note-unsigned', 'refused'],
  ['head-huge', 'refused'],
  ['head-stale', 'refused', 'ok'],
  ['tile-404', 'refused', 'refused', 'ok'],
  ['tile-500', 'refused', 'refused', 'ok'],
  ['tile-corrupt', 'refused', 'refused', 'ok'],
  ['tile-forged', 'ok'],
  ['tile-partial-404', 'refused', 'refused', 'ok'],
  ['tile-truncated', 'refused', 'refused', 'ok'],
  ['sumdb-500', 'refused'],
  ['sumdb-drop', 'refused'],
  ['sumdb-hang', 'refused'],
  ['sumdb-slow', 'ok'],
  ['supported-404', 'refused'],
  ['supported-500', 'refused'],
  // On first contact nothing else is known yet. With a pinned head of the same size the tiles of the other history do not fit it.
  ['fork', 'mismatch', 'refused'],
  ['zip-evil,fork', 'ok', 'refused'],
  // A larger tree is compared with the pinned one, whose tiles must be known for that.
  ['grow,fork', 'mismatch', 'refused', 'fork'],
  ['grow,zip-evil,fork', 'ok', 'refused', 'fork'],
  ['grow', 'ok'],
];

describe.skipIf(why !== '')('of a server that lies', () => {
  let server: ChildProcess | undefined;
  let served: Served = { url: '', key: '' };
  let runs = 0;

  beforeAll(async () => {
    server = spawn(join(box, 'server'), ['-addr', '127.0.0.1:0', '-seed', '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of server.stdout!.setEncoding('utf8')) {
      served = JSON.parse(line as string) as Served;
      break;
    }
  });
  afterAll(() => server?.kill());

  it('all faults are tried', async () => {
    const known = (await (await fetch(`${served.url}/_ctl/faults`)).text()).match(/^\S+/gm) ?? [];
    const tried = new Set(FAULTS.flatMap(([faults]) => faults.split(',')));
    expect(known.filter((fault) => !tried.has(fault))).toEqual([]);
  });

  const scenes = FAULTS.flatMap(([faults, cold, pinned = cold, warm = pinned]) => [
    ['on first contact', faults, cold] as const,
    ['with a pinned head', faults, pinned] as const,
    ['with its tiles, too', faults, warm] as const,
  ]);
  it.each(scenes)('%s, %s: %s, as go says', async (scene, faults, expected) => {
    const folder = join(box, `run${runs++}`);
    const kept = memorySumdbStore();
    await set('none');
    if (scene !== 'on first contact') {
      expect([goVerdict(folder), await ourVerdict(kept)]).toEqual(['ok', 'ok']);
      const download = join(folder, 'modules', 'cache', 'download');
      const gone = scene === 'with a pinned head' ? ['sumdb'] : [`sumdb/${NAME}/lookup`];
      for (const name of [...gone, 'modwarden.test']) rmSync(join(download, name), { recursive: true });
    }
    await set(faults);
    const withTiles = scene === 'with its tiles, too';
    const readFile = (file: string) => (withTiles && file.includes('/tile/') ? kept.readFile(file) : undefined);
    const ours = await ourVerdict({ ...kept, readFile });
    expect({ go: goVerdict(folder), ours }).toEqual({ go: expected, ours: expected });
  });

  async function set(faults: string): Promise<void> {
    await fetch(`${served.url}/_ctl/reset`);
    const [grow, ...rest] = faults.startsWith('grow') ? faults.split(',') : ['', faults];
    if (grow) await fetch(`${served.url}/_ctl/grow?n=300`);
    await fetch(`${served.url}/_ctl/set?f=${rest.join(',') || 'none'}`);
  }

  function goVerdict(folder: string): Verdict {
    mkdirSync(folder, { recursive: true });
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      GOPATH: join(folder, 'gopath'),
      GOMODCACHE: join(folder, 'modules'),
      GOENV: 'off',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-modcacherw',
      GOPROXY: served.url,
      GOSUMDB: served.key,
    };
    const args = ['mod', 'download', '-json', `${MODULE}@${VERSION}`];
    // Go waits for a hanging database for ever.
    const { status, stdout, stderr } = spawnSync('go', args, { cwd: folder, env, encoding: 'utf8', timeout: 5000 });
    if (status === 0) return 'ok';
    const said = stdout + stderr;
    if (/server misbehavior detected/.test(said)) return 'fork';
    if (/checksum mismatch/.test(said)) return 'mismatch';
    return /checksum missing from sumdb response/.test(said) ? 'absent' : 'refused';
  }

  /** Fetches what go would, and asks about both lines. */
  async function ourVerdict(store: SumdbStore): Promise<Verdict> {
    const http = httpClient({ env: {}, retries: 0, limits: { ...runLimits(3000), connect: 2000 } });
    const settings = { GOPROXY: served.url, GOSUMDB: served.key, GONOSUMDB: '' };
    const database = checksumDatabase(settings, http, store);
    try {
      for (const [file, version] of [
        ['mod', `${VERSION}/go.mod`],
        ['zip', VERSION],
      ] as const) {
        const hash = await hashOf(http, file);
        const verdict = hash === undefined ? undefined : await database.check({ path: MODULE, version, hash });
        if (verdict?.verdict === 'unproven') return verdict.failure.kind === 'fork' ? 'fork' : 'refused';
        if (verdict?.verdict !== 'ok') return verdict?.verdict ?? 'refused';
      }
      return 'ok';
    } finally {
      http.close();
    }
  }

  async function hashOf(http: ReturnType<typeof httpClient>, file: 'mod' | 'zip'): Promise<string | undefined> {
    const reply = await http.get(new URL(`${served.url}/${MODULE}/@v/${VERSION}.${file}`), { maxBytes: 1 << 20 });
    if (!reply.ok) return undefined;
    return file === 'mod' ? goModHash(reply.body) : (await hashZip(zipInMemory(reply.body))).value;
  }
});
