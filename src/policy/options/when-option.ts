/** The option `when` of policy entries: conditions over facts about a module (model/conditions/when.ts). docs/conditions.md shows them. */
import type { OptionChecks, Valibot } from '../../model/rule.ts';
import { durationDays } from '../../text/duration.ts';
import { licenseEntry } from './license-options.ts';
import { count, duration, faultMessage, host, MAX_LIST, versionRange } from './options.ts';

/** What an entry is for: it says how a list of licenses is read. */
export type EntryKind = 'allow' | 'deny';

const LICENSES: Readonly<Record<EntryKind, string>> = {
  allow: 'The licenses or sets of licenses: these must be enough for the whole module',
  deny: 'The licenses or sets of licenses: the module cannot be used without one of these',
};

/** An optional `when`. */
export function whenOption(v: Valibot, checks: OptionChecks, kind: EntryKind) {
  return v.optional(
    v.pipe(
      v.strictObject({
        direct: v.optional(
          v.pipe(v.boolean(), v.description('Whether go.mod requires the module without `// indirect`')),
        ),
        private: v.optional(
          v.pipe(v.boolean(), v.description("Whether the policy's `private` patterns match the module")),
        ),
        depth: v.optional(depthSchema(v)),
        age: v.optional(ageSchema(v)),
        license: v.optional(v.pipe(oneOrMore(v, licenseEntry(v, checks)), v.description(LICENSES[kind]))),
        host: v.optional(
          v.pipe(
            oneOrMore(v, host(v)),
            v.description('The first element of the module path; `*.` in front means all subdomains'),
          ),
        ),
        owner: v.optional(
          v.pipe(oneOrMore(v, owner(v)), v.description('The owner: github.com/acme, or acme for every host')),
        ),
        version: v.optional(versionRange(v)),
      }),
      v.check(
        (when) => Object.values(when).some((value) => value !== undefined),
        faultMessage({ message: 'the condition is empty', hint: 'add a fact, such as direct: false, or remove when' }),
      ),
      v.description(
        'Conditions on facts about the module (docs/conditions.md): the entry applies only if all of them hold',
      ),
    ),
  );
}

function depthSchema(v: Valibot) {
  const depth = v.pipe(count(v), v.minValue(1), v.description('A depth: 1 is a direct requirement'));
  const bounds = v.pipe(
    v.strictObject({
      min: v.optional(v.pipe(depth, v.description('At least this depth'))),
      max: v.optional(v.pipe(depth, v.description('At most this depth'))),
    }),
    v.check(({ min, max }) => (min ?? max) !== undefined, NO_BOUNDS('depth: { min: 3 }')),
    v.check(
      ({ min = 0, max = Infinity }) => min <= max,
      ({ input: { min, max } }) => crossed(min, max),
    ),
  );
  return v.pipe(v.union([depth, bounds]), v.description('The depth in the module graph: a number, or `min` and `max`'));
}

function ageSchema(v: Valibot) {
  return v.pipe(
    v.strictObject({
      min: v.optional(v.pipe(duration(v), v.description('Published at least this long ago, such as 2y'))),
      max: v.optional(v.pipe(duration(v), v.description('Published at most this long ago, such as 30d'))),
    }),
    v.check(({ min, max }) => (min ?? max) !== undefined, NO_BOUNDS('age: { max: 30d }')),
    v.check(
      ({ min, max }) => min === undefined || max === undefined || durationDays(min) <= durationDays(max),
      ({ input: { min, max } }) => crossed(min, max),
    ),
    v.description('The time since the version was published, as `min` and `max`'),
  );
}

const NO_BOUNDS = (example: string) =>
  faultMessage({ message: 'the range has neither min nor max', hint: `add one, such as ${example}` });

function crossed(min: unknown, max: unknown): string {
  return faultMessage({
    message: `min ${String(min)} is above max ${String(max)}: nothing can match`,
    hint: 'exchange them',
  });
}

function oneOrMore<S extends ReturnType<Valibot['string']> | ReturnType<typeof host> | ReturnType<typeof licenseEntry>>(
  v: Valibot,
  one: S,
) {
  return v.union([one, v.pipe(v.array(one), v.minLength(1), v.maxLength(MAX_LIST))]);
}

const OWNER = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?\/)?[A-Za-z0-9_~][A-Za-z0-9._~-]*$/;

function owner(v: Valibot) {
  return v.pipe(
    v.string(),
    v.regex(OWNER, ({ input }) => {
      const [first, second] = input.replace(/^[a-z+]+:\/\//i, '').split('/');
      const meant = second ? `${first}/${second}` : undefined;
      return faultMessage({
        message: `${JSON.stringify(input)} is not an owner`,
        hint: meant !== undefined && OWNER.test(meant) ? `use ${meant}` : 'use github.com/acme, or acme for every host',
      });
    }),
  );
}
