/** A facts file as a valibot schema, for those who write or read such files without modwarden; `schemas/facts.schema.json` is made from it. */
import type { Valibot } from '../rule.ts';

/** What gather/record.ts writes. Values are strict, so that a spelling mistake is one here too. */
export function factsSchema(v: Valibot) {
  const said = (description: string) => v.pipe(v.string(), v.description(description));
  const time = v.pipe(v.string(), v.isoTimestamp(), v.description('RFC 3339'));
  const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description('SHA-256 of a text, its key in "texts"'));
  const question = { module: said('module path'), version: said('"" if the fact is about all versions') };
  const source = {
    source: said('the source: module cache, vendor, fact cache, the host of a proxy, or a checksum database'),
  };
  const info = v.strictObject({ version: v.string(), time: v.optional(time) });
  const files = v.array(v.strictObject({ path: said('in the module'), text: hash }));
  const proof = v.strictObject({
    database: said('name of the checksum database'),
    lines: v.pipe(v.array(v.string()), v.description('what it has logged of the version, as lines of go.sum')),
  });
  const known = [
    v.strictObject({ kind: v.literal('mod'), ...question, value: hash, ...source }),
    v.strictObject({ kind: v.literal('info'), ...question, value: info, ...source }),
    v.strictObject({
      kind: v.literal('versions'),
      ...question,
      value: v.array(v.string()),
      ...source,
      asOf: v.optional(time),
    }),
    v.strictObject({ kind: v.literal('latest'), ...question, value: info, ...source, asOf: v.optional(time) }),
    v.strictObject({ kind: v.literal('license'), ...question, value: v.strictObject({ files }), ...source }),
    v.strictObject({ kind: v.literal('proof'), ...question, value: proof, ...source }),
  ];
  const unknown = v.strictObject({
    kind: v.picklist(['mod', 'info', 'versions', 'latest', 'license', 'proof']),
    ...question,
    why: v.picklist(['offline', 'private', 'missing', 'failed']),
    detail: said("Go's own message if Go has one"),
    notFound: v.optional(
      v.pipe(v.literal(true), v.description("no proxy has it, and only the module's origin is left")),
    ),
    hint: v.optional(said('what to do about it')),
  });
  return v.strictObject({
    format: v.literal('modwarden facts'),
    version: v.literal(1),
    asOf: time,
    facts: v.array(v.union([...known, unknown])),
    texts: v.record(hash, v.string()),
  });
}
