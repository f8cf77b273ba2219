/** The settings that godebug lines can set (internal/godebugs of Go 1.26), and what some of them admit. */

/** A setting that gives up protection. */
interface Weakness {
  /** The value that does. */
  readonly value: string;
  /** The N of the Go 1.N whose go line ended it as a default; undefined: it never was one that a go line brings back. */
  readonly until?: number;
  readonly admits: string;
}

const WEAK: Readonly<Record<string, Weakness>> = {
  allowmultiplevcs: { value: '1', admits: 'repositories with several version control systems' },
  execerrdot: { value: '0', admits: 'programs that PATH finds in the current directory' },
  rsa1024min: { value: '0', until: 24, admits: 'RSA keys with fewer than 1024 bits' },
  tls10server: { value: '1', until: 22, admits: 'TLS 1.0 and 1.1' },
  tls3des: { value: '1', until: 23, admits: '3DES in TLS' },
  tlsrsakex: { value: '1', until: 22, admits: 'TLS key exchange without forward secrecy' },
  tlssha1: { value: '1', until: 25, admits: 'SHA-1 signatures in TLS 1.2' },
  tlsunsafeekm: { value: '1', until: 22, admits: 'TLS keying material that is not bound to the connection' },
  x509negativeserial: { value: '1', until: 23, admits: 'certificates with a negative serial number' },
  x509usepolicies: { value: '0', until: 24, admits: 'certificate chains with invalid policies' },
};

const OTHERS = `
asynctimerchan containermaxprocs cryptocustomrand dataindependenttiming decoratemappings embedfollowsymlinks fips140 fips140ems
gocachehash gocachetest gocacheverify gotestjsonbuildtext gotypesalias htmlmetacontenturlescape http2client http2debug http2server
httpcookiemaxnum httplaxcontentlength httpmuxgo121 httpservecontentkeepheaders installgoroot jstmpllitinterp multipartmaxheaders
multipartmaxparts multipathtcp netdns netedns0 panicnil randautoseed randseednop tarinsecurepath tlsmaxrsasize tlsmlkem
tlssecpmlkem updatemaxprocs urlmaxqueryparams urlstrictcolons winreadlinkvolume winsymlink x509keypairleaf x509rsacrt
x509sha256skid x509usefallbackroots zipinsecurepath
`;

const REMOVED: Readonly<Record<string, number>> = { x509sha1: 24 };

/** The N of the Go 1.N whose table this is. */
export const GODEBUG_MINOR = 26;

/** The names that may stand in a godebug line, `default` aside. */
export function godebugNames(): string[] {
  return [...Object.keys(WEAK), ...OTHERS.trim().split(/\s+/)].sort();
}

/** The N of the Go 1.N that removed the setting; a go.mod that has it is refused from then on. */
export function godebugRemoved(name: string): number | undefined {
  return Object.hasOwn(REMOVED, name) ? REMOVED[name] : undefined;
}

/** What a setting admits that Go refuses by itself; undefined for settings that weaken nothing. */
export function godebugAdmits(name: string, value: string): string | undefined {
  const weak = Object.hasOwn(WEAK, name) ? WEAK[name] : undefined;
  return weak?.value === value ? weak.admits : undefined;
}

/** The weak settings, as `name=value`, that a go line of Go 1.`minor` or `default=go1.minor` brings with it. */
export function godebugDefaults(minor: number): { readonly name: string; readonly value: string }[] {
  return Object.entries(WEAK)
    .filter(([, { until }]) => until !== undefined && minor < until)
    .map(([name, { value }]) => ({ name, value }));
}
