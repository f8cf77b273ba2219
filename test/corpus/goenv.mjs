/** Answers the goenv corpus with the library. `goproxy.example` stands for Go's own default proxy. */

import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readSettings } from '../../dist/lib/src/env/readers.js';
import { parseEnvFile } from '../../dist/lib/src/go/env/captured.js';
import { settingFaults } from '../../dist/lib/src/go/env/faults/setting-faults.js';
import { parseGoauth } from '../../dist/lib/src/go/env/goauth.js';
import { parseGoEnvFile } from '../../dist/lib/src/go/env/goenv-file.js';
import { parseGoFlags } from '../../dist/lib/src/go/env/goflags.js';
import {
  asked,
  GO_DEFAULTS,
  lacksHost,
  parseProxyList,
  refusesCredentials,
} from '../../dist/lib/src/go/env/goproxy.js';
import { parseSumdb } from '../../dist/lib/src/go/env/gosumdb.js';
import { allowsVcs, parseGovcs } from '../../dist/lib/src/go/env/govcs.js';
import { changed as changedNames, effective, layers as layered } from '../../dist/lib/src/go/env/layers.js';
import { checkEnvWrite } from '../../dist/lib/src/go/env/names.js';
import { posture as postureOf } from '../../dist/lib/src/go/env/posture.js';
import { toolchainRun } from '../../dist/lib/src/go/env/toolchain-run.js';
import { matchPrefixPatterns } from '../../dist/lib/src/go/path/pattern.js';
import { goModLookup } from '../../dist/lib/src/go/version/go-version.js';
import { reachesOf } from '../../dist/lib/src/model/settings/file-environments.js';
import { pointAt, source } from '../../dist/lib/src/text/source.js';

const defaults = { ...GO_DEFAULTS, GOPROXY: 'https://goproxy.example,direct' };

/** Kinds that the corpus does not have. */
const NOT_LABELED = new Set(['auth-invalid']);

export async function scan(path, text) {
  const file = source(path, text);
  const reaches = reachesOf({ dir: '', source: file, read: await readSettings(file) });
  return reaches.flatMap(({ own, valueFor }) => [...own.values()].flatMap((setting) => labels(setting, valueFor)));
}

/** One label for each kind of fault of a setting. */
function labels({ variable, value, nameAt, by }, valueFor) {
  if (value === undefined || by === 'unset') return [];
  const faults = settingFaults(variable, value, { literal: by === 'goenv file', valueFor });
  const kinds = faults
    .filter(({ kind, host }) => !NOT_LABELED.has(kind) && (kind !== 'proxy-third-party' || host !== 'goproxy.example'))
    .map(({ kind }) => kind);
  return [...new Set(kinds)].map((kind) => ({ ...pointAt(nameAt.file, nameAt.start), variable, value, kind }));
}

export function posture(modulePath, env) {
  const { fetch, fetchOnError, ...rest } = postureOf(
    modulePath,
    layered({ process: new Map(Object.entries(env)), defaults }),
  );
  return { fetch: fetch.map(withoutPort), fetchOnError: fetchOnError.map(withoutPort), ...rest };
}

export function parseGoEnv(text) {
  return new Map([...parseEnvFile(source('go-env.txt', text)).settings].map(([name, { value }]) => [name, value]));
}

export function match(globs, target) {
  return matchPrefixPatterns(globs, target);
}

export function goproxy(value) {
  const { steps, error } = parseProxyList(value);
  if (error) return { valid: false, steps: [], stepsOnError: [] };
  const answered = (answer) => asked(steps, (step) => (observable(step) ? answer : 'error'));
  const places = (asking) =>
    asking
      .filter(observable)
      .map((step) => (step.kind === 'direct' ? 'direct' : withoutPort(`${step.url.scheme}://${step.url.host}`)));
  return { valid: true, steps: places(answered('not found')), stepsOnError: places(answered('error')) };
}

export function gosumdb(value) {
  return { valid: parseSumdb(value).error === undefined };
}

export function goflags(value) {
  return { valid: parseGoFlags(value).error === undefined };
}

export function govcs(value, goprivate, root, vcs) {
  const { value: rules, error } = parseGovcs(value);
  if (error !== undefined) return { allowed: false, valid: false };
  return { allowed: allowsVcs(rules, root, matchPrefixPatterns(goprivate, root), vcs), valid: true };
}

const SHOWN = [
  'GO111MODULE',
  'GOAUTH',
  'GOFLAGS',
  'GOINSECURE',
  'GONOPROXY',
  'GONOSUMDB',
  'GOPRIVATE',
  'GOPROXY',
  'GOSUMDB',
  'GOTOOLCHAIN',
  'GOVCS',
];

export function layers({ goenvFile, gorootGoEnv, osEnv }) {
  const settings = layered({
    process: new Map(Object.entries(osEnv)),
    user: parseGoEnvFile(source('env', goenvFile)),
    goroot: parseGoEnvFile(source('go.env', gorootGoEnv)),
    defaults,
  });
  return Object.fromEntries(SHOWN.map((name) => [name, effective(settings, name).value]));
}

/** The worlds in which the vectors were recorded (shared/oracle/goenv). */
const WORLDS = {
  off: { GOSUMDB: 'off' },
  nosum: { GONOSUMDB: '*' },
  private: { GOPRIVATE: '*' },
  filedb: { GOPROXY: 'file:///nonexistent/proxy', GOSUMDB: 'off' },
  modsoff: { GO111MODULE: 'off' },
};

/** What was recorded is a request to a server. */
export function gotoolchain({ gotoolchain: value, gomod, gorootGoEnv = '', local, world }) {
  const process = new Map(Object.entries({ GOPROXY: 'https://p1.example', GOTOOLCHAIN: value, ...WORLDS[world] }));
  const env = layered({ process, goroot: parseGoEnvFile(source('go.env', `GOSUMDB=sum.golang.org\n${gorootGoEnv}`)) });
  const lines = { goLine: goModLookup(gomod, 'go'), toolchainLine: goModLookup(gomod, 'toolchain') };
  const { value: run } = toolchainRun(env, { local, ...lines, inModule: gomod !== '' });
  const requested = run?.download?.fetch.some((place) => !place.startsWith('file:')) ?? false;
  return { downloads: requested ? run.name : '', runsLocal: run?.from === 'installed' };
}

export function goauth(value) {
  const setting = (value || 'netrc').replaceAll('{HOME}', tmpdir());
  const machine = {
    windows: false,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  };
  return { valid: parseGoauth(setting, machine).error === undefined };
}

export function changed({ osEnv, gorootGoEnv }) {
  return changedNames({
    process: new Map(Object.entries(osEnv)),
    goroot: parseGoEnvFile(source('go.env', gorootGoEnv)),
    defaults,
  });
}

export function envw(argument) {
  return { ok: checkEnvWrite(argument) === undefined };
}

function withoutPort(place) {
  return place.replace(/:[0-9]*$/, '');
}

/**
 * The vectors were recorded by a web proxy: requests to loopback do not go through one, and names that no certificate was made for, files
 * and credentials in clear text fail before anything is sent.
 */
function observable(step) {
  if (step.kind !== 'proxy') return step.kind === 'direct';
  const { scheme, host } = step.url;
  const name = withoutPort(host);
  return (
    scheme !== 'file' &&
    /^[a-z0-9.-]+$/i.test(name) &&
    !/^(?:localhost|127\..*)$/.test(name) &&
    !refusesCredentials(step) &&
    !lacksHost(step)
  );
}
