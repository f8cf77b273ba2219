import { type Draft, defineRule, type Environment, environments, goversion } from '../../../src/rule.ts';

interface Options {
  readonly trusted: readonly string[];
}

/** Ways past the checksums in the go command itself, and the first release of each line without it (github.com/golang/go/issues). */
const BYPASSES: readonly { readonly id: string; readonly issue: number; readonly fixed: readonly string[] }[] = [
  { id: 'CVE-2026-42501', issue: 79070, fixed: ['1.26.3'] },
  { id: 'CVE-2026-56864', issue: 80745, fixed: ['1.25.13', '1.26.6'] },
  { id: 'CVE-2026-56865', issue: 80744, fixed: ['1.25.13', '1.26.6'] },
  { id: 'CVE-2026-94444', issue: 81833, fixed: ['1.26.9', '1.27.2'] },
];

export const rule = defineRule<Options>({
  id: 'env/go-command',
  title: 'Go command with a checksum bypass',
  why: 'Some Go releases accept wrong answers from a proxy or checksum database. With such a release, you must trust the proxy as much as the code.',
  since: '0.1.0',
  level: 'warning',
  security: 7,
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      trusted: v.optional(
        v.pipe(v.array(v.string()), v.description('Hosts of proxies that are trusted as much as the one of Go')),
        [],
      ),
    }),
  *check(repo, { options }) {
    for (const env of environments(repo)) if (env.reach === undefined) yield* judge(env, options);
  },
});

function* judge(env: Environment, { trusted }: Options): Generator<Draft> {
  const set = env.setting('GOVERSION');
  const version = set && goversion.fromToolchain(set.value);
  if (set === undefined || !version) return;
  const open = BYPASSES.filter(({ fixed }) => !isFixed(version, fixed));
  if (open.length === 0) return;
  const proxy = env.faults('proxy-third-party', 'proxy-plaintext').find(({ host = '' }) => !trusted.includes(host));
  const database = env.faults('sumdb-custom', 'sumdb-plaintext')[0];
  const whom = proxy?.host ?? database?.host;
  yield {
    at: set.at,
    subject: 'GOVERSION',
    ...(whom === undefined && { atMost: 'note' as const }),
    message: `${set.value} has ${open.length === 1 ? 'a checksum bypass' : `${open.length} checksum bypasses`} (${open[0]!.id}), for all modules${whom === undefined ? '' : `, and asks ${whom}`}`,
    hint: `update to Go ${firstFixed(version)} or newer`,
    data: { kind: 'bypass', ids: open.map(({ id }) => id), lost: ['checksum verification'] },
  };
}

/** A line that got no fix is older than all that did, or came after them. */
function isFixed(version: string, fixed: readonly string[]): boolean {
  const own = fixed.find((fix) => goversion.lang(fix) === goversion.lang(version));
  if (own !== undefined) return goversion.compare(version, own) >= 0;
  return fixed.every((fix) => goversion.compare(version, fix) > 0);
}

/** The first release that has all fixes and is no step back. */
function firstFixed(version: string): string | undefined {
  return BYPASSES.flatMap(({ fixed }) => fixed)
    .filter((fix) => goversion.compare(fix, version) > 0 && BYPASSES.every(({ fixed }) => isFixed(fix, fixed)))
    .sort(goversion.compare)[0];
}
