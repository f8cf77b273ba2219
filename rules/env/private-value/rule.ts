import {
  defineRule,
  type Environment,
  environments,
  faultFinding,
  type PlacedFault,
  valueFix,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/private-value',
  title: 'Private pattern that matches nothing, or too much',
  why: 'A pattern that no module path can match protects nothing, and Go reports no error. The private paths are sent to the public proxy and the public checksum database.',
  since: '0.1.0',
  level: 'error',
  security: 6,
  precision: 'very-high',
  reach: 'files',
  settings: true,
  fixes: ['unsafe'],
  presets: ['recommended'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('pattern-never-matches')) {
        const insecure = fault.setting.name === 'GOINSECURE';
        yield {
          ...faultFinding(fault, env, insecure ? [] : ['privacy']),
          atMost: insecure ? 'warning' : 'error',
          message: `${fault.setting.name}: ${JSON.stringify(fault.text)} matches no module: ${fault.reason}`,
          hint: `${hintFor(fault.text)}${insecure ? '' : consequence(fault, env)}`,
          ...(!insecure && fixFor(fault, env)),
        };
      }
      for (const fault of env.faults('proxy-skip-all', 'public-host-private')) {
        // What takes checksum verification is the business of env/sumdb-bypass.
        if (fault.setting.name !== 'GONOPROXY') continue;
        yield {
          ...faultFinding(fault, env),
          atMost: 'warning',
          message: `GONOPROXY=${fault.text} fetches ${fault.kind === 'proxy-skip-all' ? 'all modules' : 'public modules'} from their origin, and asks no proxy`,
          hint: 'name the paths that are private, as in github.com/acme or *.corp.example',
        };
      }
    }
  },
});

function consequence({ setting: { name } }: PlacedFault, env: Environment): string {
  const proxied = name !== 'GONOSUMDB' && env.value('GOPROXY') !== 'off';
  const asked = name !== 'GONOPROXY' && env.value('GOSUMDB') !== 'off';
  if (proxied && asked) return '; as it is, the paths it means go to the proxy and to the checksum database';
  if (proxied) return '; as it is, the paths it means go to the proxy';
  return asked ? '; as it is, the paths it means go to the checksum database' : '';
}

/** Modules are then no longer asked for at the proxy or the checksum database, as was meant. */
function fixFor(fault: PlacedFault, env: Environment): ReturnType<typeof valueFix> {
  const text = plainPattern(fault.text);
  return isPlain(text) ? valueFix(fault, env, { text, what: `write ${text}`, safe: false }) : {};
}

function hintFor(pattern: string): string {
  const plain = plainPattern(pattern);
  return isPlain(plain) && plain !== pattern
    ? `write ${plain}`
    : 'write hosts and paths separated by commas alone, as in *.corp.example,github.com/acme';
}

function isPlain(pattern: string): boolean {
  return /^[\w*.-]+(?:\/[\w*.~-]+)*$/.test(pattern);
}

function plainPattern(pattern: string): string {
  return (
    pattern
      .trim()
      .replace(/^["'\u2018-\u201d]+|["'\u2018-\u201d]+$/g, '')
      .replace(/^[a-z+]+:\/\//i, '')
      .replace(/^[^/@]*@/, '')
      .replace(/^([^/:]+):[0-9]+/, '$1')
      // `git.example:acme/lib` as git writes it; what follows a colon in a list of hosts is another host.
      .replace(/^([^/:]+):(?![^/]*\.)/, '$1/')
      .replace(/^\./, '*.')
      .replace(/^[^/]+/, (host) => host.toLowerCase())
      .replace(/(?:\/\.\.\.|\/|\.git)+$/, '')
  );
}
