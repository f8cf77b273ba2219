/** The `fn` part of the gomod adapter: Go's function names, answered by the library. Strings that are not UTF-8 are `{"b64": "…"}`. */

import { modulePath } from '../../dist/lib/src/go/modfile/module-path.js';
import { autoQuote, isDirectoryPath, mustQuote } from '../../dist/lib/src/go/modfile/quote.js';
import * as check from '../../dist/lib/src/go/path/check.js';
import * as escaping from '../../dist/lib/src/go/path/escape.js';
import { matchPrefixPatterns } from '../../dist/lib/src/go/path/pattern.js';
import * as goversion from '../../dist/lib/src/go/version/go-version.js';
import * as modversion from '../../dist/lib/src/go/version/module-version.js';
import * as major from '../../dist/lib/src/go/version/path-major.js';
import * as pseudo from '../../dist/lib/src/go/version/pseudo.js';
import * as semver from '../../dist/lib/src/go/version/semver.js';
import { decode, encode } from '../../dist/lib/src/text/bytes.js';

const functions = {
  'semver.Compare': semver.compare,
  'semver.IsValid': semver.isValid,
  'semver.Canonical': semver.canonical,
  'semver.Major': semver.major,
  'semver.MajorMinor': semver.majorMinor,
  'semver.Prerelease': semver.prerelease,
  'semver.Build': semver.build,
  'semver.Max': semver.max,
  'semver.Sort': semver.sort,
  'module.CheckPath': (path) => verdict(check.checkPath(path)),
  'module.CheckImportPath': (path) => verdict(check.checkImportPath(path)),
  'module.CheckFilePath': (path) => verdict(check.checkFilePath(path)),
  'module.Check': (path, version) => verdict(check.check(path, version)),
  'module.SplitPathVersion': (path) => {
    const { prefix, pathMajor, ok } = major.splitPathVersion(path);
    return [prefix, pathMajor, ok];
  },
  'module.MatchPathMajor': major.matchPathMajor,
  'module.CheckPathMajor': (version, pathMajor) => verdict(major.checkPathMajor(version, pathMajor)),
  'module.PathMajorPrefix': (pathMajor) => {
    const { value, error } = major.pathMajorPrefix(pathMajor);
    return result({ value, error: error && `panic: ${error}` });
  },
  'module.EscapePath': (path) => result(escaping.escapePath(path)),
  'module.UnescapePath': (path) => result(escaping.unescapePath(path)),
  'module.EscapeVersion': (version) => result(escaping.escapeVersion(version)),
  'module.UnescapeVersion': (version) => result(escaping.unescapeVersion(version)),
  'module.CanonicalVersion': major.canonicalVersion,
  'module.IsPseudoVersion': pseudo.isPseudoVersion,
  'module.IsZeroPseudoVersion': pseudo.isZeroPseudoVersion,
  'module.ZeroPseudoVersion': pseudo.zeroPseudoVersion,
  'module.PseudoVersion': (prefix, older, time, rev) => pseudo.pseudoVersion(prefix, older, new Date(time), rev),
  'module.PseudoVersionBase': (version) => result(pseudo.pseudoVersionBase(version)),
  'module.PseudoVersionTime': (version) => result(pseudo.pseudoVersionTime(version)),
  'module.PseudoVersionRev': (version) => result(pseudo.pseudoVersionRev(version)),
  'module.MatchPrefixPatterns': matchPrefixPatterns,
  'module.Sort': modversion.sortBySemver,
  'modfile.IsDirectoryPath': isDirectoryPath,
  'modfile.MustQuote': mustQuote,
  'modfile.AutoQuote': autoQuote,
  'modfile.ModulePath': modulePath,
  'modfile.GoVersionRE': goversion.isGoLine,
  'modfile.ToolchainRE': goversion.isToolchainLine,
  'go/version.Compare': goversion.compareNames,
  'go/version.IsValid': goversion.isValidName,
  'go/version.Lang': goversion.langName,
  'gover.Compare': goversion.compare,
  'gover.Max': goversion.max,
  'gover.IsLang': goversion.isLang,
  'gover.Lang': goversion.lang,
  'gover.IsPrerelease': goversion.isPrerelease,
  'gover.Prev': goversion.prev,
  'gover.IsValid': goversion.isValid,
  'gover.IsToolchain': modversion.isToolchain,
  'gover.FromToolchain': goversion.fromToolchain,
  'gover.ModCompare': modversion.modCompare,
  'gover.ModIsValid': modversion.modIsValid,
  'gover.ModIsPrefix': modversion.modIsPrefix,
  'gover.ModIsPrerelease': modversion.modIsPrerelease,
  'gover.ModMajorMinor': modversion.modMajorMinor,
  'gover.GoModLookup': goversion.goModLookup,
  'gover.ModSort': modversion.modSort,
};

export function fn(name, args) {
  const call = functions[name];
  if (!call) throw Object.assign(new Error(`no function ${name}`), { code: 'UNSUPPORTED' });
  return toCase(call(...args.map(fromCase)));
}

function verdict(message) {
  if (message !== undefined) throw new Error(message);
  return null;
}

function result({ value, error }) {
  if (error !== undefined) throw new Error(error);
  return value;
}

function fromCase(value) {
  if (Array.isArray(value)) return value.map(fromCase);
  if (value === null || typeof value !== 'object') return value;
  if ('b64' in value) return decode(Buffer.from(value.b64, 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromCase(part)]));
}

function toCase(value) {
  if (typeof value === 'string') return value.isWellFormed() ? value : encode(value);
  if (Array.isArray(value)) return value.map(toCase);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toCase(part)]));
}
