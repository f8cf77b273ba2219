import { defineRule, environments, faultFinding } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/vcs',
  title: 'Invalid or unlimited GOVCS',
  why: 'GOVCS defines which version control programs Go may run. By default, Go uses only git and Mercurial for public modules, because the others are not hardened against hostile servers.',
  since: '0.1.0',
  level: 'warning',
  security: 5,
  precision: 'very-high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('govcs-invalid')) {
        yield {
          ...faultFinding(fault, env),
          message: `${fault.error}: Go fetches no module from its origin`,
          hint: 'write PATTERN:PROGRAMS, separated by commas, as in github.com:git,private:all',
        };
      }
      for (const fault of env.faults('govcs-all')) {
        yield {
          ...faultFinding(fault, env, ['transport security']),
          message: 'GOVCS lets every version control program fetch public modules',
          hint: 'name the programs and the hosts that need them, as in svn.corp.example:svn',
        };
      }
    }
  },
});
