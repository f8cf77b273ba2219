/** Answers the goenv corpus with the library. `goproxy.example` stands for Go's own default proxy. */
import { parseEnvFile } from '../../dist/lib/src/go/env/captured.js';
import { parseGoauth } from '../../dist/lib/src/go/env/goauth.js';
import { parseGoEnvFile } from '../../dist/lib/src/go/env/goenv-file.js';
import { parseGoFlags } from '../../dist/lib/src/go/env/goflags.js';
import { asked, GO_DEFAULTS, parseProxyList, refusesCredentials } from '../../dist/lib/src/go/env/goproxy.js';
import { parseSumdb } from '../../dist/lib/src/go/env/gosumdb.js';
import { parseToolchain, selectToolchain } from '../../dist/lib/src/go/env/gotoolchain.js';
import { allowsVcs, parseGovcs } from '../../dist/lib/src/go/env/govcs.js';
import { changed as changedNames, effective, layers as layered } from '../../dist/lib/src/go/env/layers.js';
import { checkEnvWrite } from '../../dist/lib/src/go/env/names.js';
import { posture as postureOf } from '../../dist/lib/src/go/env/posture.js';
import { matchPrefixPatterns } from '../../dist/lib/src/go/path/pattern.js';
import { goModLookup } from '../../dist/lib/src/go/version/go-version.js';
import { source } from '../../dist/lib/src/text/source.js';

const defaults = { ...GO_DEFAULTS, GOPROXY: 'https://goproxy.example,direct' };

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

/** Only in the world called `own` is there a toolchain to be downloaded. */
export function gotoolchain({ gotoolchain: value, gomod, local, world }) {
  const { value: setting } = parseToolchain(value);
  const context = { local, goLine: goModLookup(gomod, 'go'), toolchainLine: goModLookup(gomod, 'toolchain') };
  const selected = setting && selectToolchain(setting, context).value;
  if (selected === undefined) return { downloads: '', runsLocal: false };
  const runsLocal = selected === local;
  return { downloads: runsLocal || setting.mode === 'path' || world !== 'own' ? '' : selected, runsLocal };
}

export function goauth(value) {
  return { valid: parseGoauth(value || 'netrc').error === undefined };
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
    !refusesCredentials(step)
  );
}
