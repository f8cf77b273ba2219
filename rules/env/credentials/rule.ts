import { defineRule, environments, type FaultKind, faultFinding } from '../../../src/rule.ts';

const WHAT: Readonly<Partial<Record<FaultKind, string>>> = {
  'proxy-credentials': 'GOPROXY holds a password',
  'git-credentials': 'a git rewrite holds a password or token',
  'auth-credentials': 'a GOAUTH command holds a secret',
};

export const rule = defineRule({
  id: 'env/credentials',
  title: 'Secret in a Go setting',
  why: 'Everybody who can read the file, the image or the log can read a password in GOPROXY, a git rewrite or a GOAUTH command. It stays in the history after it is removed.',
  since: '0.1.0',
  level: 'error',
  security: 8,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('proxy-credentials', 'git-credentials', 'auth-credentials')) {
        const whose = fault.host === undefined ? '' : ` for ${fault.host}`;
        yield {
          ...faultFinding(fault, env),
          message: `${WHAT[fault.kind]}${whose}, in plain text`,
          hint: 'revoke it, and let the machine give it: a .netrc file, or a variable that the CI system keeps secret',
        };
      }
    }
  },
});
