import {
  type Draft,
  defineRule,
  evidenceOf,
  type LicenseFile,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseEntries,
  licenseOf,
  linesOf,
  type ModuleLicense,
  unchecked,
} from '../../../src/rule.ts';

interface Options extends LicenseOptions {
  readonly coverage: number;
  readonly confidence: number;
}

export const rule = defineRule<Options>({
  id: 'license/unknown',
  title: 'Unrecognized license',
  why: 'A module without a license grants no rights. If modwarden recognizes only part of the text, or the text adds its own terms, a person must read it.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'facts',
  workspaces: 'versions',
  built: true,
  presets: ['strict'],
  audit: { scope: 'all' },
  options: (v, checks) => {
    const share = (about: string) => v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description(about));
    return v.strictObject({
      coverage: v.optional(share('Minimum share of the words of a license file that known licenses cover'), 0.75),
      confidence: v.optional(share('Minimum similarity of a text to the detected license'), 0.8),
      ...licenseEntries(v, checks),
    });
  },
  uses: () => ['licenses'],
  needs: (repo, { options }) => licenseAsks(repo, options.scope),
  *check(repo, { options, facts, licenses }) {
    const tools = licenses();
    for (const { module, use, found, built } of licensedInUse(repo, options.scope)) {
      const answer = licenseOf(built, facts, tools, options);
      if (!answer.known) {
        if (answer.unread) yield unchecked(module, built.path, answer);
        continue;
      }
      const about = { ...found, data: { kind: 'license-unknown', expression: answer.expression, direct: use.direct } };
      const name = `${built.path} ${built.version}`;
      const entry = (file: string) => clarifying(built.path, file, answer.files, tools.sha256);
      for (const { clarification, why } of answer.stale) {
        yield {
          ...about,
          message: `the clarification of ${name} is invalid: ${clarification.file}: ${why}`,
          hint:
            why === 'file has changed'
              ? `read it again and add ${entry(clarification.file)}`
              : 'remove the clarification from the policy',
        } satisfies Draft;
      }
      if (answer.clarified || answer.license === undefined) continue;
      const { expression, hints, files } = answer.license;
      const file = hints.find((h) => h.file !== undefined)?.file ?? files.find((f) => f.counts)?.path;
      if (/\b(?:NONE|NOASSERTION)\b/.test(expression)) {
        yield {
          ...about,
          message: `${name} has no recognized license: ${hints.map((h) => h.text).join('; ')}`,
          hint:
            file === undefined
              ? 'ask the author for a license, or remove the module'
              : `read it and add ${entry(file)}`,
        } satisfies Draft;
        continue;
      }
      const doubt = doubtOf(answer.license, options);
      if (doubt === undefined) continue;
      yield {
        ...about,
        message: `${name} is probably under ${expression} (${evidenceOf(answer.license)}), but ${doubt}`,
        hint: file === undefined ? 'read the license' : `read it and add ${entry(file)}`,
      } satisfies Draft;
    }
  },
});

/** What a policy says of a file that was read. */
function clarifying(module: string, file: string, files: readonly LicenseFile[], sha256: (text: string) => string) {
  const { text = '' } = files.find((f) => f.path === file) ?? {};
  return `to "clarify": { module: ${module}, file: ${file}, sha256: ${sha256(text)}, expression: … }`;
}

/** So many words beside a license are a heading and names. */
const FEW_WORDS = 20;

function doubtOf(license: ModuleLicense, least: Options): string | undefined {
  const { files, confidence, hints } = license;
  const own = files.filter((f) => f.counts && (f.role === 'license' || f.role === 'docs'));
  // Beside the texts of licenses a file that names them says nothing more.
  const texts = own.filter((f) => f.detection.matches.some((m) => m.kind === 'text' || m.kind === 'notice'));
  for (const { path, detection } of texts.length > 0 ? texts : own) {
    const { coverage, uncovered } = detection;
    if (coverage >= least.coverage || uncovered.reduce((sum, u) => sum + u.words, 0) <= FEW_WORDS) continue;
    const most = uncovered.reduce((a, b) => (b.words > a.words ? b : a));
    return `this covers only ${percent(coverage)} of ${path}: read ${linesOf(path, most)}`;
  }
  if (confidence >= least.confidence) return undefined;
  const said = hints.map((h) => h.text).join('; ');
  return `this is only ${percent(confidence)} certain${said === '' ? '' : `: ${said}`}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
