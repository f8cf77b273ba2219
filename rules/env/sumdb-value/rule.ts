import {
  type Draft,
  defineRule,
  type Environment,
  environments,
  parseProxyList,
  parseSumdb,
  valueFix,
} from '../../../src/rule.ts';

interface Options {
  readonly databases?: readonly string[] | undefined;
}

/** Names that guides invented. Go reads none of them. */
const INVENTED: ReadonlySet<string> = new Set(['GONOSUMCHECK', 'GONOVERIFY', 'GONOSUM', 'GOSUMCHECK', 'GONOSUBDB']);

export const rule = defineRule<Options>({
  id: 'env/sumdb-value',
  title: 'Invalid GOSUMDB value',
  why: 'GOSUMDB names one database: its name or key, and optionally its URL. With any other value, Go fails at the first module that is not in go.sum. People then often disable verification.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  settings: true,
  fixes: ['unsafe'],
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      databases: v.optional(
        v.pipe(
          v.array(v.string()),
          v.description('Names of allowed databases, such as `sum.golang.org`. Default: any'),
        ),
      ),
    }),
  *check(repo, { options }) {
    for (const env of environments(repo)) {
      yield* value(env, options.databases);
      yield* proxyRoot(env);
      for (const name of env.names) {
        if (!INVENTED.has(name)) continue;
        yield {
          at: env.setting(name)!.nameAt,
          subject: name,
          message: `${name} is not a Go setting: it has no effect`,
          hint: 'remove it; use GOPRIVATE or GONOSUMDB for private modules',
          data: { kind: 'no-such-variable' },
        };
      }
    }
  },
});

function* value(env: Environment, databases: Options['databases']): Generator<Draft> {
  const set = env.setting('GOSUMDB');
  if (set === undefined || set.value === 'off' || set.value !== env.value('GOSUMDB')) return;
  const { value: setting, error } = parseSumdb(set.value);
  const found = { at: set.at, subject: 'GOSUMDB' };
  if (error !== undefined) {
    yield {
      ...found,
      message: `${error}: Go cannot download modules that are not in go.sum`,
      hint: hintFor(set.value),
      data: { kind: 'invalid' },
    };
  } else if (!setting.off && databases !== undefined && !databases.includes(setting.name)) {
    yield {
      ...found,
      message: `GOSUMDB uses the database ${setting.name}, which the policy does not allow`,
      hint: `use an allowed database: ${databases.join(', ')}`,
      data: { kind: 'custom', database: setting.name },
    };
  }
}

/** A proxy offers the database too, but below `/sumdb/NAME`: at its root Go is told that there is none, and stops. */
function* proxyRoot(env: Environment): Generator<Draft> {
  const set = env.setting('GOSUMDB');
  const { value: database } = parseSumdb(set?.value ?? 'off');
  if (set === undefined || database === undefined || database.off || database.explicit === undefined) return;
  const { host, path } = database.explicit;
  const isProxy = parseProxyList(env.value('GOPROXY')).steps.some(
    (step) => step.kind === 'proxy' && step.url.host === host,
  );
  if (!isProxy || path.includes('/sumdb/')) return;
  yield {
    at: set.at,
    subject: 'GOSUMDB',
    atMost: 'warning',
    message: `GOSUMDB asks the proxy ${host} at its root, where no checksum database is: Go refuses what go.sum does not know`,
    hint: `write GOSUMDB=${database.name} alone: Go asks the proxy for the database by itself`,
    ...valueFix({ at: set.at, text: set.value }, env, {
      text: set.value.split(' ', 1)[0]!,
      what: 'remove the URL',
      safe: false,
    }),
    data: { kind: 'proxy-url', host },
  };
}

function hintFor(value: string): string {
  if (/^["'\u2018-\u201d]/.test(value)) return 'remove the quotes: in a settings file they are part of the value';
  if (value.endsWith('\r')) return 'save the file without carriage returns: they are part of the value';
  if (/^off$/i.test(value)) return 'Go accepts "off" only in lower case; better: do not disable the database';
  if (value.includes(','))
    return 'use one database, not a list: NAME or KEY, then a space and the URL if it differs from the name';
  if (/^[a-z]+:\/\//i.test(value)) return 'write the name or key first, then a space and the URL';
  return 'use a database name that Go knows, or its full key NAME+HASH+KEY; then a space and the URL if it differs from the name';
}
