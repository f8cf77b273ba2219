/**
 * Where a plug-in that the caller names is. A plug-in runs with the caller's rights, so it never comes from the repository that is checked,
 * unless the caller trusts that repository: not by a path, not from its node_modules, and not through a link on the way.
 */
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { quoted } from '../../text/quoted.ts';
import { leadsThrough } from './inside.ts';
import { isFile, packageEntry } from './package-entry.ts';

/** A plug-in as the caller names it. */
export interface NamedPlugin {
  /** A file, a folder with a package.json, or a package. */
  readonly name: string;
  /** The folder that a path starts from, and from which node_modules are searched upwards; absolute. */
  readonly from: string;
  /** Who names it, for messages: `--plugin`, or the path of a settings file. */
  readonly by: string;
}

export interface FoundPlugin {
  readonly named: NamedPlugin;
  /** The file to import; absolute and real. */
  readonly file: string;
  /** The folder of its package.json, or of the file; absolute. */
  readonly folder: string;
  /** For reports: `name version` of a package, or the name of a file. */
  readonly title: string;
}

export interface FindOptions {
  /** The folders of the checked repository; empty where the caller trusts it. Absolute. */
  readonly untrusted: readonly string[];
  /** modwarden's own folder: packages that are installed beside it are found. */
  readonly installation: string;
}

const FILE = /\.[cm]?[jt]s$/;
const PATH = /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|[A-Za-z]:[/\\])/;
const PACKAGE = /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/;

export const TRUST = 'use --trust-repository-plugins if you trust all of that repository';

/** Gives the reason where there is none, in one sentence that begins with who names it. */
export function findPlugin(named: NamedPlugin, options: FindOptions): FoundPlugin | { readonly problem: string } {
  const { name, from, by } = named;
  const problem = (text: string) => ({ problem: `${by} ${quoted(name)}: ${text}` });
  const isPath = PATH.test(name) || FILE.test(name);
  if (!isPath && !PACKAGE.test(name)) return problem('expected a file, a folder that begins with "./", or a package');
  const place = isPath ? resolve(from, name) : packageFolder(name, from, options);
  if (typeof place !== 'string') return problem(place.problem);
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return problem('no such file or folder');
  if (leadsThrough(place, options.untrusted)) return problem(`is part of the checked repository; ${TRUST}`);
  const entry = stat.isDirectory() ? packageEntry(place) : { file: place, title: undefined };
  if ('problem' in entry) return problem(entry.problem);
  if (!isFile(entry.file)) return problem('expected a file, got something else');
  if (leadsThrough(entry.file, options.untrusted)) return problem(`leads into the checked repository; ${TRUST}`);
  return {
    named,
    file: realpathSync(entry.file),
    folder: stat.isDirectory() ? place : dirname(place),
    title: entry.title ?? basename(place),
  };
}

/** As Node.js looks for packages, but past every node_modules of the checked repository. */
function packageFolder(
  name: string,
  from: string,
  { untrusted, installation }: FindOptions,
): string | { readonly problem: string } {
  const found = installedPackages(name, from, installation);
  const trusted = found.find((folder) => !leadsThrough(folder, untrusted));
  if (trusted !== undefined) return trusted;
  return {
    problem:
      found.length > 0
        ? `is installed only in the checked repository; install it outside, or ${TRUST}`
        : 'no such package here or beside modwarden (for a file or folder, begin with "./")',
  };
}

/** The folders of a package, nearest first: in node_modules upwards from a folder, then beside modwarden itself. */
export function installedPackages(name: string, from: string, installation: string): string[] {
  return [...modulesAbove(from), ...modulesAbove(installation)]
    .map((modules) => join(modules, name))
    .filter((folder) => isFile(join(folder, 'package.json')));
}

function* modulesAbove(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield basename(at) === 'node_modules' ? at : join(at, 'node_modules');
    if (dirname(at) === at) return;
  }
}
