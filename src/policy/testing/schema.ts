/** The policy test file as a valibot schema: `schemas/policy-test.schema.json` is derived from it, and errors in a file are told by it. */
import { baseName } from '../../model/discover.ts';
import type { Valibot } from '../../model/rule.ts';
import { isTreePath } from '../../model/tree.ts';
import { dayHint, isDay } from '../day.ts';
import { PACKAGE_FILE, POLICY_FILES } from '../file-names.ts';
import { faultMessage } from '../options/options.ts';
import { factsSchema } from './facts-schema.ts';
import { MAX_CASES, MAX_EXPECTED } from './limits.ts';

export function policyTestSchema(v: Valibot, ruleIds: readonly string[]) {
  return v.strictObject({
    $schema: v.optional(v.pipe(v.string(), v.description('The JSON Schema of this file, for editors.'))),
    cases: casesSchema(v, ruleIds),
  });
}

/** The cases of a test file; those under `tests` of a policy, which test that policy, have the same form. */
export function casesSchema(v: Valibot, ruleIds: readonly string[]) {
  return v.pipe(
    v.array(caseSchema(v, ruleIds)),
    v.minLength(1),
    v.maxLength(MAX_CASES),
    v.description('Small repositories, each with the findings that the policy has there.'),
  );
}

function caseSchema(v: Valibot, ruleIds: readonly string[]) {
  return v.strictObject({
    name: text(v, 'What the case shows.'),
    files: v.pipe(
      v.record(
        v.pipe(
          v.string(),
          v.check(isTreePath, ({ input }) => notPath(input)),
        ),
        v.string(),
      ),
      v.check(
        (files) => !Object.keys(files).some(isPolicyFile),
        faultMessage({
          message: 'a policy among the files does not apply',
          hint: 'name the policy under policy:, or leave policy: out to test the nearest one above this file',
        }),
      ),
      v.description("The made-up repository: its files' texts by their paths from its root, such as go.mod."),
    ),
    policy: v.optional(
      text(v, 'The policy file to test, relative to this file. Default: the nearest policy in the folders above.'),
    ),
    'as-of': v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, ({ input }) => notDay(input)),
        v.check(isDay, ({ input }) => notDay(input)),
        v.description('The day of the check, YYYY-MM-DD. Default: today.'),
      ),
    ),
    facts: v.optional(factsSchema(v)),
    expect: v.pipe(
      v.array(expectationSchema(v, ruleIds)),
      v.maxLength(MAX_EXPECTED),
      v.description('The findings that the case has; [] means none.'),
    ),
    unchecked: v.optional(
      v.pipe(
        v.array(v.picklist(ruleIds)),
        v.maxLength(MAX_EXPECTED),
        v.description('The rules that cannot check everything, because a fact is unknown. Default: any.'),
      ),
    ),
    exact: v.optional(
      v.pipe(v.boolean(), v.description('Whether findings that are not expected fail the case. Default: true.')),
    ),
  });
}

function expectationSchema(v: Valibot, ruleIds: readonly string[]) {
  return v.strictObject({
    rule: v.pipe(v.picklist(ruleIds), v.description('The rule that finds it.')),
    subject: v.optional(text(v, 'What it is about: a module path, or the name of a variable.')),
    level: v.optional(v.pipe(v.picklist(['error', 'warning', 'note']), v.description('Its level.'))),
    place: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[^:].*:[1-9][0-9]{0,8}$/, ({ input }) => notPlace(input)),
        v.description('File and line, such as go.mod:5.'),
      ),
    ),
  });
}

function isPolicyFile(path: string): boolean {
  const name = baseName(path);
  return name !== PACKAGE_FILE && POLICY_FILES.includes(name);
}

function text(v: Valibot, description: string) {
  const empty = faultMessage({ message: 'the text is empty', hint: description });
  return v.pipe(v.string(), v.regex(/\S/, empty), v.maxLength(2_000), v.description(description));
}

function notPath(path: string): string {
  return faultMessage({
    message: `${JSON.stringify(path)} is not a path in the repository`,
    hint: 'write paths from its root, with / between folders: go.mod, tools/go.mod',
  });
}

function notPlace(written: string): string {
  return faultMessage({
    message: `${JSON.stringify(written)} is not a place`,
    hint: 'write file and line, such as go.mod:5',
  });
}

function notDay(written: string): string {
  return faultMessage({ message: `${JSON.stringify(written)} is not a valid date`, hint: dayHint(written) });
}
