/** govulncheck's own JSON stream, and its SARIF. */
import { type Reach, ReportError, type ReportedFinding } from './types.ts';
import { at, listAt, objectIn, requiredText, textAt, textsAt, type Value, withV } from './values.ts';

const MORE_SPECIFIC: readonly Reach[] = ['called', 'imported', 'required'];

/** `messages`: the values of the stream. Of several findings for an ID and a module the most specific counts. */
export function govulncheckFindings(messages: readonly unknown[]): ReportedFinding[] {
  const protocol = textAt(at(messages[0], 'config'), 'protocol_version');
  if (!/^v1\.\d/.test(protocol))
    throw new ReportError(`expected govulncheck's protocol v1, got "${protocol.slice(0, 20)}"`);
  const entries = new Map(messages.map((message) => [textAt(at(message, 'osv'), 'id'), at(message, 'osv')]));
  const found = new Map<string, ReportedFinding>();
  for (const message of messages) {
    const finding = objectIn(at(message, 'finding'));
    if (finding === undefined) continue;
    const one = findingOf(finding, entries);
    const key = `${one.id} ${one.module} ${one.version}`;
    const known = found.get(key);
    if (known === undefined || rank(one) < rank(known)) found.set(key, one);
  }
  return [...found.values()];
}

function findingOf(finding: Value, entries: ReadonlyMap<string, unknown>): ReportedFinding {
  const frame = listAt(finding, 'trace')[0];
  const id = requiredText(finding, 'osv');
  const fixed = withV(textAt(finding, 'fixed_version'));
  const entry = entries.get(id);
  return {
    id,
    aliases: textsAt(entry, 'aliases'),
    module: requiredText(frame, 'module'),
    version: withV(textAt(frame, 'version')),
    ...(fixed !== '' && { fixed }),
    reach: textAt(frame, 'function') !== '' ? 'called' : textAt(frame, 'package') !== '' ? 'imported' : 'required',
    summary: textAt(entry, 'summary'),
  };
}

function rank({ reach }: ReportedFinding): number {
  return MORE_SPECIFIC.indexOf(reach!);
}

/** What error, warning and note mean at each scan level. */
const REACH: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  symbol: { error: 'called', warning: 'imported', note: 'required' },
  package: { error: 'imported', warning: 'required' },
  module: { error: 'required' },
};

/** SARIF has neither the module nor its version. */
export function sarifFindings(sarif: unknown): ReportedFinding[] {
  return listAt(sarif, 'runs').flatMap((run) => {
    const driver = at(at(run, 'tool'), 'driver');
    if (textAt(driver, 'name') !== 'govulncheck') throw new ReportError('expected the SARIF of govulncheck');
    const level = textAt(at(driver, 'properties'), 'scan_level');
    const rules = new Map(listAt(driver, 'rules').map((rule) => [textAt(rule, 'id'), rule]));
    return listAt(run, 'results').map((result) => {
      const id = requiredText(result, 'ruleId');
      const reach = REACH[level]?.[textAt(result, 'level')];
      if (reach === undefined)
        throw new ReportError(`unknown level of a finding at scan level "${level.slice(0, 20)}"`);
      return { id, aliases: textsAt(at(rules.get(id), 'properties'), 'tags'), module: '', version: '', reach };
    });
  });
}
