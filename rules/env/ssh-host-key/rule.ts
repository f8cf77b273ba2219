import { defineRule, environments, faultFinding } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/ssh-host-key',
  title: 'ssh host keys not verified',
  why: 'With `StrictHostKeyChecking no`, ssh accepts any server. git fetches private modules over this connection, and the checksum database does not cover them.',
  since: '0.1.0',
  level: 'warning',
  security: 6,
  precision: 'medium',
  reach: 'files',
  settings: true,
  presets: ['strict'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('ssh-hostkey-off')) {
        yield {
          ...faultFinding(fault, env, ['transport security']),
          message: `StrictHostKeyChecking ${fault.text}: ssh takes any host key, for all modules that git clones by ssh`,
          hint: 'commit a known_hosts file and name it by UserKnownHostsFile, or use accept-new',
        };
      }
    }
  },
});
