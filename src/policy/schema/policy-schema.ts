/**
 * What a policy may say, as valibot schemas: the loader validates by them and the JSON Schema is derived from them. The values under
 * `rules` are each rule's own business.
 */
import type { Valibot } from '../../model/rule.ts';
import { dayHint, isDay } from '../day.ts';
import { MAX_OVERRIDES, MAX_WAIVERS } from '../limits.ts';
import { duration, faultMessage, fileGlobs, modulePattern, modulePatterns, versionRange } from '../options/options.ts';
import { DEFAULT_GAPS, groupOf } from '../presets/presets.ts';
import { nearestRule } from '../rule-names.ts';
import { casesSchema } from '../testing/schema.ts';

export const LEVELS = ['off', 'error', 'warning', 'note'] as const;

/** Keys that can be locked beside rules. */
const LOCKABLE = ['gaps', 'workspace', 'max-fact-age'];

/** The keys of a policy, in the order in which they are best written. */
export function policyEntries(v: Valibot, ruleIds: readonly string[]) {
  return {
    $schema: v.pipe(v.string(), v.description('The JSON Schema of this file, for editors.')),
    extends: v.pipe(
      v.array(v.string()),
      v.maxLength(50),
      v.description(
        'Presets (recommended, strict, audit, production, library), files of the same repository (./team/base.yaml), or, in a policy that you name yourself, installed npm packages (npm:@acme/go-policy); merged in this order.',
      ),
    ),
    private: v.pipe(
      modulePatterns(v),
      v.description('Modules that are never requested from a public server: patterns as in GOPRIVATE.'),
    ),
    rules: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description('For each rule: off, a level (error, warning, note), or a map of level and options.'),
    ),
    locked: v.pipe(
      v.array(v.picklist([...ruleIds, ...LOCKABLE], ({ input }) => notLockable(input, ruleIds))),
      v.description('Rules and keys (gaps, workspace, max-fact-age) that no later layer may change.'),
    ),
    overrides: v.pipe(
      v.array(overrideSchema(v)),
      v.maxLength(MAX_OVERRIDES),
      v.description('Different settings for some files. If several match, the last one applies.'),
    ),
    waivers: v.pipe(
      v.array(waiverSchema(v, ruleIds)),
      v.maxLength(MAX_WAIVERS),
      v.description('Findings that are accepted until a date, each with its reason.'),
    ),
    gaps: v.pipe(
      v.strictObject(Object.fromEntries(gapGroups(ruleIds).map((group) => [group, v.optional(gapSchema(v, group))]))),
      v.description(
        'For each rule group: whether something that could not be checked fails the run. Other groups only report, except for internal errors of modwarden.',
      ),
    ),
    modules: v.pipe(
      v.strictObject({
        include: v.optional(
          described(
            v,
            fileGlobs(v),
            'More files with go.mod syntax, such as vendor.mod, and go.mod files that are skipped by default.',
          ),
        ),
        exclude: v.optional(described(v, fileGlobs(v), 'go.mod files that are not checked.')),
      }),
      v.description('Which modules of the repository are checked, in addition to those that Go finds.'),
    ),
    workspace: v.pipe(
      v.picklist(['judge', 'ignore']),
      v.description(
        'Whether to check the build list of a go.work too, where its versions differ from those of its members. By default it is checked.',
      ),
    ),
    tests: v.pipe(
      casesSchema(v, ruleIds),
      v.description(
        'Small repositories, each with the findings that this policy has there, for modwarden policy test.',
      ),
    ),
    'max-fact-age': v.pipe(
      duration(v),
      v.description('Older facts are gaps. Applies to facts that change: version lists and latest versions.'),
    ),
  };
}

function overrideSchema(v: Valibot) {
  return v.strictObject({
    files: v.pipe(
      fileGlobs(v),
      v.minLength(1),
      v.description('File patterns (minimatch) for paths in the repository.'),
    ),
    rules: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description('The same format as the top-level rules. Other rules keep their settings.'),
    ),
  });
}

export function waiverSchema(v: Valibot, ruleIds: readonly string[]) {
  return v.pipe(
    v.strictObject({
      rule: v.pipe(
        v.picklist(ruleIds, ({ input }) => notRule(input, ruleIds)),
        v.description('The rule whose finding is accepted.'),
      ),
      module: v.optional(modulePattern(v)),
      versions: v.optional(versionRange(v)),
      subject: v.optional(
        sentence(v, 'The exact subject of the finding if it is not a module: for example, the name of a variable.'),
      ),
      files: v.optional(
        v.pipe(fileGlobs(v), v.minLength(1), v.description('File patterns (minimatch): only findings in these files.')),
      ),
      vuln: v.optional(vulnIds(v)),
      reason: sentence(v, 'The reason why the finding is accepted.'),
      justification: v.optional(
        v.pipe(
          v.picklist(VEX_JUSTIFICATIONS),
          v.description("Why the vulnerability does not matter here, in OpenVEX's words. It is written to OpenVEX."),
        ),
      ),
      owner: v.optional(sentence(v, 'Who is responsible.')),
      until: v.pipe(
        v.string(),
        v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, ({ input }) => notDay(input)),
        v.check(isDay, ({ input }) => notDay(input)),
        v.description('The last valid day: YYYY-MM-DD.'),
      ),
    }),
    v.check(
      ({ module, subject, files, vuln }) => (module ?? subject ?? files ?? vuln) !== undefined,
      faultMessage({
        message: 'the waiver has no target',
        hint: 'add module, subject, vuln or files',
      }),
    ),
    v.check(
      ({ rule, vuln, justification }) => (vuln ?? justification) === undefined || groupOf(rule) === 'vuln',
      faultMessage({
        message: 'only waivers of vuln rules can have vuln or justification',
        hint: 'use module or subject for other findings',
      }),
    ),
    v.check(
      ({ module, versions }) => versions === undefined || module !== undefined,
      faultMessage({ message: 'the waiver has versions but no module', hint: 'add module' }),
    ),
  );
}

/** OpenVEX's five reasons for `not_affected`. */
const VEX_JUSTIFICATIONS = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const;

/** Vulnerabilities that one waiver may name. */
const MAX_VULN_IDS = 100;

function vulnIds(v: Valibot) {
  const id = v.pipe(
    v.string(),
    v.regex(/^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+$/, ({ input }) =>
      faultMessage({
        message: `expected the ID of a vulnerability, got ${JSON.stringify(input)}`,
        hint: 'write GO-2023-2102, CVE-2023-39325 or GHSA-4374-p667-p6c8',
      }),
    ),
  );
  return v.pipe(
    v.union([id, v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_VULN_IDS))]),
    v.description(
      'Only findings about these vulnerabilities, by any of their IDs: GO-, CVE- or GHSA-. One, or a list.',
    ),
  );
}

/** For what is no text valibot's own words do. */
function notRule(input: unknown, ruleIds: readonly string[]): string {
  if (typeof input !== 'string') return 'Invalid type';
  const near = nearestRule(input, ruleIds);
  return faultMessage({
    message: `unknown rule ${JSON.stringify(input)}`,
    ...(near !== undefined && { hint: `did you mean ${near}?` }),
  });
}

function notLockable(input: unknown, ruleIds: readonly string[]): string {
  return notRule(input, [...ruleIds, ...LOCKABLE]);
}

function notDay(text: string): string {
  return faultMessage({ message: `${JSON.stringify(text)} is not a valid date`, hint: dayHint(text) });
}

function sentence(v: Valibot, description: string) {
  const empty = faultMessage({ message: 'the text is empty', hint: description });
  return v.pipe(v.string(), v.regex(/\S/, empty), v.maxLength(2_000), v.description(description));
}

function gapSchema(v: Valibot, group: string) {
  return v.pipe(
    v.picklist(['fail', 'report']),
    v.description(`Rules of the group ${group}. ${DEFAULT_GAPS[group] ?? 'report'} by default.`),
  );
}

function gapGroups(ruleIds: readonly string[]): string[] {
  return [...new Set([...ruleIds.map(groupOf), ...Object.keys(DEFAULT_GAPS)])].sort();
}

function described<S extends ReturnType<typeof fileGlobs>>(v: Valibot, schema: S, description: string) {
  return v.pipe(schema, v.description(description));
}
