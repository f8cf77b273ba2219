/** Hover: what is found here and why, and on a requirement what is known about its module. */
import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver-protocol';
import { rules } from '../../../rules/index.ts';
import { lineSpan } from '../../go/modfile/spans.ts';
import { ageInDays, dayOf, describeAge } from '../../model/facts/freshness.ts';
import { moduleName } from '../../model/module-name.ts';
import type { MainModule, ModuleInUse } from '../../model/repo.ts';
import type { Finding } from '../../model/report.ts';
import { rulePage } from '../../report/rule-page.ts';
import { cut } from '../../text/cut.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { placeOf } from '../../text/source.ts';
import { policyHover } from '../policy-file/hover.ts';
import { type Context, findingsAt, type Subject, subjectOf, unlessCanceled } from './context.ts';
import { contentOf, type Markup } from './markup.ts';
import { type ModuleFacts, type ModuleHealth, moduleFacts, moduleHealth } from './module-facts.ts';

type Paragraph = readonly Printable[];

export async function hover(
  { textDocument, position }: HoverParams,
  context: Context,
  token: CancellationToken,
): Promise<Hover | null> {
  const markup = context.markup();
  const ofPolicy = await policyHover(textDocument.uri, position, context);
  const subject = await subjectOf(textDocument.uri, context, token, true);
  if (subject === undefined) return ofPolicy === undefined ? null : { contents: contentOf(markup, [ofPolicy]) };
  const paragraphs: Paragraph[] = ofPolicy ? [ofPolicy] : [];
  for (const finding of findingsAt(subject, position)) paragraphs.push(aboutFinding(finding, markup));
  const used = useAt(subject, subject.text.pointOf(position).line);
  if (used) {
    const facts = await unlessCanceled(moduleFacts(subject.checked, used.module, used.use), token);
    const health = await unlessCanceled(moduleHealth(subject.checked, used.module, used.use), token);
    const today = subject.checked.report.today;
    paragraphs.push([...aboutModule(used, facts, today, markup), ...(health ? [aboutHealth(health, markup)] : [])]);
  }
  return paragraphs.length === 0 || token.isCancellationRequested ? null : { contents: contentOf(markup, paragraphs) };
}

const TITLES = new Map(rules.map(({ id, title, why }) => [id, { title, why }]));

function aboutFinding(finding: Finding, { bold, code, link, text }: Markup): Paragraph {
  const { rule, message, hint, trail, policy, waiver, asOf } = finding;
  const { title, why } = TITLES.get(rule) ?? { title: rule, why: '' };
  return [
    safe`${bold(title)} ${link(rule, rulePage({ id: rule }))}`,
    text(message),
    ...(hint === undefined ? [] : [safe`Help: ${text(hint)}`]),
    ...(why === '' ? [] : [safe`Why: ${text(why)}`]),
    ...(trail.length > 1 ? [safe`Path: ${pathOf(trail, code)}`] : []),
    ...(policy
      ? [
          safe`Policy: ${code(`${policy.place.path}:${policy.place.start.line}`)} ${code(cut(policy.snippet.trim(), 200))}`,
        ]
      : []),
    ...(waiver
      ? [
          safe`Waived until ${text(waiver.until)}${waiver.owner === undefined ? safe`` : safe` by ${text(waiver.owner)}`}: ${text(waiver.reason)} (${code(`${waiver.place.path}:${waiver.place.start.line}`)})`,
        ]
      : []),
    ...(asOf === undefined ? [] : [safe`As of ${text(asOf)}`]),
  ];
}

/** Steps of a path that are named. */
const MAX_STEPS = 12;

function pathOf(
  trail: readonly { readonly path: string; readonly version: string }[],
  code: Markup['code'],
): Printable {
  const steps = trail.slice(0, MAX_STEPS).map(({ path, version }) => code(`${path} ${version}`));
  return safe`${joined(steps, ' → ')}${trail.length > MAX_STEPS ? safe` → …` : safe``}`;
}

export interface UsedModule {
  readonly module: MainModule;
  readonly use: ModuleInUse;
}

/** The module that a line of the document requires. */
export function useAt(subject: Pick<Subject, 'checked' | 'path'>, line: number): UsedModule | undefined {
  for (const used of requirementsIn(subject)) if (used.line === line) return used;
  return undefined;
}

/** The modules that the lines of a document require, with their 1-based lines. */
export function* requirementsIn({
  checked,
  path,
}: Pick<Subject, 'checked' | 'path'>): Generator<UsedModule & { readonly line: number }> {
  for (const module of checked.repo.modules) {
    if (module.source.path !== path) continue;
    for (const use of module.uses) {
      if (use.require === undefined) continue;
      yield { module, use, line: placeOf(lineSpan(module.mod.syntax, use.require.line)).start.line };
    }
  }
}

function aboutModule(
  { module, use }: UsedModule,
  facts: ModuleFacts | undefined,
  today: string,
  markup: Markup,
): Paragraph {
  const { bold, code, text } = markup;
  const lines: Printable[] = [safe`${bold(`${use.path} ${use.version}`)}: ${text(positionOf(use))}`];
  if (use.trail.length > 1)
    lines.push(safe`Path: ${pathOf([{ path: moduleName(module), version: '' }, ...use.trail], code)}`);
  if (use.replace) lines.push(safe`Replaced by ${code(`${use.replace.path} ${use.replace.version}`.trim())}`);
  if (facts?.published !== undefined) lines.push(safe`Published ${dated(facts.published, today)}`);
  if (facts?.newest) {
    const { version, published } = facts.newest;
    const when = published === undefined ? safe`` : safe`, published ${dated(published, today)}`;
    lines.push(safe`Newest version: ${code(version)}${when}${asOf(facts.asOf)}`);
  } else if (facts?.asOf !== undefined) lines.push(safe`This is the newest version${asOf(facts.asOf)}`);
  if (facts?.license) {
    const { expression, evidence } = facts.license;
    lines.push(safe`License: ${code(expression)}${evidence === '' ? safe`` : safe` (${code(evidence)})`}`);
  }
  lines.push(safe`Checksums: ${sumsOf(module, use)}`);
  if (facts && !facts.asOf && !facts.license) lines.push(safe`Other facts are not in the caches`);
  return lines;
}

function aboutHealth({ score, lost }: ModuleHealth, { text }: Markup): Printable {
  const why = lost.length === 0 ? safe`` : safe` (${text(lost.join('; '))})`;
  return safe`Health: ${score} of 100${why}`;
}

function positionOf({ direct, depth, depthState }: ModuleInUse): string {
  if (direct) return 'direct requirement';
  if (depthState === 'unselected') return 'required only by unselected versions';
  return depth === undefined ? 'indirect requirement' : `indirect requirement, depth ${depth}`;
}

function dated(time: string, today: string): Printable {
  return safe`${printable(dayOf(time))} (${printable(describeAge(Math.max(ageInDays(time, today), 0)))} ago)`;
}

function asOf(time: string | undefined): Printable {
  return time === undefined ? safe`` : safe` (as of ${printable(dayOf(time))})`;
}

function sumsOf({ sum }: MainModule, { path, version, replace }: ModuleInUse): Printable {
  if (replace?.version === '') return safe`none, a folder is built`;
  const built = replace ?? { path, version };
  const of = sum?.entries.filter((one) => one.path === built.path && one.version === built.version) ?? [];
  const zip = of.some((entry) => !entry.goMod);
  const mod = of.some((entry) => entry.goMod);
  if (zip && mod) return safe`go.sum has the content and the go.mod`;
  if (zip || mod) return safe`go.sum has ${zip ? 'the content' : 'the go.mod'} alone`;
  return safe`none in go.sum`;
}
