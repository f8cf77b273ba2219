import { type Draft, defineRule, type Environment, environments, parseProxyList } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/dead-setting',
  title: 'Setting without effect',
  why: 'A variable that Go never reads has no effect. Modules that the setting should keep private, or verify, are not private or not verified.',
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['strict'],
  *check(repo) {
    for (const env of environments(repo)) {
      yield* overruled(env);
      yield* unusedInsecure(env);
    }
    for (const { read } of repo.settingFiles)
      for (const { variable, value, nameAt } of read?.settings ?? [])
        if (variable === '-insecure' && /^(?:false|0|f)$/i.test(value ?? '')) {
          yield {
            at: nameAt,
            subject: variable,
            message: 'go get -insecure=false does nothing: Go 1.17 removed the flag, and modules have no signatures',
            hint: 'remove it: the checksum database and go.sum verify modules by default',
            data: { kind: 'removed-flag' },
          };
        }
  },
});

/** GONOPROXY and GONOSUMDB together leave nothing for GOPRIVATE but GOVCS. */
function* overruled(env: Environment): Generator<Draft> {
  const set = env.setting('GOPRIVATE');
  if (set === undefined || set.value === '') return;
  const others = ['GONOPROXY', 'GONOSUMDB'].filter((name) => env.value(name) !== set.value);
  if (others.length < 2) return;
  yield {
    at: set.at,
    subject: 'GOPRIVATE',
    message: `GOPRIVATE=${set.value} decides nothing: GONOPROXY and GONOSUMDB replace it, and do not add to it`,
    hint: 'set GOPRIVATE alone, or write its patterns into both',
    data: { kind: 'overruled' },
  };
}

/** GOINSECURE is for fetches from the origin; the certificate of a proxy is always verified. */
function* unusedInsecure(env: Environment): Generator<Draft> {
  const set = env.setting('GOINSECURE');
  if (set === undefined || set.value === '' || env.value('GONOPROXY') !== '') return;
  const { steps, error } = parseProxyList(env.value('GOPROXY'));
  if (error !== undefined || steps.some(({ kind }) => kind === 'direct')) return;
  yield {
    at: set.at,
    subject: 'GOINSECURE',
    message: `GOINSECURE=${set.value} has no effect: Go fetches nothing from an origin and always verifies proxies`,
    hint: 'remove it; for a proxy with a company certificate add the CA to the system store',
    data: { kind: 'insecure' },
  };
}
