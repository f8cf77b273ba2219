import {
  argumentSpan,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  environments,
  faultFinding,
  GODEBUG_MINOR,
  type Godebug,
  godebugAdmits,
  godebugDefaults,
  godebugNames,
  godebugRemoved,
  goversion,
  nearest,
} from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
  readonly 'old-go-line': boolean;
}

type Verdict = Pick<Draft, 'message' | 'hint' | 'data'>;

export const rule = defineRule<Options>({
  id: 'gomod/godebug',
  title: 'Insecure or invalid godebug setting',
  why: 'A `godebug` line changes every program of the main module, in a file where reviewers expect only dependencies. Some settings restore insecure behavior that Go removed. An unknown setting makes every go command fail.',
  since: '0.1.0',
  level: 'error',
  security: 5.5,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(v.string()), v.description('Names of settings that may have an insecure value: `tlsrsakex`')),
        [],
      ),
      'old-go-line': v.optional(
        v.pipe(v.boolean(), v.description('Report go lines that are so old that Go uses insecure defaults')),
        false,
      ),
    }),
  *check(repo, { options }) {
    const allowed = new Set(options.allow);
    for (const file of directiveFiles(repo)) {
      for (const setting of file.godebug) {
        const verdict = judge(setting, file, allowed);
        if (verdict === undefined) continue;
        yield {
          ...verdict,
          at: argumentSpan(file.syntax, setting.line, 0),
          subject: setting.key,
          ...(file.module && { module: file.module }),
        };
      }
      if (options['old-go-line']) yield* oldGoLine(file, allowed);
    }
    for (const env of environments(repo)) {
      for (const fault of env.faults('godebug-weak')) {
        if (allowed.has(fault.text.replace(/=.*$/s, '').trim())) continue;
        yield {
          ...faultFinding(fault, env),
          data: { kind: 'environment' },
          message: `GODEBUG=${fault.text.trim()} admits ${fault.reason}, in every Go program that is run so`,
          hint: 'remove it',
        };
      }
    }
  },
});

function judge({ key, value }: Godebug, file: DirectiveFile, allow: ReadonlySet<string>): Verdict | undefined {
  const hint = 'remove the line';
  const removed = godebugRemoved(key);
  if (removed !== undefined) {
    return {
      message: `use of removed godebug "${key}": Go 1.${removed} and later refuse this file`,
      hint,
      data: { kind: 'removed' },
    };
  }
  if (key === 'default') {
    const refused = refusedDefault(value, file);
    if (refused !== undefined) return refused;
    const weakened = weakDefaults(minorOf(value.replace(/^go/, '')), allow);
    if (weakened === '') return undefined;
    const message = `godebug default=${value} restores insecure defaults: ${weakened}`;
    return { message, hint: 'set only the settings that you need, one by one', data: { kind: 'weak' } };
  }
  const admits = godebugAdmits(key, value);
  if (admits !== undefined) {
    if (allow.has(key)) return undefined;
    return {
      message: `godebug ${key}=${value} allows ${admits}`,
      hint,
      data: { kind: 'weak' },
    };
  }
  const known = godebugNames();
  if (known.includes(key) || minorOf(file.go?.version ?? '') > GODEBUG_MINOR) return undefined;
  const meant = nearest(key, known);
  return {
    message: `unknown godebug "${key}": Go up to 1.${GODEBUG_MINOR} refuses this file`,
    hint: meant === undefined ? hint : `did you mean ${meant}?`,
    data: { kind: 'unknown' },
  };
}

/** modload.CheckGodebug: `default` names a Go release that is not newer than the Go that runs. */
function refusedDefault(value: string, { go, toolchain }: DirectiveFile): Verdict | undefined {
  const version = value.startsWith('go') ? value.slice(2) : '';
  if (!goversion.isValid(version)) {
    const hint = goversion.isValid(value) ? `write default=go${value}` : 'write a release, such as default=go1.25';
    return { message: 'value for default= must be goVERSION', hint, data: { kind: 'refused' } };
  }
  // A go or toolchain line above it brings a Go that is new enough.
  const asked = [go?.version ?? '', goversion.fromToolchain(toolchain?.name ?? '')].some(
    (other) => other !== '' && goversion.compare(other, version) >= 0,
  );
  if (asked || minorOf(version) <= GODEBUG_MINOR) return undefined;
  return {
    message: `default=${value} too new: Go up to 1.${GODEBUG_MINOR} refuses this file`,
    hint: 'name a release that is not above the go line',
    data: { kind: 'refused' },
  };
}

function* oldGoLine({ go, godebug, syntax, module }: DirectiveFile, allow: ReadonlySet<string>): Generator<Draft> {
  if (go === undefined || godebug.some((g) => g.key === 'default')) return;
  const weakened = weakDefaults(minorOf(go.version), new Set([...allow, ...godebug.map((g) => g.key)]));
  if (weakened === '') return;
  yield {
    at: argumentSpan(syntax, go.line, 0),
    subject: 'go',
    message: `go ${go.version} has insecure defaults: ${weakened}`,
    hint: 'raise the go line, or set secure values in godebug lines',
    ...(module && { module }),
    data: { kind: 'old-go-line' },
  };
}

/** The N of 1.N; what is no such version counts as new. */
function minorOf(version: string): number {
  const minor = /^1\.(\d{1,6})$/.exec(goversion.lang(version))?.[1];
  return minor === undefined ? Number.POSITIVE_INFINITY : Number(minor);
}

function weakDefaults(minor: number, besides: ReadonlySet<string>): string {
  return godebugDefaults(minor)
    .filter(({ name }) => !besides.has(name))
    .map(({ name, value }) => `${name}=${value}`)
    .join(', ');
}
