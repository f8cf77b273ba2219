/**
 * A small world of modules that exist nowhere else: versions, go.mod files, times, sources and licenses. The examples' facts are recorded
 * from it, and tests ask it as they would ask a proxy. Every go.mod says what `go mod tidy` would make of the sources.
 */

import { hash } from 'node:crypto';
import { fileSum, goModHash, hash1 } from '../../src/go/dirhash/hash1.ts';
import { prefixMatcher } from '../../src/go/path/pattern.ts';
import { packageFolder } from '../../src/go/source/package-folder.ts';
import { isPseudoVersion } from '../../src/go/version/pseudo.ts';
import * as semver from '../../src/go/version/semver.ts';
import { isLicenseFile } from '../../src/license/files.ts';
import type {
  Answer,
  Ask,
  FactKind,
  FactSource,
  FactTypes,
  LicenseFile,
  Unknown,
} from '../../src/model/facts/facts.ts';
import { encode } from '../../src/text/bytes.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { LICENSES, type LicenseName } from './licenses.ts';

export interface WorldVersion {
  readonly time: string;
  /** What its package imports: `path version`. */
  readonly requires: readonly string[];
  readonly license: LicenseName;
  /** Comment lines above the module line, such as `Deprecated: …`. */
  readonly says?: string;
  /** Lines of retract directives. */
  readonly retracts?: readonly string[];
  /** Of before Go 1.17: its go.mod names what it imports itself, and no more. */
  readonly unpruned?: true;
  /** No go.mod, as +incompatible versions. */
  readonly legacy?: true;
  /** The module line, where it is another path than that of the module: a fork. */
  readonly name?: string;
}

type Universe = Readonly<Record<string, Readonly<Record<string, WorldVersion>>>>;

const OLD = { unpruned: true } as const;

const MODULES: Universe = {
  // Six levels, one below the other.
  'example.com/orm': { 'v1.4.0': made('2026-02-11', 'MIT', ['example.com/sqlgen v1.2.0'], OLD) },
  'example.com/sqlgen': { 'v1.2.0': made('2026-01-20', 'MIT', ['example.com/ast v0.9.0'], OLD) },
  'example.com/ast': { 'v0.9.0': made('2025-12-01', 'MIT', ['example.com/lexer v1.1.0'], OLD) },
  'example.com/lexer': { 'v1.1.0': made('2025-11-03', 'MIT', ['example.com/runes v0.5.0'], OLD) },
  'example.com/runes': { 'v0.5.0': made('2025-10-07', 'BSD-3-Clause', ['example.com/tables v0.3.0'], OLD) },
  'example.com/tables': { 'v0.3.0': made('2025-09-30', 'BSD-3-Clause', [], OLD) },

  'example.com/broker': {
    'v1.4.0': made('2021-06-01', 'MIT', ['example.com/wire v0.7.0']),
    'v1.5.0': made('2022-03-09', 'MIT', ['example.com/wire v0.8.0']),
  },
  'example.com/wire': {
    'v0.7.0': made('2021-05-04', 'Apache-2.0'),
    'v0.8.0': made('2022-03-01', 'Apache-2.0'),
  },
  'example.com/ledger': {
    'v1.8.2': made('2026-05-18', 'MIT'),
    'v1.8.3': made('2026-05-20', 'MIT', [], { retracts: ['v1.8.2 // Rounds amounts above 2^53 cents.'] }),
  },
  'example.com/money': { 'v2.3.0+incompatible': made('2025-04-02', 'MIT', [], { legacy: true }) },
  'example.com/locale': { 'v3.0.1+incompatible': made('2026-03-15', 'MIT', [], { legacy: true }) },
  'example.com/queue': { 'v0.0.0-20250811093000-4f1c2d3e5a6b': made('2025-08-11T09:30:00', 'BSD-3-Clause') },
  'example.com/retry': {
    'v1.0.3': made('2025-01-30', 'MIT'),
    'v1.0.4': made('2026-01-12', 'MIT', [], {
      says: 'Deprecated: use example.com/backoff, which knows about contexts.',
    }),
  },
  'example.com/pdf': { 'v1.2.0': made('2026-06-01', 'LGPL-3.0-or-later', ['example.com/fonts v1.0.0']) },
  'example.com/fonts': { 'v1.0.0': made('2025-07-19', 'BSD-3-Clause') },
  'example.com/barcode': { 'v1.1.0': made('2025-02-14', 'MPL-2.0') },
  'example.com/render': { 'v1.9.0': made('2025-05-05', 'MIT'), 'v1.10.0': made('2026-04-05', 'MIT') },
  'example.com/acme/render': { 'v1.9.1': made('2025-06-06', 'MIT', [], { name: 'example.com/render' }) },
  'example.com/jwt': { 'v1.2.0': made('2025-03-03', 'MIT', ['example.com/md4 v0.1.0'], OLD) },
  'example.com/md4': { 'v0.1.0': made('2025-01-09', 'MIT') },

  'example.com/lint': { 'v0.9.0': made('2026-07-01', 'MIT', ['example.com/checks v0.4.0'], OLD) },
  'example.com/checks': { 'v0.4.0': made('2026-06-20', 'MIT', ['example.com/sqlgen v1.2.0'], OLD) },

  'example.com/router': {
    'v1.3.0': made('2025-09-09', 'MIT'),
    'v1.4.1': made('2026-08-30', 'MIT', ['example.com/runes v0.5.0']),
  },
  'example.com/slug': { 'v1.0.2': made('2026-01-05', 'MIT', ['example.com/runes v0.5.0']) },
  'example.com/codec': { 'v1.2.0': made('2025-12-24', 'MIT') },
  'example.com/acme/codec': {
    'v1.2.1': made('2026-01-07', 'MIT', [], { name: 'example.com/codec' }),
    'v1.2.2': made('2026-02-07', 'MIT', [], { name: 'example.com/codec' }),
  },

  // Known to machines that have built with it, and to no public server.
  'git.corp.example/platform/auth': { 'v1.7.0': made('2026-09-14', 'MIT', ['example.com/jwt v1.2.0'], OLD) },
};

function made(
  time: string,
  license: LicenseName,
  requires: readonly string[] = [],
  more: Partial<WorldVersion> = {},
): WorldVersion {
  return { time, license, requires, ...more };
}

const PRIVATE = 'git.corp.example';
const isPrivate = prefixMatcher(PRIVATE);
export const WORLD_PROXY = 'goproxy.example';
/** When the world is asked. */
export const WORLD_TIME = '2026-11-20T18:00:00Z';

/** Every version of the world. */
export function* worldVersions(): Generator<{ readonly path: string; readonly version: string }> {
  for (const [path, versions] of Object.entries(MODULES))
    for (const version of Object.keys(versions)) yield { path, version };
}

/** As proxies tell it, RFC 3339. */
export function worldTime(path: string, version: string): string {
  const { time } = versionOf(path, version)!;
  return `${time.includes('T') ? time : `${time}T12:00:00`}Z`;
}

function versionOf(path: string, version: string): WorldVersion | undefined {
  return Object.hasOwn(MODULES, path) && Object.hasOwn(MODULES[path]!, version) ? MODULES[path]![version] : undefined;
}

/** The go.mod that a proxy serves: for a version without one, what Go makes up. */
export function worldMod(path: string, version: string): string {
  const { requires, says, retracts = [], unpruned, legacy, name = path } = versionOf(path, version)!;
  if (legacy) return `module ${path}\n`;
  const beyond = unpruned ? [] : [...closure(requires)].filter((r) => !requires.includes(r)).sort();
  return [
    `${says === undefined ? '' : `// ${says}\n`}module ${name}`,
    unpruned ? 'go 1.16' : 'go 1.21',
    ...block('require', requires),
    ...block(
      'require',
      beyond.map((r) => `${r} // indirect`),
    ),
    ...block('retract', retracts),
  ]
    .join('\n\n')
    .concat('\n');
}

function closure(requires: readonly string[], into = new Set<string>()): Set<string> {
  for (const required of requires) {
    const [path = '', version = ''] = required.split(' ');
    into.add(required);
    closure(versionOf(path, version)!.requires, into);
  }
  return into;
}

function block(verb: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [lines.length === 1 ? `${verb} ${lines[0]}` : `${verb} (\n${lines.map((line) => `\t${line}\n`).join('')})`];
}

/** All files of a version, by their paths in the module: go.mod, LICENSE and one package. */
export function worldFiles(path: string, version: string): ReadonlyMap<string, string> {
  const { requires, license, legacy, name = path } = versionOf(path, version)!;
  const imports = requires.map((r) => `import _ "${r.split(' ')[0]}"\n`).join('');
  const base = packageName(name);
  const files = new Map([
    ['LICENSE', LICENSES[license](`The authors of ${path}`)],
    [
      `${base}.go`,
      `// Package ${base} is part of the examples of modwarden and does nothing.\npackage ${base}\n${imports === '' ? '' : `\n${imports}`}`,
    ],
  ]);
  if (!legacy) files.set('go.mod', worldMod(path, version));
  // A command, for go.mod files with a tool line.
  if (base === 'lint')
    files.set('cmd/lint/main.go', `// Lint does nothing.\npackage main\n\nimport _ "${path}"\n\nfunc main() {}\n`);
  return files;
}

export function packageName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Answers as a proxy would; what is private, as the module cache of a machine that has built with it, and no more. */
export function worldSource(): FactSource {
  return {
    name: WORLD_PROXY,
    network: true,
    answer: async <K extends FactKind>(ask: Ask<K>) => (await answerTo(ask as Ask)) as Answer<FactTypes[K]>,
  };
}

async function answerTo(ask: Ask): Promise<Answer<unknown>> {
  const {
    kind,
    module: { path, version },
  } = ask;
  if (isPrivate(path) && (kind === 'versions' || kind === 'latest' || !versionOf(path, version))) return notAsked(path);
  if (kind === 'versions') return Object.hasOwn(MODULES, path) ? known(tagged(path), true) : missing(`${path}/@v/list`);
  if (kind === 'latest') {
    const last = Object.keys(MODULES[path] ?? {}).at(-1);
    return last === undefined
      ? missing(`${path}/@latest`)
      : known({ version: last, time: worldTime(path, last) }, true);
  }
  if (!versionOf(path, version)) return missing(`${path}/@v/${version}.${kind === 'license' ? 'zip' : kind}`);
  const source = isPrivate(path) ? 'module cache' : WORLD_PROXY;
  if (kind === 'mod') return { known: true, value: worldMod(path, version), source };
  if (kind === 'info') return { known: true, value: { version, time: worldTime(path, version) }, source };
  if (kind === 'files') return { known: true, value: await publishedFiles(path, version), source };
  if (kind === 'packages') return { known: true, value: publishedPackages(path, version), source };
  if (kind === 'proof') return { known: true, value: await loggedLines(path, version), source: SUMDB };
  return { known: true, value: { files: licenseFiles(path, version) }, source };
}

async function publishedFiles(path: string, version: string): Promise<FactTypes['files']> {
  const sums = [...worldFiles(path, version)].map(([file, text]) => fileSum(file, encode(text)));
  return { files: (await Promise.all(sums)).map(({ name, sha256 }) => ({ path: name, sha256 })) };
}

function publishedPackages(path: string, version: string): FactTypes['packages'] {
  const files = [...worldFiles(path, version)];
  const folders = new Map<string, [string, string][]>();
  for (const [file, text] of files.filter(([name]) => name.endsWith('.go'))) {
    const [, folder = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/.exec(file)!;
    folders.set(folder, [...(folders.get(folder) ?? []), [name, text]]);
  }
  // Stored: what deflate makes of a text may change.
  const zip = buildZip(files.map(([name, content]) => ({ name: `${path}@${version}/${name}`, content, stored: true })));
  return {
    sha256: hash('sha256', zip, 'hex'),
    packages: [...folders].sort().map(([folder, own]) => packageFolder(folder, own)),
  };
}

const SUMDB = 'sumdb.example';

async function loggedLines(path: string, version: string): Promise<FactTypes['proof']> {
  const key = `${path}@${version}`;
  const sums = [...worldFiles(path, version)].map(([file, text]) => fileSum(`${key}/${file}`, encode(text)));
  const zip = hash1(await Promise.all(sums)).value;
  const mod = await goModHash(encode(worldMod(path, version)));
  return { database: SUMDB, lines: [`${path} ${version} ${zip}`, `${path} ${version}/go.mod ${mod}`] };
}

function licenseFiles(path: string, version: string): LicenseFile[] {
  return [...worldFiles(path, version)].flatMap(([file, text]) => (isLicenseFile(file) ? [{ path: file, text }] : []));
}

function tagged(path: string): string[] {
  return Object.keys(MODULES[path]!)
    .filter((v) => !isPseudoVersion(v))
    .sort(semver.compare);
}

function known(value: unknown, changes: boolean): Answer<unknown> {
  return { known: true, value, source: WORLD_PROXY, ...(changes && { asOf: WORLD_TIME }) };
}

function missing(file: string): Unknown {
  return { known: false, why: 'missing', detail: `reading https://${WORLD_PROXY}/${file}: 404 Not Found` };
}

function notAsked(path: string): Unknown {
  return {
    known: false,
    why: 'private',
    detail: `${path} matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not`,
  };
}
