import {
  argumentSpan,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  type Godebug,
  goversion,
  nearest,
} from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
  readonly 'old-go-line': boolean;
}

/** Settings that give up protection: the value that does, the Go 1.x whose go line ended it as a default, and what it admits. */
const WEAK: Readonly<Record<string, { value: string; until?: number; admits: string }>> = {
  allowmultiplevcs: { value: '1', admits: 'repositories with the metadata of several version control systems' },
  execerrdot: { value: '0', admits: 'programs that PATH finds in the current folder' },
  rsa1024min: { value: '0', until: 24, admits: 'RSA keys of less than 1024 bits' },
  tls10server: { value: '1', until: 22, admits: 'TLS 1.0 and 1.1' },
  tls3des: { value: '1', until: 23, admits: '3DES in TLS' },
  tlsrsakex: { value: '1', until: 22, admits: 'TLS key exchange without forward secrecy' },
  tlssha1: { value: '1', until: 25, admits: 'SHA-1 signatures in TLS 1.2' },
  tlsunsafeekm: { value: '1', until: 22, admits: 'TLS keying material that is not bound to its connection' },
  x509negativeserial: { value: '1', until: 23, admits: 'certificates with a negative serial number' },
  x509usepolicies: { value: '0', until: 24, admits: 'certificate chains whose policies do not hold' },
};

/** The other settings up to Go 1.26 (internal/godebugs). */
const OTHERS =
  'asynctimerchan containermaxprocs cryptocustomrand dataindependenttiming decoratemappings default embedfollowsymlinks fips140 fips140ems gocachehash gocachetest gocacheverify gotestjsonbuildtext gotypesalias htmlmetacontenturlescape http2client http2debug http2server httpcookiemaxnum httplaxcontentlength httpmuxgo121 httpservecontentkeepheaders installgoroot jstmpllitinterp multipartmaxheaders multipartmaxparts multipathtcp netdns netedns0 panicnil randautoseed randseednop tarinsecurepath tlsmaxrsasize tlsmlkem tlssecpmlkem updatemaxprocs urlmaxqueryparams urlstrictcolons winreadlinkvolume winsymlink x509keypairleaf x509rsacrt x509sha256skid x509usefallbackroots zipinsecurepath';

const REMOVED: Readonly<Record<string, number>> = { x509sha1: 24 };

export const rule = defineRule<Options>({
  id: 'gomod/godebug',
  title: 'godebug setting that weakens security, or that Go refuses',
  why: 'A `godebug` line changes how every program of the main module is built, in a file that reviewers read for dependencies. Several settings bring back what Go gave up for security; one that Go does not know stops every go command.',
  since: '0.1.0',
  level: 'error',
  security: 5.5,
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(v.string()), v.description('Settings that may be weakened, by name: `tlsrsakex`')),
        [],
      ),
      'old-go-line': v.optional(
        v.pipe(v.boolean(), v.description('Report go lines that are so old that they weaken settings by default')),
        false,
      ),
    }),
  *check(repo, { options }) {
    for (const file of directiveFiles(repo)) {
      for (const setting of file.godebug) {
        const verdict = judge(setting, options.allow);
        if (verdict === undefined) continue;
        yield {
          ...verdict,
          at: argumentSpan(file.syntax, setting.line, 0),
          subject: setting.key,
          ...(file.module && { module: file.module }),
        };
      }
      if (options['old-go-line']) yield* oldGoLine(file, options.allow);
    }
  },
});

function judge(
  { key, value }: Godebug,
  allow: readonly string[],
): Pick<Draft, 'message' | 'hint' | 'data'> | undefined {
  const own = <T>(table: Readonly<Record<string, T>>) => (Object.hasOwn(table, key) ? table[key] : undefined);
  const weak = own(WEAK);
  const removed = own(REMOVED);
  const hint = 'remove the line';
  if (removed !== undefined) {
    return {
      message: `use of removed godebug "${key}": Go 1.${removed} and later refuse this file`,
      hint,
      data: { kind: 'removed' },
    };
  }
  if (key === 'default') {
    const minor = minorOf(value.replace(/^go/, ''));
    const weakened = minor === undefined ? [] : weakDefaults(minor, allow);
    if (weakened.length === 0) return undefined;
    return {
      message: `godebug default=${value} brings back the defaults of an old Go: ${weakened.join(', ')}`,
      hint: 'name the settings that are needed one by one',
      data: { kind: 'weak' },
    };
  }
  if (weak !== undefined) {
    if (weak.value !== value || allow.includes(key)) return undefined;
    return {
      message: `godebug ${key}=${value} admits ${weak.admits}, in every program of this module`,
      hint,
      data: { kind: 'weak' },
    };
  }
  const others = OTHERS.split(' ');
  if (others.includes(key)) return undefined;
  const meant = nearest(key, [...others, ...Object.keys(WEAK)]);
  return {
    message: `unknown godebug "${key}": Go up to 1.26 refuses this file`,
    hint: meant === undefined ? hint : `did you mean ${meant}?`,
    data: { kind: 'unknown' },
  };
}

function* oldGoLine({ go, godebug, syntax, module }: DirectiveFile, allow: readonly string[]): Generator<Draft> {
  const minor = go && minorOf(go.version);
  if (minor === undefined || godebug.some((g) => g.key === 'default')) return;
  const set = godebug.map((g) => g.key);
  const weakened = weakDefaults(minor, [...allow, ...set]);
  if (weakened.length === 0) return;
  yield {
    at: argumentSpan(syntax, go!.line, 0),
    subject: 'go',
    message: `go ${go!.version} sets ${weakened.join(', ')} in every program of this module`,
    hint: 'raise the go line, or set the stronger values in godebug lines',
    ...(module && { module }),
    data: { kind: 'old-go-line' },
  };
}

function minorOf(version: string): number | undefined {
  const minor = /^1\.(\d{1,6})$/.exec(goversion.lang(version))?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function weakDefaults(minor: number, besides: readonly string[]): string[] {
  return Object.entries(WEAK)
    .filter(([key, { until }]) => until !== undefined && minor < until && !besides.includes(key))
    .map(([key, { value }]) => `${key}=${value}`);
}
