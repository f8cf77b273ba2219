import { defineRule, environments, faultFinding } from '../../../src/rule.ts';

interface Options {
  readonly trusted: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/proxy-unlisted',
  title: 'Module proxy not on the list',
  why: 'A proxy sees every requested module path. It also serves modules that the checksum database does not cover: private modules, and all modules if the database is off. You should know who runs it.',
  since: '0.1.0',
  level: 'warning',
  security: 4,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['strict'],
  options: (v, _checks) =>
    v.strictObject({
      trusted: v.optional(
        v.pipe(
          v.array(v.string()),
          v.description(
            "Hosts of proxies that may be used, `*.` for all below: `goproxy.example`, `*.corp.example`. Go's own proxy and this machine always may",
          ),
        ),
        [],
      ),
    }),
  *check(repo, { options: { trusted } }) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('proxy-third-party')) {
        const host = (fault.host ?? '').replace(/:[0-9]+$/, '').toLowerCase();
        if (trusted.some((entry) => isCovered(host, entry.toLowerCase()))) continue;
        yield {
          ...faultFinding(fault, env, ['privacy']),
          message: `GOPROXY asks ${fault.host}, which the policy does not trust, for all modules`,
          hint:
            trusted.length > 0
              ? `use one of ${trusted.join(', ')}`
              : 'remove the setting to use the proxy of Go, or list the host in the option trusted',
        };
      }
    }
  },
});

function isCovered(host: string, entry: string): boolean {
  return entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : host === entry;
}
