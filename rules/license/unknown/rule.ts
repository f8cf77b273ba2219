import {
  type Draft,
  defineRule,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseEntries,
  licenseOf,
} from '../../../src/rule.ts';

interface Options extends LicenseOptions {
  readonly coverage: number;
  readonly confidence: number;
}

export const rule = defineRule<Options>({
  id: 'license/unknown',
  title: 'Licence that cannot be told',
  why: 'A module without a licence grants nothing. A text that is recognised in part only, or has terms of its own beside a known licence, must be read by a person.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'world',
  presets: ['strict'],
  options: (v, checks) => {
    const share = (about: string) => v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description(about));
    return v.strictObject({
      coverage: v.optional(
        share('The least share of the words of its licence files that known licences must cover'),
        0.6,
      ),
      confidence: v.optional(share('The least likeness of a text to the licence it is taken for'), 0.8),
      ...licenseEntries(v, checks),
    });
  },
  uses: () => ['licenses'],
  needs: (repo, { options }) => licenseAsks(repo, options.modules),
  *check(repo, { options, facts, licenses }) {
    const tools = licenses();
    for (const { use, found, built } of licensedInUse(repo, options.modules)) {
      const answer = licenseOf(built, facts, tools, options);
      if (!answer.known) continue;
      const about = { ...found, data: { kind: 'license-unknown', expression: answer.expression, direct: use.direct } };
      const name = `${built.path} ${built.version}`;
      for (const { clarification, why } of answer.stale) {
        yield {
          ...about,
          message: `The clarification of ${name} no longer holds: ${clarification.file}: ${why}`,
          hint: 'read the file again and write its new hash',
        } satisfies Draft;
      }
      if (answer.clarified || answer.license === undefined) continue;
      const { expression, coverage, confidence, hints } = answer.license;
      const said = hints.map((h) => (h.file === undefined ? h.text : `${h.file}: ${h.text}`)).join('; ');
      if (/\b(?:NONE|NOASSERTION)\b/.test(expression)) {
        yield {
          ...about,
          message: `${name} has no licence that can be told${said === '' ? '' : `: ${said}`}`,
          hint: 'ask its author, or read what is there and clarify it in the policy',
        } satisfies Draft;
      } else if (coverage < options.coverage || confidence < options.confidence) {
        const share = `${Math.floor(coverage * 100)} % of its licence text is known, with a likeness of ${Math.floor(confidence * 100)} %`;
        yield {
          ...about,
          message: `${name} is taken to be under ${expression}, but only ${share}${said === '' ? '' : `: ${said}`}`,
          hint: 'read what is added, and clarify it in the policy',
        } satisfies Draft;
      }
    }
  },
});
