/** What holds for the repository as a whole, whatever a file is about. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';

const isClone = existsSync('.git');
/** Files that are, or are about to be, part of the repository. */
const files = isClone
  ? execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
      .split('\0')
      .filter((path) => path !== '' && existsSync(path))
  : [];

/** Lines with one of the words, as `path:line`. */
function linesWith(pattern: RegExp): string[] {
  return files.flatMap((path) =>
    readFileSync(path, 'latin1')
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : [])),
  );
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Hosts that packages come from, in parts, so that this file names none either. */
const REGISTRIES: readonly (readonly string[])[] = [
  ['proxy', 'golang', 'org'],
  ['index', 'golang', 'org'],
  ['goproxy', 'io'],
  ['goproxy', 'cn'],
  ['npmjs', 'org'],
  ['npmjs', 'com'],
  ['yarnpkg', 'com'],
  ['pypi', 'org'],
  ['pythonhosted', 'org'],
  ['deb', 'debian', 'org'],
  ['crates', 'io'],
  ['rubygems', 'org'],
];

if (!isClone) console.log('the repository: skipped, this is no clone');

describe.skipIf(!isClone)('the repository', () => {
  it('is found', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(linesWith(/^import \{ describe, expect, it \} from 'vitest';$/)).toContain('test/repository.test.ts:5');
  });

  it('names no host that packages come from', () => {
    expect(linesWith(new RegExp(REGISTRIES.map((parts) => escaped(parts.join('.'))).join('|')))).toEqual([]);
  });

  it('names no place of the machine it was written on', () => {
    expect(linesWith(new RegExp(`(?<![\\w.])${escaped(resolve('.'))}\\b`))).toEqual([]);
  });

  it('has no file that only looks like text', () => {
    const binary = files.filter((path) => !/\.(?:bin|gz|zip|tgz|png)$/.test(path) && readFileSync(path).includes(0));
    expect(binary).toEqual([]);
  });
});

describe('the lock file', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string; link?: true }>;
  };

  it('holds no address, and the hash of every package', () => {
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages.length).toBeGreaterThan(50);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });

  it('has packages without scripts alone, but for those that are refused', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && 'hasInstallScript' in entry && !('optional' in entry))
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      allowScripts: Record<string, boolean>;
    };
    expect(scripted.filter((name) => allowScripts[name] !== false)).toEqual([]);
  });
});

describe('package.json', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };

  it('has the version that the program tells', () => {
    expect(VERSION).toBe(manifest.version);
  });

  it('pins what is shipped', () => {
    expect(Object.values(manifest.dependencies).filter((range) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });
});
