/**
 * What GitHub code scanning enforces, or silently ignores, beyond the SARIF schema; and what keeps its alerts stable. Written from its
 * documentation and from what its upload action does.
 */
import { gzipSync } from 'node:zlib';
import type { Log, PhysicalLocation, ReportingDescriptor, Result, Run } from 'sarif';

export interface UploadRules {
  /** The profile with `suppressions`, which code scanning would ignore: what is waived may share a line with what is new. */
  readonly suppressed?: boolean;
}

/** What is wrong with a SARIF file, one line each; none: code scanning takes it whole. */
export function checkUpload(sarif: string, { suppressed = false }: UploadRules = {}): string[] {
  const log = JSON.parse(sarif) as Log;
  const problems: string[] = [];
  const want = (ok: boolean, problem: string) => ok || problems.push(problem);
  want(log.version === '2.1.0', 'version is not 2.1.0');
  want(typeof log.$schema === 'string' && /^https:.*sarif.*2\.1\.0/.test(log.$schema), '$schema is missing');
  want(gzipSync(sarif).length <= 10_000_000, 'more than 10 MB gzipped');
  want(!/\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])/i.test(sarif), 'a lone surrogate');
  if (!Array.isArray(log.runs) || log.runs.length === 0) return [...problems, 'no runs'];
  want(log.runs.length <= 20, 'more than 20 runs');
  const keys = log.runs.map((r) =>
    JSON.stringify([r.tool.driver.name, r.tool.driver.version, r.automationDetails?.id]),
  );
  want(new Set(keys).size === keys.length, 'two runs of one tool and category');
  for (const run of log.runs) problems.push(...checkRun(run, suppressed));
  return problems;
}

function checkRun(run: Run, suppressed: boolean): string[] {
  const problems: string[] = [];
  const want = (ok: boolean, problem: string) => ok || problems.push(problem);
  const { driver, extensions = [] } = run.tool;
  want(isText(driver.name), 'the tool has no name');
  want(/^\d+\.\d+\.\d+/.test(driver.semanticVersion ?? ''), 'no semanticVersion');
  want(extensions.length <= 100, 'more than 100 extensions');
  const rules = driver.rules ?? [];
  want(rules.length > 0 && rules.length <= 25_000, `${rules.length} rules`);
  want(new Set(rules.map((r) => r.id)).size === rules.length, 'two rules with one id');
  for (const rule of rules) problems.push(...checkRule(rule).map((p) => `rule ${rule.id}: ${p}`));
  want(
    run.automationDetails === undefined || /[^/]\/$/.test(run.automationDetails.id ?? ''),
    'automationDetails.id is no category with a final slash',
  );
  want(!('name' in (run.automationDetails ?? {})), 'automationDetails.name is not in the schema');
  want(run.columnKind === 'utf16CodeUnits', 'columnKind is not said');
  want(run.invocations?.length === 1 && typeof run.invocations[0]?.executionSuccessful === 'boolean', 'no invocation');
  if (!Array.isArray(run.results)) return [...problems, 'results is no array'];
  want(run.results.length <= 5000, `${run.results.length} results: those above 5000 would be dropped`);
  for (const [i, result] of run.results.entries()) {
    problems.push(...checkResult(result, rules, suppressed).map((p) => `result ${i}: ${p}`));
  }
  const seen = (key: (r: Result) => unknown) =>
    run.results!.length - new Set(run.results!.map((r) => JSON.stringify(key(r)))).size;
  const lineOf = ({ ruleId, locations }: Result) => {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    return [ruleId, artifactLocation?.uri, region?.startLine];
  };
  want(suppressed || seen(lineOf) === 0, 'two results of one rule on one line');
  want(seen((r) => r.partialFingerprints?.primaryLocationLineHash) === 0, 'two results with one fingerprint');
  return problems;
}

function checkRule({
  id,
  name,
  shortDescription,
  fullDescription,
  help,
  helpUri,
  defaultConfiguration,
  properties,
}: ReportingDescriptor): string[] {
  const problems: string[] = [];
  const want = (ok: boolean, problem: string) => ok || problems.push(problem);
  want(isText(id) && !/\s/.test(id), 'its id');
  want(name === undefined || name.length <= 255, 'name is too long');
  for (const [what, message] of [
    ['shortDescription', shortDescription],
    ['fullDescription', fullDescription],
  ] as const) {
    want(isText(message?.text) && message!.text.length <= 1024, `${what} is missing or too long`);
  }
  want(isText(help?.text) && isText(help?.markdown), 'no help');
  want(/^https:\/\//.test(helpUri ?? ''), 'no helpUri');
  want(['note', 'warning', 'error'].includes(defaultConfiguration?.level ?? ''), 'no default level');
  const tags = properties?.tags ?? [];
  want(tags.length > 0 && tags.length <= 10 && new Set(tags).size === tags.length, 'tags');
  want(['very-high', 'high', 'medium', 'low'].includes(properties?.precision), 'precision');
  want(['error', 'warning', 'recommendation'].includes(properties?.['problem.severity']), 'problem.severity');
  const severity: unknown = properties?.['security-severity'];
  want(
    severity === undefined ||
      (typeof severity === 'string' && /^\d+\.\d$/.test(severity) && Number(severity) >= 0.1 && Number(severity) <= 10),
    'security-severity is no number from 0.1 to 10, as text',
  );
  want((severity !== undefined) === tags.includes('security'), 'a security rule has both the tag and the severity');
  return problems;
}

function checkResult(result: Result, rules: readonly ReportingDescriptor[], suppressed: boolean): string[] {
  const problems: string[] = [];
  const want = (ok: boolean, problem: string) => ok || problems.push(problem);
  const {
    ruleId,
    ruleIndex,
    level,
    message,
    locations = [],
    relatedLocations = [],
    codeFlows = [],
    partialFingerprints,
    suppressions,
  } = result;
  want(isText(ruleId) && rules[ruleIndex ?? -1]?.id === ruleId, 'its rule is not in the catalogue');
  want(['note', 'warning', 'error'].includes(level ?? ''), 'no level');
  want(isText(message.text) && message.id === undefined, 'no message');
  want(!/[\u0000-\u001f\u007f-\u009f]/.test(message.text ?? ''), 'control characters in the message');
  want(locations.length === 1, `${locations.length} locations: only the first is used`);
  for (const location of locations) problems.push(...checkPlace(location.physicalLocation));
  want(/^[0-9a-f]{16}:1$/.test(partialFingerprints?.primaryLocationLineHash ?? ''), 'no fingerprint');
  want(relatedLocations.length <= 100, 'more related locations than are shown');
  for (const location of relatedLocations) {
    problems.push(...checkPlace(location.physicalLocation).map((p) => `related location: ${p}`));
    want(isText(location.message?.text), 'a related location without message');
  }
  const ids = relatedLocations.map((l) => l.id);
  want(new Set(ids).size === ids.length, 'two related locations with one id');
  for (const [, target] of (message.text ?? '').matchAll(/\]\(([^)]*)\)/g))
    want(ids.includes(Number(target)), `a link to ${target}`);
  const steps = codeFlows.flatMap((flow) => flow.threadFlows.flatMap((thread) => thread.locations));
  want(steps.length <= 1000, 'more steps than are shown');
  for (const { location } of steps) {
    problems.push(...checkPlace(location?.physicalLocation).map((p) => `step: ${p}`));
    want(isText(location?.message?.text), 'a step without message');
  }
  want(suppressed || suppressions === undefined, 'a suppressed result shows as open');
  for (const fix of result.fixes ?? []) want(fix.artifactChanges.length > 0, 'a fix without changes');
  return problems;
}

function checkPlace(place: PhysicalLocation | undefined): string[] {
  const problems: string[] = [];
  const want = (ok: boolean, problem: string) => ok || problems.push(problem);
  const uri = place?.artifactLocation?.uri ?? '';
  want(isText(uri), 'no uri');
  want(!/^[a-z][a-z0-9+.-]*:/i.test(uri), `a uri with a scheme: ${uri}`);
  want(!/^\.?\//.test(uri) && !uri.split('/').includes('..'), `a uri that is not of the repository: ${uri}`);
  want(/^(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$/.test(uri), `a uri that is none: ${uri}`);
  want(place?.artifactLocation?.uriBaseId === undefined, 'a uriBaseId');
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = place?.region ?? {};
  want(
    [startLine, startColumn, endLine, endColumn].every((n) => Number.isInteger(n) && n >= 1),
    'a region that is not whole',
  );
  want(startLine === endLine && endColumn > startColumn, 'a region that is not on one line');
  return problems;
}

function isText(text: string | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}
