import {
  type Draft,
  defineRule,
  type Environment,
  environments,
  faultFinding,
  type PlacedFault,
  partSpan,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/proxy-fallback',
  title: 'Proxy fallback after any error',
  why: 'After `|`, Go uses the next entry on any error, not only if a module is not found. An attacker who can make the first proxy fail chooses where modules come from. An outage has the same effect, without a warning.',
  since: '0.1.0',
  level: 'warning',
  security: 4,
  precision: 'high',
  reach: 'files',
  settings: true,
  fixes: ['unsafe'],
  presets: ['recommended'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('proxy-fallthrough')) {
        const from = fault.host ?? fault.text;
        yield {
          ...faultFinding(fault, env, ['checksum verification']),
          message: `GOPROXY goes on after any error of ${from}, for all modules: it is followed by |`,
          hint: 'write a comma: then Go goes on only where a module is not found (404 or 410)',
          ...withComma(fault, env),
        };
      }
    }
  },
});

/** Builds that lived on the fallback fail then. Between braces or brackets of YAML a comma would end the value. */
function withComma({ setting, end }: PlacedFault, { reach }: Environment): Pick<Draft, 'fix'> {
  const at = partSpan(setting, end, end + 1);
  const { text } = at.file;
  const line = text.slice(text.lastIndexOf('\n', at.start) + 1, at.start);
  if (reach === undefined || text.slice(at.start, at.end) !== '|' || /[{[]/.test(line)) return {};
  return { fix: { what: 'write a comma', safe: false, edits: [{ at, text: ',' }] } };
}
