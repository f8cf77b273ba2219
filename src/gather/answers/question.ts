/**
 * What a hook is asked, as bytes: two equal questions have the same answer. It is all that `check --staged` depends on, read
 * without git: the index, the commit it is compared with, the repository's own configuration, the user's environment, the day, and the
 * build of modwarden. Blobs are named by their hash in the index, so their contents are in it too.
 *
 * Where any of it is unusual there is no question, and the run goes its long way: a worktree, a submodule, a subfolder, a ref that is not
 * a file or a packed line, an index in two parts, a file of another user's.
 */
import { fstatSync, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileNameOf } from '../cache/file-name.ts';
import { readOwnFile } from '../cache/own-file.ts';
import { isOwn } from '../cache/trusted-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface QuestionInput {
  readonly argv: readonly string[];
  /** The folder of the process, which for a hook is the top of the work tree. */
  readonly cwd: string;
  readonly env: Environment;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Names the build of modwarden, with all its rules. */
  readonly build: string;
  /** The file that would answer: where it is damaged, the run says so. */
  readonly program: string;
  /** Standard output is no terminal, whose width and colors an answer would depend on. */
  readonly isPlain: boolean;
}

export interface Question {
  /** Where its answer is kept: one place for each repository. */
  readonly place: string;
  /** All that the answer depends on. */
  readonly bytes: Buffer;
  readonly isPlain: boolean;
}

/** Bytes of an index. Above it git and the check itself take so long that the start of a process no longer matters. */
const MAX_INDEX = 4 << 20;
const MAX_CONFIG = 64 << 10;
const MAX_PACKED_REFS = 4 << 20;

/** undefined: nothing is remembered of such a run. */
export function stagedQuestion(input: QuestionInput): Question | undefined {
  if (!isPlainHook(input.argv) || process.platform === 'win32' || isElsewhere(input.env)) return undefined;
  try {
    return ask(input);
  } catch {
    return undefined;
  }
}

/** The folder named by `.`, and no option but the one: all others read more files, or write some. */
function isPlainHook(argv: readonly string[]): boolean {
  const words = argv[0] === 'check' ? argv.slice(1) : argv;
  return words.length === 1 && words[0] === '--staged';
}

/** The repository is not that of the folder, or git looks for its objects in other places. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
]);

/** Whether the environment leads git away from the folder it runs in, but for GIT_INDEX_FILE. */
export function isElsewhere(env: Environment): boolean {
  return Object.keys(env).some((name) => ELSEWHERE.has(name));
}

/**
 * Variables that a run reads itself, that lead to the user's configuration of git, or that git is given (gather/tree/git-safety.ts).
 * GIT_INDEX_FILE is not among them: what it names is read.
 */
const VARIABLES: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'NO_COLOR',
  'FORCE_COLOR',
  'LANG',
  'TZ',
  'SUDO_UID',
  'NODE_OPTIONS',
]);
const PREFIXES = ['MODWARDEN_', 'GIT_CONFIG', 'LC_'];

function isPart(variable: string): boolean {
  return VARIABLES.has(variable) || PREFIXES.some((prefix) => variable.startsWith(prefix));
}

/** Whether an answer is not given again where this variable has another value. */
export function isAskedFor(variable: string): boolean {
  return isPart(variable) || ELSEWHERE.has(variable) || variable === 'GIT_INDEX_FILE';
}

function ask({ cwd, env, today, build, program, isPlain }: QuestionInput): Question | undefined {
  const git = join(cwd, '.git');
  const top = lstatSync(cwd);
  const folder = lstatSync(git);
  // Git trusts what belongs to its user; of all else it asks safe.directory.
  if (!top.isDirectory() || !folder.isDirectory() || !isOwn(top) || !isOwn(folder)) return undefined;
  if (isThere(join(git, 'commondir')) || isThere(join(git, 'config.worktree'))) return undefined;
  // The other part could change behind the index that names it.
  if (readdirSync(git).some((name) => name.startsWith('sharedindex.'))) return undefined;
  const config = read(join(git, 'config'), MAX_CONFIG).toString('latin1');
  if (/include/i.test(config)) return undefined;
  const index = read(resolve(cwd, env.GIT_INDEX_FILE || '.git/index'), MAX_INDEX);
  const known = [
    build,
    stampOf(program),
    process.version,
    process.arch,
    today,
    cwd,
    isPlain,
    headOf(git),
    config,
    Object.entries(env)
      .filter(([name]) => isPart(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    stampOf(git),
    // Whether git is there, and takes its configuration.
    gitStamp(env.PATH ?? ''),
    [...userConfigs(env), '/etc/gitconfig'].map(stampOf),
  ];
  return {
    place: fileNameOf(`${cwd}\0${isPlain}`),
    bytes: Buffer.concat([Buffer.from(`${JSON.stringify(known)}\n`), index]),
    isPlain,
  };
}

/** Throws where there is no such file of the user's own. */
function read(path: string, maxBytes: number): Buffer {
  const bytes = readOwnFile(path, maxBytes);
  if (bytes === undefined) throw new Error('unreadable');
  return bytes;
}

/** The id of HEAD's commit; '' before the first. `git`: the path of `.git`. Throws where only git can tell. */
export function headOf(git: string): string {
  const text = read(join(git, 'HEAD'), 1000).toString('latin1');
  if (isId(text.trimEnd())) return text.trimEnd();
  const [, ref = ''] = /^ref: (refs\/[\w/.-]+)\n?$/.exec(text) ?? [];
  // So a repository says that its refs are in another form.
  if (ref === '' || ref.includes('..') || ref === 'refs/heads/.invalid') throw new Error('unusual');
  const file = join(git, ref);
  if (isThere(file)) {
    const id = read(file, 1000).toString('latin1').trimEnd();
    if (!isId(id)) throw new Error('unusual');
    return id;
  }
  const packed = join(git, 'packed-refs');
  if (!isThere(packed)) return '';
  const lines = read(packed, MAX_PACKED_REFS).toString('latin1').split('\n');
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ', 1)[0] ?? '';
}

const isId = (text: string) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function userConfigs({ HOME, XDG_CONFIG_HOME }: Environment): string[] {
  const config = XDG_CONFIG_HOME || (HOME && join(HOME, '.config'));
  return [...(HOME ? [join(HOME, '.gitconfig')] : []), ...(config ? [join(config, 'git', 'config')] : [])];
}

/** The first git on the PATH. */
function gitStamp(path: string): string {
  for (const folder of path.split(':')) {
    const stamp = folder.startsWith('/') ? stampOf(join(folder, 'git')) : '';
    if (stamp !== '') return stamp;
  }
  throw new Error('no git');
}

/** '' for what is not there. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : stat.isDirectory() ? `${stat.dev} ${stat.ino} ${stat.uid}` : fileStamp(stat);
}

function fileStamp({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** Whether a descriptor is certainly no terminal. Node's own answer loads node:tty, and with it all of node:net. */
export function isNoTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return !stat.isCharacterDevice() || stat.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}
