/** The facts of a policy test in their short form: what is known of modules outside of the made-up repository. */
import type { Valibot } from '../../model/rule.ts';
import { isDay } from '../day.ts';
import { faultMessage } from '../options/options.ts';
import { MAX_FACTS } from './limits.ts';
import type { CaseFacts } from './types.ts';

/** A map from `path@version`, or a path alone, to what is known of it. */
export function factsSchema(v: Valibot) {
  const said = (description: string) => v.pipe(v.string(), v.maxLength(MAX_TEXT), v.description(description));
  const list = (description: string) => v.pipe(v.array(v.string()), v.maxLength(MAX_FACTS), v.description(description));
  const unknown = v.strictObject({
    why: v.pipe(v.picklist(['offline', 'private', 'missing', 'failed']), v.description('Why it is not known.')),
    detail: v.optional(said('What is said about it.')),
  });
  const vulnerability = v.strictObject({
    id: said('Its ID: GO-, CVE-, GHSA-, or MAL- for a malicious module.'),
    aliases: v.optional(list('Its other IDs.')),
    summary: v.optional(said('What it is, in a sentence.')),
    introduced: v.optional(said('The first affected version. Default: all below `fixed`.')),
    fixed: v.optional(said('The first version that is not affected. Default: none.')),
    packages: v.optional(list('Import paths of the affected packages. Default: all.')),
    withdrawn: v.optional(time(v, 'The day on which it was withdrawn.')),
    reviewed: v.optional(v.pipe(v.boolean(), v.description('Whether the database reviewed it. Default: true.'))),
  });
  const facts = v.strictObject({
    time: v.optional(v.union([time(v, 'When the version was published: YYYY-MM-DD or RFC 3339.'), unknown])),
    license: v.optional(
      v.pipe(
        v.union([said('An SPDX expression.'), v.record(v.string(), v.string()), unknown]),
        v.description('An SPDX expression (NONE: no license file), or license files: their texts by paths.'),
      ),
    ),
    mod: v.optional(
      v.pipe(
        v.union([said('The text of the go.mod.'), unknown]),
        v.description('The text of the go.mod. Default: one from the following keys.'),
      ),
    ),
    requires: v.optional(list('What its go.mod requires, as path@version.')),
    retracts: v.optional(list('Versions that its go.mod retracts.')),
    deprecated: v.optional(said('The deprecation notice in its go.mod.')),
    versions: v.optional(
      v.pipe(
        v.union([list('The versions that are published.'), unknown]),
        v.description('The versions that are published. Default: those with facts of their own.'),
      ),
    ),
    latest: v.optional(
      v.pipe(
        v.union([said('A version.'), unknown]),
        v.description('What @latest is where no version is published. Default: the highest version.'),
      ),
    ),
    vulns: v.optional(
      v.pipe(
        v.array(vulnerability),
        v.maxLength(MAX_FACTS),
        v.description('Its known vulnerabilities. If any module has this key, there is a vulnerability database.'),
      ),
    ),
  });
  return v.pipe(
    v.record(
      v.pipe(
        v.string(),
        v.check(isSubject, ({ input }) => notSubject(input)),
      ),
      facts,
    ),
    v.check(
      (all) => Object.keys(all).length <= MAX_FACTS,
      faultMessage({ message: `facts about more than ${MAX_FACTS} modules`, hint: 'use several cases' }),
    ),
    v.check(
      (all) => misplaced(all) === undefined,
      ({ input }) => misplacedFault(misplaced(input as CaseFacts)!),
    ),
    v.description('What is known of modules, by path@version or path. Other facts are unknown.'),
  );
}

const MAX_TEXT = 1 << 20;

function time(v: Valibot, description: string) {
  return v.pipe(
    v.string(),
    v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z)?$/, ({ input }) =>
      notTime(input),
    ),
    v.check(
      (text) => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
      ({ input }) => notTime(input),
    ),
    v.description(description),
  );
}

function notTime(text: string): string {
  return faultMessage({
    message: `${JSON.stringify(text)} is not a valid time`,
    hint: 'use YYYY-MM-DD, or RFC 3339 such as 2026-05-31T12:00:00Z',
  });
}

function isSubject(key: string): boolean {
  return /^[^@\s]+(?:@v[0-9][^@\s]*)?$/.test(key);
}

function notSubject(key: string): string {
  return faultMessage({
    message: `${JSON.stringify(key)} is not a module`,
    hint: 'write path@version, such as example.com/x@v1.2.0, or the path alone',
  });
}

/** Keys that are about a version, and those that are about a module as a whole. */
const OF_VERSION = ['time', 'license', 'mod', 'requires', 'retracts', 'deprecated'] as const;
const OF_MODULE = ['versions', 'latest', 'vulns'] as const;

interface Misplaced {
  readonly subject: string;
  readonly key: string;
}

function misplaced(all: CaseFacts): Misplaced | undefined {
  for (const [subject, facts] of Object.entries(all)) {
    const wrong = subject.includes('@') ? OF_MODULE : OF_VERSION;
    const key = wrong.find((name) => facts[name] !== undefined);
    if (key !== undefined) return { subject, key };
  }
  return undefined;
}

function misplacedFault({ subject, key }: Misplaced): string {
  const hint = subject.includes('@')
    ? `write it under the path alone: ${subject.split('@')[0]}`
    : `write it under a version: ${subject}@v1.0.0`;
  return faultMessage({ message: `${key} does not belong to ${subject}`, hint });
}
