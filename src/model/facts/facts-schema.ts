/** A facts file as a valibot schema, for those who write or read such files without modwarden; `schemas/facts.schema.json` is made from it. */
import type { Valibot } from '../rule.ts';
import { FACT_KINDS } from './fact-json.ts';

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
  const sums = v.array(v.strictObject({ path: said('in the module'), sha256: v.string() }));
  const importing = v.strictObject({
    when: said('build constraint, as in //go:build; "" if there is none'),
    test: v.optional(v.pipe(v.literal(true), v.description('files of tests'))),
    imports: v.pipe(v.array(v.string()), v.description('import paths outside the standard library')),
  });
  const packages = v.strictObject({
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description('of the zip')),
    packages: v.array(v.strictObject({ folder: said('in the module; "" is the root'), files: v.array(importing) })),
  });
  const count = v.pipe(v.number(), v.integer(), v.minValue(0));
  const databases = v.array(
    v.strictObject({
      name: said('folder, zip or server'),
      modified: v.optional(time),
      modules: count,
      entries: count,
      malicious: count,
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description('of its index')),
    }),
  );
  const reports = v.array(
    v.strictObject({
      name: said('the file'),
      tool: v.picklist(['govulncheck', 'openvex', 'osv-scanner', 'trivy', 'dependency-review']),
      findings: v.array(
        v.strictObject({
          id: v.string(),
          aliases: v.array(v.string()),
          module: v.string(),
          version: v.string(),
          fixed: v.optional(v.string()),
          reach: v.optional(v.picklist(['called', 'imported', 'required'])),
          status: v.optional(v.picklist(['affected', 'not_affected', 'fixed', 'under_investigation'])),
          summary: v.optional(v.string()),
          product: v.optional(said('module path of the program that an OpenVEX statement is about')),
        }),
      ),
    }),
  );
  const text = v.optional(v.string());
  const content = v.strictObject({ hash: said('h1: hash, computed'), of: v.picklist(['zip', 'folder']) });
  const cached = v.strictObject({
    zip: text,
    folder: text,
    mod: text,
    ziphash: text,
    unreadable: v.optional(
      v.array(v.strictObject({ part: v.picklist(['zip', 'folder', 'mod', 'ziphash']), detail: v.string() })),
    ),
  });
  const origin = v.strictObject({ vcs: text, url: text, ref: text, hash: text });
  const tag = v.strictObject({
    hash: v.pipe(v.nullable(v.string()), v.description('a commit; null: there is no such tag')),
  });
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
    v.strictObject({ kind: v.literal('files'), ...question, value: v.strictObject({ files: sums }), ...source }),
    v.strictObject({ kind: v.literal('packages'), ...question, value: packages, ...source }),
    v.strictObject({ kind: v.literal('content'), ...question, value: content, ...source }),
    v.strictObject({ kind: v.literal('cached'), ...question, value: cached, ...source }),
    v.strictObject({ kind: v.literal('origin'), ...question, value: origin, ...source }),
    v.strictObject({ kind: v.literal('tag'), ...question, value: tag, ...source, asOf: v.optional(time) }),
    v.strictObject({ kind: v.literal('proof'), ...question, value: proof, ...source }),
    v.strictObject({
      kind: v.literal('vulndb'),
      ...question,
      value: v.strictObject({ databases }),
      ...source,
      asOf: v.optional(time),
    }),
    v.strictObject({
      kind: v.literal('seen'),
      ...question,
      value: v.strictObject({ listed: v.optional(time), since: time, until: time }),
      ...source,
      asOf: v.optional(time),
    }),
    v.strictObject({ kind: v.literal('reports'), ...question, value: v.strictObject({ reports }), ...source }),
    v.strictObject({
      kind: v.literal('vulns'),
      ...question,
      value: v.strictObject({ entries: v.pipe(v.array(hash), v.description('entries as JSON texts')) }),
      ...source,
      asOf: v.optional(time),
    }),
  ];
  const unknown = v.strictObject({
    kind: v.picklist(FACT_KINDS),
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
