/** Hashes of go.mod files against go.sum (modfetch.checkModSum). A mismatch is the one error that ends everything at once. */

import { hash } from 'node:crypto';
import { encode } from '../../../text/bytes.ts';
import { pointAt, source } from '../../../text/source.ts';
import { join } from '../../path/file-path.ts';
import { parseSum, type SumFile, sumHashes, sumKey } from '../../sum/parse.ts';
import type { ModuleVersion } from '../../version/module-version.ts';
import type { SumMismatch } from '../failure.ts';
import type { Known } from '../known.ts';
import type { FileReply } from '../questions.ts';
import type { Sums } from '../session.ts';
import { type GraphSession, inWorkspace } from '../session.ts';
import { type Needs, needsOf } from '../task.ts';

/** What keeps a go.mod from being used: something to be read first, or an end. */
export type Hindrance = { readonly needs: Needs } | { readonly fatal: string; readonly mismatch?: SumMismatch };

/** undefined: nothing speaks against this text. */
export function checkGoMod(session: GraphSession, module: ModuleVersion, text: string): Hindrance | undefined {
  const sums = sumsOf(session);
  if (!('files' in sums)) return sums;
  const key = sumKey({ ...module, goMod: true });
  let sum: string | undefined;
  let listed = false;
  for (const { name, hashes } of sums.files) {
    const lines = hashes.get(key);
    if (!lines) continue;
    sum ??= knownHash(session.known, text);
    for (const line of lines) {
      if (line === sum) {
        // Of the first file (go.sum, go.work.sum) the first line that matches decides; of the members' files all lines must match.
        if (name === sums.files[0]!.name) return undefined;
        listed = true;
      } else if (line.startsWith('h1:')) {
        const found = { module, file: name, downloaded: sum, recorded: line };
        return { fatal: mismatchText(found), mismatch: found };
      }
    }
  }
  if (!listed && sum !== undefined) warnOfUnknown(session, sums, module, key, sum);
  return undefined;
}

/** Whether go.sum has a hash of a kind that counts for the go.mod file. */
export function hasGoModSum(session: GraphSession, module: ModuleVersion): boolean | Hindrance {
  const sums = sumsOf(session);
  if (!('files' in sums)) return sums;
  const key = sumKey({ ...module, goMod: true });
  return sums.files.some(({ hashes }) => hashes.get(key)?.some((line) => line.startsWith('h1:')) ?? false);
}

/** goModHash, made once of each text. */
export function knownHash({ hashes }: Pick<Known, 'hashes'>, text: string): string {
  let sum = hashes.get(text);
  if (sum === undefined) {
    sum = goModHash(text);
    hashes.set(text, sum);
  }
  return sum;
}

/** `h1:` of a tree that holds only this go.mod (dirhash.Hash1). */
export function goModHash(text: string): string {
  const file = hash('sha256', text.isWellFormed() ? text : encode(text), 'hex');
  return `h1:${hash('sha256', `${file}  go.mod\n`, 'base64')}`;
}

/** All hashes of a version's go.mod, of any kind and in any of the files. */
export function hashesOf(session: GraphSession, module: ModuleVersion): string[] | Hindrance {
  const sums = sumsOf(session);
  if (!('files' in sums)) return sums;
  const key = sumKey({ ...module, goMod: true });
  return sums.files.flatMap(({ hashes }) => hashes.get(key) ?? []);
}

function sumsOf(session: GraphSession): Sums | Hindrance {
  session.sums ??= loadSums(session);
  if (!session.sums) return { needs: needsOf({ files: sumPaths(session).filter((p) => !session.known.files.has(p)) }) };
  return session.sums.malformed === undefined ? session.sums : { fatal: session.sums.malformed };
}

const pathsOfSums = new WeakMap<GraphSession['mains'], readonly string[]>();

/** Made once: until these files are there, each go.mod asks for them. */
function sumPaths({ mains, input }: GraphSession): readonly string[] {
  const paths = pathsOfSums.get(mains) ?? findSums(mains, input);
  pathsOfSums.set(mains, paths);
  return paths;
}

/** The first file is the one that go would write to. */
function findSums(mains: GraphSession['mains'], input: GraphSession['input']): string[] {
  if (!mains.work) return [input.modfile?.replace(/\.mod$/, '.sum') ?? join(input.folder, 'go.sum')];
  const members = new Set([...mains.files.values()].map((main) => join(main.folder, 'go.sum')));
  return [`${mains.work.path}.sum`, ...members];
}

interface ParsedSum {
  readonly path: string;
  readonly file: SumFile;
  readonly hashes: Map<string, string[]>;
}

/** By what was read: each module's own graph and that of its workspace look at the same files. */
const parsedSums = new WeakMap<FileReply, ParsedSum>();

function parsedSum(path: string, reply: FileReply): ParsedSum {
  const before = parsedSums.get(reply);
  if (before?.path === path) return before;
  const file = parseSum(source(path, reply.known ? reply.text : ''));
  const parsed = { path, file, hashes: sumHashes(file) };
  parsedSums.set(reply, parsed);
  return parsed;
}

function loadSums(session: GraphSession): Sums | undefined {
  const parsed: ParsedSum[] = [];
  for (const path of sumPaths(session)) {
    const reply = session.known.files.get(path);
    if (!reply) return undefined;
    parsed.push(parsedSum(path, reply));
  }
  const [main, ...members] = parsed;
  const name = inWorkspace(session) ? 'go.work.sum' : sumName(session.input.modfile);
  const files = [{ name, hashes: main!.hashes }, ...members.map(({ path, hashes }) => ({ name: path, hashes }))];
  // Go reads the members' files first.
  const broken = [...members, main!].find(({ file }) => file.errors.length > 0);
  return { files, malformed: broken && malformed(broken.path, broken.file), warned: new Set() };
}

function sumName(modfile = 'go.mod'): string {
  return modfile.slice(modfile.lastIndexOf('/') + 1).replace(/\.mod$/, '.sum');
}

function malformed(path: string, file: SumFile): string {
  const error = file.errors[0]!;
  const what = error.message.slice(error.message.indexOf(': ') + 2);
  return `malformed go.sum:\n${path}:${pointAt(file.source, error.at.start).line}: ${what}\n`;
}

function mismatchText({ module, file, downloaded, recorded }: SumMismatch): string {
  return `verifying ${module.path}@${module.version}/go.mod: checksum mismatch
\tdownloaded: ${downloaded}
\t${file}:     ${recorded}

SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.
`;
}

function warnOfUnknown(session: GraphSession, sums: Sums, module: ModuleVersion, key: string, sum: string): void {
  const lines = sums.files[0]!.hashes.get(key);
  if (!lines || sums.warned.has(key)) return;
  sums.warned.add(key);
  session.stderr.push(`warning: verifying ${module.path}@${module.version}/go.mod: unknown hashes in go.sum: ${lines.join(', ')}; adding ${sum}

SECURITY WARNING
This download is listed in go.sum, but using an unknown hash algorithm.
The download cannot be verified.

For more information, see 'go help module-auth'.

`);
}
