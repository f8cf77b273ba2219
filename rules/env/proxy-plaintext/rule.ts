import {
  defineRule,
  environments,
  isLoopback,
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
  title: 'Module proxy or checksum database over plain HTTP',
  why: 'Go accepts an http:// proxy without a warning. Everybody on the network can read which modules are fetched. They can also change modules that the checksum database does not verify.',
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
        v.pipe(v.array(v.string()), v.description('Hosts that may use plain HTTP, with the port if the URL has one')),
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
          ? ' with a password: Go refuses to use it'
          : `: others can read ${verified ? 'which modules are fetched' : 'and change the modules that Go fetches'}`;
        yield {
          at: partSpan(set!, step.start, step.end),
          subject: 'GOPROXY',
          message: `GOPROXY uses ${step.url.host} over plain HTTP${loss}`,
          hint: "use https:// (add your company's CA to the system certificate store if needed)",
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
        message: `GOSUMDB uses ${database.explicit.host} over plain HTTP: others can read which modules are looked up`,
        hint: 'use https://',
        data: { kind: 'sumdb', host: database.explicit.host, lost: ['privacy'] },
      };
    }
  },
});
