/** A report as diagnostics, by the absolute path of their file. */
import { join } from 'node:path';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from 'vscode-languageserver-protocol';
import { lineSpan } from '../go/modfile/spans.ts';
import type { Finding, Gap, PolicyProblem } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { rulePage } from '../report/rule-page.ts';
import { cut } from '../text/cut.ts';
import { type Printable, printable, safe } from '../text/printable.ts';
import { masked } from '../text/secrets.ts';
import { type Place, placeOf } from '../text/source.ts';
import type { Checked } from './checks/repository.ts';
import { uriOfPath } from './file-uri.ts';

export const SOURCE = 'modwarden';

/** The code of what is no finding of a rule. */
export const POLICY_ERROR = 'policy-error';
export const NOT_CHECKED = 'not-checked';

const SEVERITY: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

/** What a diagnostic carries for later requests. */
export interface DiagnosticData {
  readonly id: string;
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Steps of the path by which a module comes in that are shown; a client shows each as a link. */
const MAX_RELATED = 20;

/** `root`: absolute. Findings that a waiver or the baseline covers are left out. */
export async function diagnosticsOf(checked: Checked, root: string): Promise<ReadonlyMap<string, Diagnostic[]>> {
  const byPath = new Map<string, Diagnostic[]>();
  const add = (path: string, diagnostic: Diagnostic) => {
    const file = join(root, path);
    const known = byPath.get(file);
    if (known) known.push(diagnostic);
    else byPath.set(file, [diagnostic]);
  };
  const rangeOf = async (place: Place) => (await checked.textOf(place.path))?.rangeOf(place) ?? START;
  for (const finding of checked.findings)
    if (finding.state === 'new') add((finding.anchor ?? finding.place).path, await ofFinding(finding, root, rangeOf));
  const { report } = checked;
  const [first] = report.modules;
  const policy = report.policies.find(({ path }) => path !== undefined)?.path ?? first?.file;
  for (const problem of report.problems) {
    const path = problem.place?.path ?? policy;
    if (path !== undefined) add(path, await ofProblem(problem, rangeOf));
  }
  for (const module of report.modules) {
    const gaps = report.gaps.filter((gap) => (gap.module ?? first?.dir) === module.dir);
    const range = await moduleLine(checked, module.file);
    for (const diagnostic of ofGaps(gaps, range)) add(module.file, diagnostic);
  }
  return byPath;
}

/** Where the `module` line stands. */
async function moduleLine({ repo, textOf }: Checked, file: string): Promise<Range> {
  const text = await textOf(file);
  const module = repo.modules.find(({ source }) => source.path === file);
  const line = module?.mod.module?.line;
  if (text === undefined || module === undefined || line === undefined) return START;
  return text.rangeOf(placeOf(lineSpan(module.mod.syntax, line)));
}

async function ofFinding(
  finding: Finding,
  root: string,
  rangeOf: (place: Place) => Promise<Range>,
): Promise<Diagnostic> {
  const { rule, level, message, hint, id, anchor, place, confidence } = finding;
  const data: DiagnosticData = { id };
  const page = rulePage({ id: rule });
  const doubt = confidence === 'low' ? safe` (may be wrong)` : safe``;
  return {
    range: await rangeOf(anchor ?? place),
    severity: SEVERITY[level],
    source: SOURCE,
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    message: safe`${shown(message)}${doubt}${helpOf(hint)}`,
    relatedInformation: await relatedOf(finding, root, rangeOf),
    data,
  };
}

function helpOf(hint: string | undefined): Printable {
  return hint === undefined ? safe`` : safe`\nhelp: ${shown(hint)}`;
}

/** Text from outside on one line, without its secrets. */
export function shown(text: string): Printable {
  return printable(masked(text.replaceAll(/\s*\n\s*/g, ' ')));
}

async function relatedOf(
  { related, trail, policy, waiver }: Finding,
  root: string,
  rangeOf: (place: Place) => Promise<Range>,
): Promise<DiagnosticRelatedInformation[]> {
  const links: { readonly place: Place; readonly message: Printable }[] = [];
  for (const { place, message } of related) links.push({ place, message: shown(message) });
  for (const [i, { path, version, place }] of trail.entries())
    if (place)
      links.push({
        place,
        message: safe`${i === 0 ? 'is required through' : 'which requires'} ${shown(path)} ${shown(version)}`,
      });
  if (policy) links.push({ place: policy.place, message: safe`policy: ${shown(cut(policy.snippet.trim(), 200))}` });
  if (waiver) links.push({ place: waiver.place, message: safe`waiver until ${shown(waiver.until)}` });
  const inside = links.filter(({ place }) => !place.path.startsWith('../') && !place.path.startsWith('/'));
  return Promise.all(
    inside.slice(0, MAX_RELATED).map(async ({ place, message }) => ({
      location: { uri: uriOfPath(join(root, place.path)), range: await rangeOf(place) },
      message,
    })),
  );
}

async function ofProblem(
  { place, message, hint }: PolicyProblem,
  rangeOf: (place: Place) => Promise<Range>,
): Promise<Diagnostic> {
  return {
    range: place ? await rangeOf(place) : START,
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    code: POLICY_ERROR,
    message: safe`${shown(message)}${helpOf(hint)}`,
  };
}

/** One for all that the caches do not know, one for each other gap that fails a check. */
function ofGaps(gaps: readonly Gap[], range: Range): Diagnostic[] {
  const offline = gaps.filter(({ why }) => why === 'offline');
  const failing = gaps.filter(({ why, fails }) => why !== 'offline' && fails);
  const all = failing.map(
    ({ rule, subject, detail, hint }): Diagnostic => ({
      range,
      severity: DiagnosticSeverity.Warning,
      source: SOURCE,
      code: NOT_CHECKED,
      message: safe`${shown(rule)} could not check ${shown(subject)}: ${shown(detail)}${helpOf(hint)}`,
    }),
  );
  if (offline.length === 0) return all;
  const rules = new Set(offline.map(({ rule }) => rule)).size;
  const message = safe`${rules} ${rules === 1 ? 'rule' : 'rules'} could not check everything: ${offline.length} facts are not in the caches\nhelp: run "modwarden: Refresh Facts"`;
  return [...all, { range, severity: DiagnosticSeverity.Hint, source: SOURCE, code: NOT_CHECKED, message }];
}
