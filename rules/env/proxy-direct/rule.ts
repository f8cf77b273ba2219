import { defineRule, environments, faultFinding, here, usedPaths } from '../../../src/rule.ts';

const ANY_MODULE = 'module.invalid/any';

export const rule = defineRule({
  id: 'env/proxy-direct',
  title: 'Public modules fetched from their origin',
  why: 'With `GOPROXY=direct`, every module comes from its own server. A failed server or a deleted repository breaks the build. Go runs version control programs on this machine, and no proxy keeps a copy.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['strict'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('proxy-direct-only')) {
        const used = usedPaths(repo, (path) => env.posture(path).reason.startsWith('direct/'));
        const unverified = env.posture(ANY_MODULE).sumdb === 'skip';
        yield {
          ...faultFinding(fault, env, unverified ? ['checksum verification'] : []),
          message: `GOPROXY=direct: no proxy is asked, for all modules${here(used)}${unverified ? ', and no checksum database either' : ''}`,
          hint: 'name a proxy first, as in https://goproxy.example,direct; for private modules alone set GOPRIVATE',
        };
      }
    }
  },
});
