import { defineRule, environments, faultFinding } from '../../../src/rule.ts';

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
  presets: ['recommended'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('proxy-fallthrough')) {
        const from = fault.host ?? fault.text;
        yield {
          ...faultFinding(fault, env, ['checksum verification']),
          message: `GOPROXY goes on after any error of ${from}, for all modules: it is followed by |`,
          hint: 'write a comma: then Go goes on only where a module is not found (404 or 410)',
        };
      }
    }
  },
});
