/**
 * The one tree that a client believes in: the newest signed head it knows, of which every other head must be the beginning or the
 * continuation. Two heads that are neither are proof that the database shows different logs to different people.
 */
import { decode } from '../../text/bytes.ts';
import type { VerifierKey } from '../env/verifier-key.ts';
import { type ForkEvidence, failed, type Outcome, type SumdbFailure, within } from './failure.ts';
import { emptyTreeHash, formatHash, type Hash, sameHash } from './hash.ts';
import { openNote } from './note.ts';
import type { SumdbOps } from './ops.ts';
import { checkTree, type HashReader, proveTree, treeHash } from './proof.ts';
import { type TileSource, tileHashes } from './tile-hashes.ts';
import { parseTree, type SignedHead, type Tree } from './tree-head.ts';

export interface Timeline {
  latest(): SignedHead;
  /** Stored hashes of the latest tree. */
  reader(): HashReader;
  /** Takes a signed head into the timeline, and keeps it if it is newer than the kept one. No bytes: the tree without records. */
  merge(note: Uint8Array): Promise<SumdbFailure | undefined>;
}

type When = 'past' | 'now' | 'future';

/** Beyond, positions of stored hashes do not fit into Go's 64 bits. */
const MAX_SIZE = 1n << 62n;

export function timeline(ops: SumdbOps, key: VerifierKey, tiles: TileSource): Timeline {
  const file = `${key.name}/latest`;
  const merging = new Map<string, Promise<SumdbFailure | undefined>>();
  let latest: SignedHead = { tree: { size: 0n, hash: emptyTreeHash() }, note: new Uint8Array() };
  let reader = tileHashes(latest.tree, tiles);

  /** Into memory only. */
  async function accept(note: Uint8Array): Promise<Outcome<When>> {
    if (note.length === 0) return { value: latest.tree.size === 0n ? 'now' : 'past' };
    const opened = openHead(note, key);
    if (opened.failure) return opened;
    const head = opened.value;
    for (;;) {
      const current = latest;
      if (head.tree.size <= current.tree.size) {
        const failure = await checkHeads(head, current, reader, ops);
        if (failure) return { failure };
        return { value: head.tree.size < current.tree.size ? 'past' : 'now' };
      }
      const newer = tileHashes(head.tree, tiles);
      const failure = await checkHeads(current, head, newer, ops);
      if (failure) return { failure };
      // Another lookup may have brought a newer head meanwhile; then this one is compared with that.
      if (latest !== current) continue;
      latest = head;
      reader = newer;
      return { value: 'future' };
    }
  }

  async function merge(note: Uint8Array): Promise<SumdbFailure | undefined> {
    const when = await accept(note);
    if (when.failure || when.value !== 'future') return when.failure;
    for (;;) {
      const kept = await ops.readConfig(file);
      if (kept.error !== undefined) return failed('config', kept.error).failure;
      const age = await accept(kept.value);
      if (age.failure || age.value !== 'past') return age.failure;
      const written = await ops.writeConfig(file, kept.value, latest.note);
      if (written.result === 'failed') return failed('config', written.error).failure;
      if (written.result === 'written') return undefined;
    }
  }

  return {
    latest: () => latest,
    reader: () => reader,
    merge: (note) => {
      // Hundreds of lookups come with a handful of heads.
      const text = decode(note);
      const known = merging.get(text) ?? merge(note);
      merging.set(text, known);
      return known;
    },
  };
}

/** A signed tree head that the key vouches for. */
export function openHead(note: Uint8Array, key: VerifierKey): Outcome<SignedHead> {
  const opened = openNote(note, [key]);
  if (opened.error !== undefined) return failed('note', `reading tree note: ${opened.error}\nnote:\n${decode(note)}`);
  const { text } = opened.value;
  const tree = parseTree(text);
  if (tree.error !== undefined) return failed('tree', `reading tree: ${tree.error}\ntree:\n${text}`);
  if (tree.value.size > MAX_SIZE) return failed('tree', `reading tree: ${tree.value.size} records are too many`);
  return { value: { tree: tree.value, note } };
}

/** undefined where the older tree is the beginning of the newer one. */
async function checkHeads(
  older: SignedHead,
  newer: SignedHead,
  readNewer: HashReader,
  ops: SumdbOps,
): Promise<SumdbFailure | undefined> {
  const root = await treeHash(older.tree.size, readNewer);
  if (root.failure) return within(comparison(older.tree, newer.tree), root.failure).failure;
  if (sameHash(root.value, older.tree.hash)) return undefined;
  const fork = await forkEvidence(older, newer, root.value, readNewer);
  ops.securityError(fork, describeFork(fork));
  return forkFailure(fork);
}

export function forkFailure(fork: ForkEvidence): SumdbFailure {
  return { kind: 'fork', message: 'security error: misbehaving server', fork };
}

function comparison(older: Tree, newer: Tree): string {
  const checking = `checking tree#${older.size}`;
  return older.size === newer.size ? checking : `${checking} against tree#${newer.size}`;
}

async function forkEvidence(
  older: SignedHead,
  newer: SignedHead,
  rootInNewer: Hash,
  readNewer: HashReader,
): Promise<ForkEvidence> {
  const { size } = older.tree;
  const proof = size > 0n ? (await proveTree(newer.tree.size, size, readNewer)).value : undefined;
  const fork = { older, newer, rootInNewer, proof };
  return isProved(fork) ? fork : { ...fork, proof: undefined };
}

/** Whether both heads contradict each other beyond doubt, given that both are signed. */
export function isProved({ older, newer, rootInNewer, proof }: ForkEvidence): boolean {
  const { size, hash } = older.tree;
  if (proof === undefined || size < 1n || size > newer.tree.size || sameHash(hash, rootInNewer)) return false;
  return checkTree(proof, newer.tree.size, newer.tree.hash, size, rootInNewer) === undefined;
}

/** Go's message, with both signed heads. */
export function describeFork({ older, newer, rootInNewer, proof }: ForkEvidence): string {
  const indented = ({ note }: SignedHead) => decode(note).replaceAll('\n', '\n\t');
  const hashes = [rootInNewer, ...(proof ?? [])].map((hash) => `\n\t${formatHash(hash)}`).join('');
  return (
    'SECURITY ERROR\ngo.sum database server misbehavior detected!\n\n' +
    `old database:\n\t${indented(older)}\nnew database:\n\t${indented(newer)}\nproof of misbehavior:${hashes}`
  );
}
