/** What a report is based on: the input, the policies and the facts, by hash, and the command that makes it again. */
import { createHash } from 'node:crypto';
import { basename, posix, resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { fileSha256 } from '../../gather/provenance/file-sha256.ts';
import { gitState } from '../../gather/provenance/git-state.ts';
import type { RecordedReads } from '../../gather/provenance/recorded-reads.ts';
import { readBounded } from '../../gather/read-file.ts';
import { hash1 } from '../../go/dirhash/hash1.ts';
import { compareText } from '../../go/std/order.ts';
import type { PolicyUsed, Provenance } from '../../model/report.ts';
import { isTreePath } from '../../model/tree.ts';
import { isPackageName } from '../../policy/layers/package-name.ts';
import { encode } from '../../text/bytes.ts';
import type { Arguments } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';

/** Bytes of a policy file. */
const MAX_POLICY = 64 << 20;

/** `verb`: the command's words. `facts`: the record's text, where one was used or made. The run must have been opened with `recordReads`. */
export async function provenanceOf(
  session: Run,
  args: Arguments,
  { env, cwd }: Terminal,
  { verb, facts }: { readonly verb: string; readonly facts: string | undefined },
): Promise<Provenance> {
  const policies = await policyHashes(session);
  const name = basename(resolve(cwd, args.positionals.at(-1) ?? '.'));
  return {
    input: inputOf(session, name, env),
    policies,
    ...(facts !== undefined && { facts: factsOf(facts) }),
    command: replayCommand(
      verb,
      args.positionals.length > 1 ? args.positionals : [name],
      args,
      session.today,
      facts !== undefined,
    ),
  };
}

/** The commit of what is checked, and which files of a work tree differ from it. The run must have been opened with `recordReads`. */
export function commitOf(
  { origin, reads = new Map() }: Run,
  env: Terminal['env'],
): { readonly commit?: string; readonly changed?: readonly string[] } {
  const { kind = 'folder', revision, gitFolder } = origin ?? {};
  if (gitFolder === undefined) return kind === 'archive' && revision !== undefined ? { commit: revision } : {};
  return gitState(gitFolder, revision ?? 'HEAD', kind === 'folder' ? reads : new Map(), env) ?? {};
}

function inputOf(run: Run, name: string, env: Terminal['env']): Provenance['input'] {
  const { origin, reads = new Map() } = run;
  const { kind = 'folder', revision, file } = origin ?? {};
  const { commit, changed } = commitOf(run, env);
  return {
    kind,
    name,
    ...(file !== undefined && { sha256: fileSha256(file) }),
    ...(revision !== undefined && kind === 'revision' && { revision }),
    ...(commit !== undefined && { commit }),
    ...(changed !== undefined && kind === 'folder' && { changed }),
    ...treeHash(reads),
  };
}

function treeHash(reads: RecordedReads['files']): Pick<Provenance['input'], 'files' | 'hash'> {
  const sums = [...reads].flatMap(([name, { sha256 }]) => (sha256 === undefined ? [] : [{ name, sha256 }]));
  return { files: sums.length, hash: hash1(sums).value ?? '' };
}

/** A policy that was given may lie beside the tree. What cannot be read any more is left out. */
async function policyHashes({ tree, root, policies, bases }: Run): Promise<Provenance['policies']> {
  const names = new Set(policies.flatMap(policyFiles));
  const layers = new Map(bases.map(({ source: { path, text } }) => [path, sha256(encode(text))]));
  const hashes = [...layers].map(([path, hash]) => ({ path, sha256: hash }));
  for (const path of [...names].filter((name) => !layers.has(name))) {
    const inTree = isTreePath(path) ? await tree.read(path).catch(() => undefined) : undefined;
    const bytes = inTree ?? readBounded(resolve(root, path), MAX_POLICY);
    if (!('problem' in bytes)) hashes.push({ path, sha256: sha256(bytes) });
  }
  return hashes.sort((a, b) => compareText(a.path, b.path));
}

function policyFiles({ path, extends: bases }: PolicyUsed): string[] {
  if (path === undefined) return [];
  const files = bases.filter((base) => /\.(?:ya?ml|json)$/.test(base));
  return [path, ...files.map((base) => posix.join(posix.dirname(path), base))];
}

function factsOf(record: string): NonNullable<Provenance['facts']> {
  const { asOf } = JSON.parse(record) as { asOf: string };
  return { sha256: sha256(Buffer.from(record)), asOf };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Options that change what a report says. */
const KEPT = [
  'policy',
  'policy-base',
  'baseline',
  'preset',
  'base',
  'rev',
  'root',
  'scope',
  'platform',
  'tags',
  'cgo',
  'fail-on',
] as const;

/** Options that name a file. */
const FILES: ReadonlySet<string> = new Set(['policy', 'policy-base', 'baseline']);

/** Switches that change what a report says. */
const SWITCHES = ['no-baseline', 'tests', 'attest'] as const;

/** The record is named as `audit` writes it; without one nothing says that the same facts can be had again. */
function replayCommand(
  verb: string,
  names: readonly string[],
  args: Arguments,
  today: string,
  hasFacts: boolean,
): string {
  const words = ['modwarden', ...verb.split(' '), ...names];
  for (const option of KEPT) {
    const value = args.values.get(option);
    // The command's own default.
    if (verb === 'audit' && option === 'preset' && value === 'audit') continue;
    if (value !== undefined) words.push(`--${option}`, FILES.has(option) ? basename(value) : value);
  }
  for (const name of SWITCHES) if (args.flags.has(name)) words.push(`--${name}`);
  for (const name of args.lists.get('policy-base') ?? [])
    words.push('--policy-base', isPackageName(name) ? name : basename(name));
  for (const file of args.lists.get('go-env') ?? []) words.push('--go-env', basename(file));
  for (const plugin of args.lists.get('plugin') ?? []) words.push('--plugin', pluginName(plugin));
  if (hasFacts) words.push('--facts', 'facts.json');
  words.push('--as-of', today);
  if (verb === 'audit') words.push('-o', 'audit');
  return words.map(shellWord).join(' ');
}

/** A path without the folders of this machine; a package by its name. */
function pluginName(plugin: string): string {
  return /^(?:@[^/\\]+\/)?[^/\\.]+$/.test(plugin) ? plugin : `./${basename(plugin)}`;
}

function shellWord(word: string): string {
  return /^[\w./@:=+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
