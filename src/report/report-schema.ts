/**
 * The JSON report as a valibot schema: `schemas/report.schema.json` is generated from it. Its type is checked against `Report` below, so
 * that neither can change without the other.
 */
import type { GenericSchema, InferOutput } from 'valibot';
import type { Report } from '../model/report.ts';
import type { Valibot } from '../model/rule.ts';
import type { Inventory } from './inventory.ts';
import { inventorySchema } from './inventory-schema.ts';
import type { Summary } from './text/summary.ts';

export type JsonReport = InferOutput<ReturnType<typeof reportSchemas>['report']>;

/** What JSON makes of a type: no readonly, and what may be undefined may be missing. */
type Json<T> = T extends readonly (infer E)[] ? Json<E>[] : T extends object ? Flat<JsonObject<T>> : T;
type JsonObject<T> = { -readonly [K in RequiredKeys<T>]: Json<T[K]> } & {
  -readonly [K in Exclude<keyof T, RequiredKeys<T>>]?: Json<Exclude<T[K], undefined>>;
};
type RequiredKeys<T> = keyof { [K in keyof T as undefined extends T[K] ? never : K]: K };
type Flat<T> = { [K in keyof T]: T[K] };

/** Not just assignable both ways, which would let an optional member be forgotten. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Assert<T extends true> = T;
export type SchemaIsReport = Assert<
  Same<Json<JsonReport>, Json<Report & { readonly summary: Summary; readonly inventory: Inventory | undefined }>>
>;

/** The schemas by name; `report` is the whole, the others are what it refers to. Further members may come within version 1. */
export function reportSchemas(v: Valibot) {
  const text = v.string();
  const texts = v.array(text);
  const said = (description: string) => v.pipe(v.string(), v.description(description));
  const count = v.pipe(v.number(), v.integer(), v.minValue(0));
  const level = v.picklist(['error', 'warning', 'note']);

  const point = v.pipe(
    v.object({
      line: v.pipe(v.number(), v.integer(), v.minValue(1)),
      column: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
    v.description('1-based line and column; columns count UTF-16 code units'),
  );
  const place = v.pipe(
    v.object({ path: said('path from the root of the repository, with forward slashes'), start: point, end: point }),
    v.description('a stretch of a file; `end` is exclusive'),
  );
  const quote = v.object({ place, snippet: text });
  const step = v.object({
    path: text,
    version: text,
    place: v.exactOptional(
      v.pipe(
        place,
        v.description('the line that requires it, if it is another line of the repository than that of the finding'),
      ),
    ),
  });

  const vulnerability = v.object({
    ids: v.pipe(texts, v.description('GO-, CVE- and GHSA- IDs, the one it is reported by first')),
    summary: text,
    module: said('what is built: the replacing module where there is one, or stdlib'),
    version: text,
    fixed: said('the version that fixes it; empty where none is known'),
    reviewed: v.boolean(),
    published: v.exactOptional(text),
    url: v.exactOptional(text),
    reach: v.exactOptional(
      v.pipe(
        v.picklist(['called', 'imported', 'required']),
        v.description('how far the program reaches it, by an imported report'),
      ),
    ),
  });
  const finding = v.object({
    rule: said('id of the rule'),
    level,
    id: v.pipe(
      v.string(),
      v.regex(/^mw1:[0-9a-f]{32}$/),
      v.description('identity: does not change when lines move, versions change or messages are reworded'),
    ),
    lineId: v.exactOptional(
      said('identity of the module on the line, if the finding is about a module that it requires'),
    ),
    state: v.pipe(
      v.picklist(['new', 'baseline', 'waived']),
      v.description('only `new` findings count for the exit code'),
    ),
    place,
    anchor: v.exactOptional(place),
    snippet: said('the first line of the place, of a long one what is around the place'),
    snippetColumn: v.exactOptional(
      v.pipe(v.number(), v.description('the column that the snippet begins with, where it is not the first')),
    ),
    subject: said('the subject: a module path, a variable'),
    module: v.exactOptional(said('folder of the module, empty for the root; missing if the finding is about a file')),
    version: v.exactOptional(text),
    message: text,
    hint: v.exactOptional(said('what to do')),
    related: v.array(v.object({ place, message: text })),
    trail: v.pipe(v.array(step), v.description('the requirement path to the module, from a requirement in go.mod')),
    confidence: v.exactOptional(v.literal('low')),
    asOf: v.exactOptional(said('when the version lists were read, RFC 3339; the oldest of them')),
    policy: v.exactOptional(v.pipe(quote, v.description('the line of the policy that applies'))),
    waiver: v.exactOptional(
      v.object({
        reason: text,
        owner: v.exactOptional(text),
        until: text,
        justification: v.exactOptional(said("OpenVEX's word for why a vulnerability does not matter here")),
        place,
      }),
    ),
    baseline: v.exactOptional(
      v.pipe(
        v.object({ since: v.exactOptional(text), rev: v.exactOptional(text) }),
        v.description('the day on which the baseline recorded it (YYYY-MM-DD), or the base revision that has it too'),
      ),
    ),
    fix: v.exactOptional(
      v.pipe(
        v.object({
          what: said('what the edits do, as an instruction'),
          safe: v.pipe(v.boolean(), v.description('nothing that is built changes, and nothing that is meant is lost')),
          sha256: v.pipe(
            v.string(),
            v.regex(/^[0-9a-f]{64}$/),
            v.description('SHA-256 of the file that the edits are for, in hexadecimal'),
          ),
          edits: v.array(v.object({ place, text: said('the new text of the place; empty: it is removed') })),
          followUp: v.exactOptional(
            v.pipe(
              v.object({ run: text, resolves: texts }),
              v.description('a command that completes the fix, and the rules that report something until then'),
            ),
          ),
        }),
        v.description('edits of one file that fix the finding; "modwarden fix" makes them'),
      ),
    ),
    vulnerability: v.exactOptional(vulnerability),
    data: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.union([text, v.number(), v.boolean(), v.null(), texts])),
        v.description('more facts, by stable keys of the rule'),
      ),
    ),
  });
  const gap = v.pipe(
    v.object({
      rule: text,
      module: v.exactOptional(text),
      subject: said('what could not be checked: path@version, a path, or a file'),
      why: v.picklist(['offline', 'private', 'missing', 'failed']),
      detail: text,
      fails: v.pipe(v.boolean(), v.description('whether the policy says that this fails the run')),
      hint: v.exactOptional(text),
    }),
    v.description('something that could not be checked'),
  );
  const rule = v.object({
    id: text,
    title: text,
    why: said('Markdown'),
    level: v.pipe(level, v.description('the default level')),
    security: v.exactOptional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(10))),
    precision: v.picklist(['very-high', 'high', 'medium', 'low']),
    since: text,
    plugin: v.exactOptional(
      said('the plug-in that brings it, or `own` for a rule of the library; missing for built-in rules'),
    ),
    ran: v.pipe(v.boolean(), v.description('whether the rule was on for any file')),
    offFor: v.exactOptional(
      v.pipe(texts, v.description('files of the modules for which the rule is off, if it is on for others')),
    ),
  });
  const summary = v.object({
    errors: count,
    warnings: count,
    notes: count,
    waived: count,
    baseline: count,
    gaps: count,
    failingGaps: count,
    problems: count,
    modules: count,
  });
  // JSON Schema has no template types; the pattern says the same.
  const metricName = v.pipe(
    v.custom<`modwarden_${string}`>((name) => typeof name === 'string' && name.startsWith('modwarden_')),
  );
  const metric = v.object({
    name: metricName,
    help: text,
    unit: v.exactOptional(text),
    type: v.literal('gauge'),
    samples: v.array(v.object({ labels: v.record(v.string(), text), value: v.number() })),
  });
  const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
  const provenance = v.pipe(
    v.object({
      input: v.object({
        kind: v.picklist(['folder', 'index', 'revision', 'archive']),
        name: said('its last name, not where it lies'),
        sha256: v.exactOptional(v.pipe(sha256, v.description('of an archive or bundle'))),
        revision: v.exactOptional(said('as --rev named it')),
        commit: v.exactOptional(said("of the revision, of the work tree's HEAD, or as `git archive` noted it")),
        changed: v.exactOptional(
          v.pipe(texts, v.description('files of a work tree that were read and differ from the commit')),
        ),
        files: v.pipe(count, v.description('how many files were read')),
        hash: said('over the names and contents of the files that were read, as Go hashes a module: h1:…'),
      }),
      policies: v.array(v.object({ path: text, sha256 })),
      facts: v.exactOptional(v.object({ sha256, asOf: said('when the facts were gathered, RFC 3339') })),
      command: said('makes the same report again, where it has the same input, policy and record'),
    }),
    v.description('with --provenance: what the report is based on'),
  );
  const inventory = inventorySchema(v);
  const report = v.object({
    version: v.literal(1),
    tool: v.object({ name: v.literal('modwarden'), version: text }),
    tree: said('what was checked: `files`, or `index` for staged files; for a tree given to the library, its name'),
    today: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/), v.description('the date of the check, YYYY-MM-DD')),
    partial: v.exactOptional(said('why this is a partial check')),
    summary,
    policies: v.array(v.object({ path: v.exactOptional(text), extends: texts, modules: texts })),
    problems: v.array(
      v.object({
        place: v.exactOptional(place),
        snippet: v.exactOptional(text),
        message: text,
        hint: v.exactOptional(text),
      }),
    ),
    rules: v.array(rule),
    modules: v.array(v.object({ dir: text, file: text, path: text, graph: text, modules: count })),
    otherModfiles: v.exactOptional(
      v.pipe(
        texts,
        v.description('files in the language of go.mod that were not checked, because no policy includes them'),
      ),
    ),
    findings: v.array(finding),
    gaps: v.array(gap),
    baseline: v.exactOptional(
      v.pipe(
        v.object({ path: text, recorded: count, fixed: v.exactOptional(count) }),
        v.description(
          'the baseline file that was read, how many findings it holds, and how many of them are found no more',
        ),
      ),
    ),
    base: v.exactOptional(
      v.pipe(
        v.object({ rev: text, commit: text, unchecked: count }),
        v.description('the revision that this is compared with, and how much could not be checked there'),
      ),
    ),
    metrics: v.exactOptional(v.array(metric)),
    network: v.exactOptional(
      v.pipe(
        v.object({ requests: count, cached: count, bytes: count }),
        v.description(
          'with --verbose: requests, facts from the fact cache, and received bytes; all 0 if facts come from a record',
        ),
      ),
    ),
    provenance: v.exactOptional(provenance),
    inventory: v.exactOptional(inventory),
  });
  return { report, finding, gap, rule, metric, place, point, provenance, inventory };
}

/** `toJsonSchema` of @valibot/to-json-schema, handed in: a tool of the build, not of users. */
export type ToJsonSchema = (
  schema: GenericSchema,
  config: {
    readonly target: 'draft-2020-12';
    readonly definitions: Record<string, GenericSchema>;
    readonly overrideSchema: (context: OverrideContext) => object | null;
  },
) => object;

interface OverrideContext {
  readonly valibotSchema: { readonly type: string };
}

export async function reportJsonSchema(toJsonSchema: ToJsonSchema): Promise<object> {
  const v = await import('valibot');
  const { report, ...definitions } = reportSchemas(v);
  const metricName = { type: 'string', pattern: '^modwarden_[a-z_]+$' };
  const schema = toJsonSchema(report, {
    target: 'draft-2020-12',
    definitions,
    overrideSchema: ({ valibotSchema }) => (valibotSchema.type === 'custom' ? metricName : null),
  });
  return { title: 'modwarden report, version 1', ...schema };
}
