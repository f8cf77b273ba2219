/** The JSON of `modwarden diff`: `schemas/diff.schema.json` is generated from it. */
import type { InferOutput } from 'valibot';
import type { Valibot } from '../../model/rule.ts';

export type JsonDiff = InferOutput<ReturnType<typeof diffSchema>>;

/** Further members may come within version 1. */
export function diffSchema(v: Valibot) {
  const text = v.string();
  const said = (description: string) => v.pipe(v.string(), v.description(description));
  const orNull = <T extends Parameters<typeof v.nullable>[0]>(schema: T, description: string) =>
    v.pipe(v.nullable(schema), v.description(description));
  const side = v.object({
    version: text,
    direct: v.pipe(v.boolean(), v.description('required without // indirect')),
    depth: orNull(v.number(), 'null where it is not known'),
    replacedBy: orNull(text, 'path, or path@version'),
    published: orNull(text, 'YYYY-MM-DD; null where it is not known'),
    license: orNull(text, 'SPDX expression; null where it is not known'),
  });
  const change = v.object({
    change: v.picklist(['added', 'removed', 'up', 'down', 'replaced']),
    path: said('module path'),
    by: orNull(text, 'the requirement through which it is required; null for a direct one'),
    origin: orNull(v.picklist(['new host', 'new owner']), 'null where others of that owner were there'),
    vulnerabilities: orNull(
      v.object({ added: v.array(text), ended: v.array(text) }),
      'first IDs of known vulnerabilities that the change brings and ends; null without a database',
    ),
    before: v.nullable(side),
    after: v.nullable(side),
  });
  const checksum = v.object({
    file: text,
    line: v.number(),
    path: text,
    version: text,
    kind: v.picklist(['go.mod', 'zip']),
    before: text,
    after: text,
  });
  const module = v.object({
    file: said('path of the go.mod or go.work, from the root'),
    state: v.picklist(['added', 'removed', 'both']),
    go: orNull(v.object({ before: v.nullable(text), after: v.nullable(text) }), 'the go line; null where it stays'),
    declaredOnly: v.pipe(
      v.boolean(),
      v.description('a build list is not known: only the requirements of go.mod are compared'),
    ),
    attention: v.pipe(v.array(text), v.description('what to look at first, in sentences')),
    changes: v.array(change),
    checksums: v.pipe(v.array(checksum), v.description('lines of go.sum with another hash for the same version')),
  });
  return v.object({
    version: v.literal(1),
    base: v.object({ rev: said('as it was named'), commit: text }),
    head: said('a revision as it was named, or "work tree"'),
    modules: v.array(module),
  });
}
