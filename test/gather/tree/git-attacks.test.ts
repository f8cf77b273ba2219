/** Repositories that try to make git run a program, open a connection, write a file or wait for ever. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitError, indexTree, revisionTree } from '../../../src/gather/tree/git.ts';
import { gitIn } from '../../../src/gather/tree/git-command.ts';
import { SAFE_OPTIONS, safeEnvironment } from '../../../src/gather/tree/git-safety.ts';
import { decode } from '../../../src/text/bytes.ts';

let box: string;
let repo: string;
let payload: string;
let sprung: string;
let env: Record<string, string>;

/** git as anybody runs it, with nothing done for safety. */
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: repo, env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
const put = (path: string, content: string, mode = 0o644) => {
  mkdirSync(dirname(join(repo, path)), { recursive: true });
  writeFileSync(join(repo, path), content, { mode });
};
const read = async (tree: { read(path: string): Promise<Uint8Array | undefined> }) => {
  const bytes = await tree.read('go.mod');
  return bytes && decode(bytes);
};

beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'git-attack-')));
  repo = join(box, 'repo');
  mkdirSync(repo);
  payload = join(repo, '.git/payload');
  sprung = join(box, 'sprung');
  env = { PATH: process.env.PATH!, HOME: box, GIT_CONFIG_NOSYSTEM: '1' };
  writeFileSync(join(box, '.gitconfig'), '[user]\nname = a\nemail = a@example.com\n[init]\ndefaultBranch = main\n');
  git('init', '-q');
  put('go.mod', 'module committed\n');
  git('add', '.');
  git('commit', '-qm', 'first');
  put('.git/payload', `#!/bin/sh\necho "$0 $@" >> "${sprung}"\nexit 1\n`, 0o755);
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

/** A git on the PATH that does not know a variable: it does not get it. */
function gitWithout(...variables: string[]): string {
  const folder = join(box, 'old-git');
  mkdirSync(folder, { recursive: true });
  const real = execFileSync('sh', ['-c', 'command -v git'], { env }).toString().trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\nunset ${variables.join(' ')}\nexec "${real}" "$@"\n`, { mode: 0o755 });
  return `${folder}:${process.env.PATH}`;
}

/** Repositories that lack the content of go.mod and name a remote to fetch it from. */
describe('a partial clone', () => {
  beforeEach(() => {
    const id = git('rev-parse', ':go.mod').trim();
    rmSync(join(repo, '.git/objects', id.slice(0, 2), id.slice(2)));
    git('config', 'core.repositoryFormatVersion', '1');
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'remote.origin.promisor', 'true');
    for (const transport of ['ext', 'file', 'ssh', 'git', 'http', 'https', 'x/program', 'none', '/'])
      git('config', `protocol.${transport}.allow`, 'always');
  });

  const attacks: readonly [name: string, plant: () => void][] = [
    ['ext transport', () => git('config', 'remote.origin.url', `ext::${payload}`)],
    [
      'ext transport in an included file',
      () => {
        put('.git/more', `[remote "origin"]\n\turl = "ext::${payload}"\n`);
        git('config', 'include.path', 'more');
      },
    ],
    [
      'ext transport by another name',
      () => {
        git('config', 'remote.origin.url', 'harmless:x');
        git('config', `url.ext::${payload} .insteadOf`, 'harmless:');
      },
    ],
    [
      'transport that is a file of the repository',
      () => {
        put('git-remote-x/program', `#!/bin/sh\ntouch "${sprung}"\nexit 1\n`, 0o755);
        git('config', 'remote.origin.url', 'x');
        git('config', 'remote.origin.vcs', 'x/program');
      },
    ],
    [
      'program for uploading',
      () => {
        git('config', 'remote.origin.url', repo);
        git('config', 'remote.origin.uploadpack', payload);
      },
    ],
    [
      'program for ssh',
      () => {
        git('config', 'remote.origin.url', 'ssh://h.example/x');
        git('config', 'core.sshCommand', payload);
      },
    ],
    [
      'program as a proxy',
      () => {
        git('config', 'remote.origin.url', 'git://127.0.0.1/x');
        git('config', 'core.gitProxy', payload);
      },
    ],
    [
      'alias as a transport',
      () => {
        git('config', 'remote.origin.url', 'none::x');
        git('config', 'alias.remote-none', `!${payload}`);
      },
    ],
    [
      'alias as the transport without a name',
      () => {
        git('config', 'remote.origin.url', '::x');
        git('config', 'alias.remote-', `!${payload}`);
        git('config', 'protocol.allow', 'always');
      },
    ],
  ];

  test.each(attacks)('does not run its %s', async (_, plant) => {
    plant();
    // Proof that the trap works.
    spawnSync('git', ['cat-file', '--batch'], { cwd: repo, env, input: `${git('rev-parse', ':go.mod')}` });
    expect(existsSync(sprung)).toBe(true);
    rmSync(sprung);
    for (const PATH of [env.PATH!, gitWithout('GIT_NO_LAZY_FETCH')]) {
      for (const open of [() => indexTree(repo, { ...env, PATH }), () => revisionTree(repo, 'HEAD', { ...env, PATH })])
        await expect(Promise.resolve().then(() => read(open()))).rejects.toThrow();
      expect(existsSync(sprung)).toBe(false);
    }
    // What ends the fetch is one wall each: neither leans on the other.
    const alone = gitWithout('GIT_ALLOW_PROTOCOL');
    await expect(Promise.resolve().then(() => read(indexTree(repo, { ...env, PATH: alone })))).rejects.toThrow();
    expect(existsSync(sprung)).toBe(false);
  });
});

describe('a configuration', () => {
  test.each([
    ['trace2.normalTarget', 'FILE'],
    ['trace2.eventTarget', 'FILE'],
    ['trace2.perfTarget', 'FILE'],
    ['core.fsmonitor', 'PROGRAM'],
    ['core.pager', 'PROGRAM'],
    ['pager.ls-files', 'PROGRAM'],
    ['pager.cat-file', 'PROGRAM'],
    ['core.askPass', 'PROGRAM'],
    ['core.alternateRefsCommand', 'PROGRAM'],
    ['credential.helper', '!PROGRAM'],
    ['gpg.program', 'PROGRAM'],
    ['log.showSignature', 'true'],
    ['hook.evil.command', 'PROGRAM'],
    ['hook.evil.event', 'post-index-change'],
    ['alias.ls-tree', '!PROGRAM'],
    ['core.abbrev', '4'],
    ['core.quotePath', 'true'],
    ['core.untrackedCache', 'true'],
    ['core.splitIndex', 'true'],
    ['core.preloadIndex', 'true'],
    ['core.ignoreCase', 'true'],
    ['core.precomposeUnicode', 'true'],
    ['core.worktree', '/'],
    ['core.worktree', 'ELSEWHERE'],
    ['core.attributesFile', 'PROGRAM'],
    ['core.bigFileThreshold', '1'],
    ['color.ui', 'always'],
    ['i18n.logOutputEncoding', 'utf-16'],
    ['submodule.recurse', 'true'],
    ['core.logAllRefUpdates', 'always'],
    ['fetch.bundleURI', 'ELSEWHERE'],
  ])('with %s = %s changes nothing and runs nothing', async (name, value) => {
    mkdirSync(join(box, 'elsewhere'));
    git(
      'config',
      name,
      value.replace('FILE', sprung).replace('PROGRAM', payload).replace('ELSEWHERE', join(box, 'elsewhere')),
    );
    put('main.go', 'package main\n');
    expect(await indexTree(repo, env).list()).toEqual(['go.mod']);
    expect(await read(indexTree(repo, env))).toBe('module committed\n');
    expect(await read(revisionTree(repo, 'HEAD', env))).toBe('module committed\n');
    expect(existsSync(sprung)).toBe(false);
  });

  test('of the work tree alone is no different', async () => {
    git('config', 'core.repositoryFormatVersion', '1');
    git('config', 'extensions.worktreeConfig', 'true');
    put('.git/config.worktree', `[core]\n\tfsmonitor = ${payload}\n\tpager = ${payload}\n`);
    expect(await read(indexTree(repo, env))).toBe('module committed\n');
    expect(existsSync(sprung)).toBe(false);
  });

  test.each([
    ['extensions.unknown', 'true'],
    ['extensions.objectFormat', 'sha512'],
    ['core.repositoryFormatVersion', '99'],
    ['core.bare', 'perhaps'],
    ['include.path', '/dev/null/x'],
  ])('with %s = %s is refused with a reason, or not needed', async (name, value) => {
    git('config', 'core.repositoryFormatVersion', '1');
    git('config', name, value);
    const outcome = await Promise.resolve()
      .then(() => read(indexTree(repo, env)))
      .catch((error: unknown) => error);
    expect(outcome instanceof GitError ? outcome.message.length > 10 : outcome === 'module committed\n').toBe(true);
  });
});

describe('the environment', () => {
  const dirty = {
    ...Object.fromEntries(
      [
        ...['GIT_TRACE', 'GIT_TRACE2', 'GIT_TRACE2_EVENT', 'GIT_TRACE2_PERF', 'GIT_TRACE_PACKET', 'GIT_TRACE_SETUP'],
        ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_PROXY_COMMAND', 'GIT_ASKPASS', 'GIT_PAGER', 'GIT_EDITOR'],
        ...['GIT_EXEC_PATH', 'GIT_EXTERNAL_DIFF', 'GIT_TEMPLATE_DIR', 'GIT_CONFIG', 'GIT_NAMESPACE'],
        ...['GIT_LITERAL_PATHSPECS', 'GIT_ICASE_PATHSPECS', 'GIT_GLOB_PATHSPECS', 'GIT_ATTR_SOURCE'],
        ...['GIT_REPLACE_REF_BASE', 'GIT_GRAFT_FILE', 'GIT_SHALLOW_FILE', 'GIT_DEFAULT_HASH', 'git_dir'],
      ].map((name) => [name, '/x']),
    ),
    GIT_ALLOW_PROTOCOL: 'ext',
    GIT_NO_LAZY_FETCH: '0',
    GIT_ALLOC_LIMIT: '0',
    GIT_TERMINAL_PROMPT: '1',
    GIT_DIR: 'd',
    GIT_INDEX_FILE: 'i',
    GIT_CONFIG_GLOBAL: 'g',
    GIT_CEILING_DIRECTORIES: '/up',
    HOME: '/home',
  };
  const always = {
    HOME: '/home',
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: 'g',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '/',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ALLOC_LIMIT: '1g',
  };

  test('is cleaned of what git would obey', () => {
    expect(safeEnvironment(dirty, false)).toEqual({ ...always, GIT_CEILING_DIRECTORIES: '/up' });
    expect(safeEnvironment(dirty, true, '/ceiling')).toEqual({
      ...always,
      GIT_CEILING_DIRECTORIES: '/ceiling',
      GIT_DIR: 'd',
      GIT_INDEX_FILE: 'i',
    });
  });

  test('and the options reach git, before its command', () => {
    const folder = join(box, 'echo');
    mkdirSync(folder);
    writeFileSync(join(folder, 'git'), '#!/bin/sh\necho "$@"; /usr/bin/env\n', { mode: 0o755 });
    const output = gitIn({ folder: repo, env: { ...env, PATH: folder }, inHook: false })
      .run(['ls-files'])
      .toString();
    expect(output).toContain(`${SAFE_OPTIONS.join(' ')} -c safe.bareRepository=explicit ls-files\n`);
    expect(SAFE_OPTIONS.join(' ')).toBe(
      '--no-pager -c core.fsmonitor= -c core.hooksPath=/dev/null -c protocol.allow=never -c fetch.bundleURI=',
    );
    for (const [name, value] of Object.entries(safeEnvironment({}, false)))
      expect(output).toContain(`${name}=${value}\n`);
    expect(output).toContain(`GIT_CEILING_DIRECTORIES=${box}\n`);
  });
});

if (process.platform === 'win32') console.log('named pipes: skipped, Windows has none in folders');

/** The files of a repository that git opens, or may be told to open. */
describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  const asPipe = (path: string) => {
    rmSync(join(repo, path), { force: true });
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    execFileSync('mkfifo', [join(repo, path)]);
  };
  const idOf = (what: string) => {
    const id = git('rev-parse', what).trim();
    return `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`;
  };
  /** Reads go.mod through a git that may take so many seconds: the content, or git's refusal. */
  const outcome = async (revision?: string, seconds = '1') => {
    const limited = { ...env, MODWARDEN_GIT_TIMEOUT: seconds };
    return await Promise.resolve()
      .then(() => read(revision === undefined ? indexTree(repo, limited) : revisionTree(repo, revision, limited)))
      .catch((error: unknown) => error);
  };

  test.each([
    ['.git/config', 'ls-files'],
    ['.git/index', 'ls-files'],
    ['.git/pipe', 'ls-files'],
    ['content of go.mod', 'cat-file'],
  ])('as %s ends with a message', async (path, command) => {
    if (path === '.git/pipe') git('config', 'include.path', 'pipe');
    asPipe(path.startsWith('content') ? idOf(':go.mod') : path);
    expect(await outcome(undefined, '3')).toEqual(
      new GitError(
        `git ${command} did not finish within 3 s: a file under .git may be a named pipe or a device; for a slow disk, set MODWARDEN_GIT_TIMEOUT to more seconds`,
      ),
    );
  });

  test.each([
    '.git/HEAD',
    '.git/packed-refs',
    '.git/refs/heads/main',
    '.git/objects/info/alternates',
    '.git/info/exclude',
    '.git/info/attributes',
    '.git/info/sparse-checkout',
    '.git/info/grafts',
    '.git/shallow',
    '.git/commondir',
    '.git/config.worktree',
    '.git/objects/info/commit-graph',
    '.git/objects/pack/multi-pack-index',
    'the commit',
  ])('as %s ends, with the content or a reason', async (path) => {
    if (path === '.git/config.worktree') git('config', 'extensions.worktreeConfig', 'true');
    const pipe = path === 'the commit' ? idOf('HEAD') : path;
    asPipe(pipe);
    for (const end of [await outcome(), await outcome('HEAD')])
      expect(end instanceof GitError || end === 'module committed\n' ? 'ended' : end).toBe('ended');
  });

  test('is waited for as long as the user says', () => {
    for (const seconds of ['0', '-1', 'x', '1.5', '99999999', ' 5'])
      expect(() => indexTree(repo, { ...env, MODWARDEN_GIT_TIMEOUT: seconds })).toThrow(
        `MODWARDEN_GIT_TIMEOUT: expected whole seconds from 1 to 86400, got "${seconds}"`,
      );
    expect(() => indexTree(repo, { ...env, MODWARDEN_GIT_TIMEOUT: '60' })).not.toThrow();
  });
});

describe('another repository', () => {
  test('above is not read where .git is broken', () => {
    const inner = join(repo, 'inner');
    mkdirSync(join(inner, '.git'), { recursive: true });
    expect(() => indexTree(inner, env)).toThrow(/^not a git repository/);
  });

  test('is not the folder itself, laid out as a bare one beside a broken .git', () => {
    const inner = join(box, 'inner');
    execFileSync('git', ['clone', '-q', '--bare', repo, inner], { env, stdio: 'ignore' });
    expect(() => revisionTree(inner, 'main', env)).not.toThrow();
    mkdirSync(join(inner, '.git'));
    expect(() => revisionTree(inner, 'main', env)).toThrow(/cannot use bare repository/);
  });

  test('elsewhere that .git names is read as data alone', async () => {
    renameSync(join(repo, '.git'), join(box, 'moved'));
    writeFileSync(join(repo, '.git'), `gitdir: ${join(box, 'moved')}\n`);
    appendFileSync(join(box, 'moved/config'), `[core]\n\tfsmonitor = ${join(box, 'moved/payload')}\n`);
    expect(await read(indexTree(repo, env))).toBe('module committed\n');
    expect(existsSync(sprung)).toBe(false);
  });
});
