/**
 * Where one ref of a git repository points, asked over smart HTTP (gitprotocol-http, gitprotocol-v2) without git: no configuration, no
 * helper and no credentials of anybody take part, and nothing is fetched.
 */
import type { Result } from '../../go/std/result.ts';
import { encode } from '../../text/bytes.ts';
import type { HttpClient } from '../http/client.ts';
import { DELIMITER, FLUSH, packet, parsePackets } from './pkt-line.ts';

/** Asks one repository. */
export interface RefReader {
  /** The commit that the ref points to, through an annotated tag; null: there is no such ref. */
  commitOf(ref: string): Promise<Result<string | null>>;
}

/** Bytes of what a server says of itself. A server without protocol 2 lists all its refs there. */
export const MAX_ADVERTISED: number = 16 << 20;
/** Bytes of an answer about refs that begin with one name. */
export const MAX_REFS_ANSWER: number = 1 << 20;

const TYPE = 'application/x-git-upload-pack';
const PROTOCOL = { 'Git-Protocol': 'version=2' };

/** `repository`: its http(s) URL; it is asked about itself once. `mayFollow`: which URLs a redirect may lead to. */
export function refReader(http: Pick<HttpClient, 'get'>, repository: URL, mayFollow: (url: URL) => boolean): RefReader {
  let opened: Promise<Result<Advertised>> | undefined;
  return {
    commitOf: async (ref) => {
      if (!REF.test(ref)) return { error: 'not the name of a tag' };
      opened ??= advertised(http, repository, mayFollow);
      const { value, error } = await opened;
      if (value === undefined) return { error };
      return value.refs === undefined ? askRef(http, value, ref) : { value: value.refs.get(ref) ?? null };
    },
  };
}

/** No character that git forbids in names, or that ends a line. */
const REF = /^refs\/tags\/[^\0-\x20\x7f~^:?*[\\]{1,500}$/;

interface Advertised {
  /** Below it are the services. */
  readonly base: URL;
  readonly objectFormat: string | undefined;
  /** All refs, from a server that knows no protocol 2. */
  readonly refs: ReadonlyMap<string, string> | undefined;
}

async function advertised(
  http: Pick<HttpClient, 'get'>,
  repository: URL,
  mayFollow: (url: URL) => boolean,
): Promise<Result<Advertised>> {
  const service = '/info/refs';
  const url = new URL(repository);
  url.pathname = url.pathname.replace(/\/*$/, service);
  url.search = '?service=git-upload-pack';
  const reply = await http.get(url, { maxBytes: MAX_ADVERTISED, headers: PROTOCOL, mayFollow });
  if (!reply.ok) return { error: reply.detail };
  if (!reply.headers['content-type']?.startsWith(`${TYPE}-advertisement`))
    return { error: `${url.host} serves no git there` };
  const { value: lines, error } = parsePackets(reply.body);
  if (lines === undefined) return { error };
  const base = new URL(reply.url ?? url);
  if (!base.pathname.endsWith(service)) return { error: `redirected to ${base.host}, to something else` };
  base.pathname = base.pathname.slice(0, -service.length);
  base.search = '';
  const said = lines.filter((line): line is string => line !== undefined && !line.startsWith('# service='));
  if (said[0] !== 'version 2') return { value: { base, objectFormat: undefined, refs: refsIn(said) } };
  const format = said.find((line) => line.startsWith('object-format='))?.slice('object-format='.length);
  return { value: { base, objectFormat: format, refs: undefined } };
}

/** As older servers list them: `OID NAME`, the first with capabilities behind a NUL, annotated tags again with `^{}`. */
function refsIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const line of lines) {
    const [, oid, name] = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) ([^\0]+)/.exec(line) ?? [];
    // The peeled line comes behind that of the tag.
    if (oid !== undefined && name !== undefined) refs.set(name.replace(/\^\{\}$/, ''), oid);
  }
  return refs;
}

async function askRef(
  http: Pick<HttpClient, 'get'>,
  { base, objectFormat }: Advertised,
  ref: string,
): Promise<Result<string | null>> {
  const url = new URL(base);
  url.pathname += '/git-upload-pack';
  const isFormat = objectFormat === 'sha1' || objectFormat === 'sha256';
  const format = isFormat ? packet(`object-format=${objectFormat}\n`) : '';
  const question = `${packet('command=ls-refs\n')}${format}${DELIMITER}${packet('peel\n')}${packet(`ref-prefix ${ref}\n`)}${FLUSH}`;
  const post = { type: `${TYPE}-request`, body: encode(question) };
  const reply = await http.get(url, { maxBytes: MAX_REFS_ANSWER, headers: PROTOCOL, post });
  if (!reply.ok) return { error: reply.detail };
  const { value: lines, error } = parsePackets(reply.body);
  if (lines === undefined) return { error };
  // Without its end an answer that lists nothing would say that the tag is gone.
  if (lines.at(-1) !== undefined) return { error: 'the answer breaks off' };
  const fault = lines.find((line) => line?.startsWith('ERR '));
  if (fault !== undefined) return { error: `${url.host}: ${fault.slice('ERR '.length)}` };
  for (const line of lines) {
    const [oid = '', name, ...attributes] = line?.split(' ') ?? [];
    if (name !== ref) continue;
    const peeled = attributes.find((attribute) => attribute.startsWith('peeled:'))?.slice('peeled:'.length);
    const commit = peeled ?? oid;
    return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)
      ? { value: commit }
      : { error: 'malformed answer about a ref' };
  }
  return { value: null };
}
