import { defineRule, environments, faultFinding, here, usedPaths } from '../../../src/rule.ts';

const ANY_MODULE = 'module.invalid/any';

export const rule = defineRule({
  id: 'env/proxy-direct',
  title: 'Public modules fetched from their origin',
  why: 'With `GOPROXY=direct` every module comes from its own server. A server that is down or a repository that is deleted breaks the build, version control programs run on this machine, and nobody in between keeps a copy.',
  since: '0.2.0',
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
