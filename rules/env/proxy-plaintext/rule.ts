import {
  defineRule,
  environments,
  parseProxyList,
  parseSumdb,
  partSpan,
  refusesCredentials,
} from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

const ANY_MODULE = 'module.invalid/any';

export const rule = defineRule<Options>({
  id: 'env/proxy-plaintext',
  title: 'Module proxy or checksum database in clear text',
  why: 'Go takes an http:// proxy without a word. Everybody on the way reads which modules are used, and may change those that the checksum database does not vouch for.',
  since: '0.1.0',
  level: 'warning',
  security: 6,
  precision: 'very-high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(
          v.array(v.string()),
          v.description('Hosts that may be asked in clear text, with a port where the URL has one'),
        ),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = new Set(options.allow);
    const isFine = (host: string) => isLoopback(host) || allowed.has(host);
    for (const env of environments(repo)) {
      const set = env.setting('GOPROXY');
      for (const step of set ? parseProxyList(set.value).steps : []) {
        if (step.kind !== 'proxy' || step.url.scheme !== 'http' || isFine(step.url.host)) continue;
        const verified = env.posture(ANY_MODULE).sumdb === 'verify';
        const loss = refusesCredentials(step)
          ? 'in clear text and with a password, so that Go refuses to ask it'
          : `in clear text: others can read which modules are fetched${verified ? '' : ', and change them, for no checksum database is asked'}`;
        yield {
          at: partSpan(set!, step.start, step.end),
          subject: 'GOPROXY',
          message: `GOPROXY names ${step.url.host} ${loss}; this concerns all modules but those that match GONOPROXY`,
          hint: 'use https:// (the system store takes a company CA)',
          data: {
            kind: 'proxy',
            host: step.url.host,
            lost: verified ? ['privacy'] : ['privacy', 'transport security'],
          },
        };
      }
      const sumdb = env.setting('GOSUMDB');
      const database = sumdb && parseSumdb(sumdb.value).value;
      if (!database || database.off || database.explicit?.scheme !== 'http' || isFine(database.explicit.host)) continue;
      yield {
        at: sumdb.at,
        subject: 'GOSUMDB',
        message: `GOSUMDB asks ${database.explicit.host} in clear text: its answers are signed, but others can read which modules are looked up`,
        hint: 'use https://',
        data: { kind: 'sumdb', host: database.explicit.host, lost: ['privacy'] },
      };
    }
  },
});

function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
