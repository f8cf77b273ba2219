/** The baseline file as a valibot schema: `schemas/baseline.schema.json` is derived from it, and errors in a file are told by it. */
import type { Valibot } from '../../model/rule.ts';
import { isDay } from '../day.ts';
import { faultMessage } from '../options/options.ts';
import { MAX_RECORDED } from './limits.ts';
import { BASELINE_VERSION } from './types.ts';

export function baselineSchema(v: Valibot) {
  const text = (description: string) => v.pipe(v.string(), v.description(description));
  const notDay = ({ input }: { readonly input: string }) =>
    faultMessage({ message: `${JSON.stringify(input)} is not a valid date`, hint: 'write YYYY-MM-DD' });
  return v.strictObject({
    version: v.literal(BASELINE_VERSION),
    findings: v.pipe(
      v.array(
        v.strictObject({
          id: v.pipe(
            v.string(),
            v.regex(/^mw1:[0-9a-f]{32}$/, 'expected mw1: and 32 hexadecimal digits'),
            v.description('The identity of the finding, as in the JSON report.'),
          ),
          since: v.pipe(
            v.string(),
            v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, notDay),
            v.check(isDay, notDay),
            v.description('The day on which it was recorded, YYYY-MM-DD.'),
          ),
          rule: text('The rule that found it. An entry with another rule or subject than the finding hides nothing.'),
          subject: text('What it is about.'),
          path: text('The file where it was, for readers.'),
        }),
      ),
      v.maxLength(MAX_RECORDED),
      v.description('Findings that do not fail a check.'),
    ),
  });
}
