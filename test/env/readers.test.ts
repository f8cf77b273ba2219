import { describe, expect, it } from 'vitest';
import { MAX_SCRIPT_LENGTH } from '../../src/env/limits.ts';
import { ENV_READERS, envPathspecs, isEnvCandidate, readSettings } from '../../src/env/readers.ts';
import { source } from '../../src/text/source.ts';

describe('the table of readers', () => {
  it('says for people what each reader reads', () => {
    for (const { name, title } of ENV_READERS)
      expect([name, title]).toEqual([name, expect.stringMatching(/^\w.*\w$|^`?\w/)]);
  });

  it('has unique names, and patterns that git and we read alike', () => {
    expect(new Set(ENV_READERS.map(({ name }) => name)).size).toBe(ENV_READERS.length);
    for (const { files } of ENV_READERS) for (const pattern of files) expect(pattern).toMatch(/^[\w.*/+-]+$/);
    expect(envPathspecs()).toContain(':(glob,icase)**/.env');
  });

  it('takes files at any depth, without regard to case', () => {
    expect(isEnvCandidate('.env')).toBe(true);
    expect(isEnvCandidate('deploy/CI.ENV')).toBe(true);
    expect(isEnvCandidate('main.go')).toBe(false);
    expect(isEnvCandidate('x.env/main.go')).toBe(false);
  });

  const PATHS: readonly (readonly [reader: string, paths: string])[] = [
    [
      'dockerfile',
      'Dockerfile Dockerfile-a Dockerfile_a Dockerfile.a a.Dockerfile Containerfile Containerfile.a a.Containerfile Earthfile',
    ],
    ['go-env', 'go/env go.env'],
    ['dotenv', '.env .env.a a.env'],
    [
      'shell',
      'a.sh a.bash a.zsh a.bats .envrc .bashrc .bash_profile .profile .zshrc .zshenv PKGBUILD APKBUILD a.ebuild a.spec a.bb',
    ],
    ['shebang', 'bin/a build/a ci/a .ci/a hack/a script/a scripts/a tools/a .githooks/a .husky/a'],
    ['yaml', 'a.yml a.yaml'],
    ['makefile', 'Makefile Makefile.a debian/rules GNUmakefile a.mk a.mak'],
    ['just', 'justfile .justfile a.just'],
    ['groovy', 'Jenkinsfile Jenkinsfile.a a.Jenkinsfile a.groovy'],
    ['powershell', 'a.ps1 a.psm1'],
    ['batch', 'a.bat a.cmd'],
    ['fish', 'a.fish'],
    ['json', '.vscode/a.json package.json app.json vercel.json a.code-workspace devcontainer.json .devcontainer.json'],
    ['bazelrc', '.bazelrc a.bazelrc'],
    ['starlark', 'BUILD a.bazel a.bzl WORKSPACE a.star Tiltfile'],
    ['nix', 'a.nix'],
    ['hcl', 'a.tf a.hcl'],
    [
      'toml',
      'mise.toml .mise.toml mise.a.toml .air.toml .replit railway.toml netlify.toml fly.toml pixi.toml buildpack.toml project.toml',
    ],
    ['vagrantfile', 'Vagrantfile'],
    ['systemd', 'a.service'],
    ['procfile', 'Procfile Procfile.a'],
    ['git-config', '.gitconfig gitconfig a.gitconfig .git/config'],
    ['ssh-config', '.ssh/config ssh_config ssh-config a.ssh_config'],
    ['go-version', '.go-version .tool-versions'],
    ['go-mod', 'go.mod go.work'],
  ];

  it('has a reader for each kind of file, in this order', () => {
    expect(ENV_READERS.map(({ name }) => name)).toEqual(PATHS.map(([name]) => name));
  });

  it.each(PATHS)('takes files of %s: %s', (_, paths) => {
    for (const path of paths.split(' ')) {
      expect([path, isEnvCandidate(path)]).toEqual([path, true]);
      expect([path, isEnvCandidate(`x/${path.toUpperCase()}`)]).toEqual([path, true]);
    }
  });

  it.each(['tmpl', 'tpl', 'gotmpl', 'template', 'j2', 'in', 'dist', 'example', 'sample'])(
    'takes files that end in %s too, and asks git for them',
    (ending) => {
      expect(isEnvCandidate(`a.yaml.${ending}`)).toBe(true);
      expect(isEnvCandidate(`a.yaml.${ending}x`)).toBe(false);
      expect(envPathspecs()).toContain(`:(glob,icase)**/*.${ending}`);
    },
  );

  it.each('go md mdx rst adoc txt html py js ts tsx java rs c h svg'.split(' '))(
    'takes no files that end in %s',
    (ending) => {
      expect([`Dockerfile.${ending}`, `bin/a.${ending}`, `.env.${ending}`].some(isEnvCandidate)).toBe(false);
    },
  );

  it('takes templates and examples for what they are made into', () => {
    expect(['x.yaml.tmpl', 'a/build.sh.in', 'Dockerfile.j2', 'x.env.example'].every(isEnvCandidate)).toBe(true);
    expect(['templates/_helpers.tpl', 'x.in', 'go.mod.sample.go'].filter(isEnvCandidate)).toEqual([]);
  });

  it('leaves source code and documentation alone, and names with a dot in folders of scripts', () => {
    expect(['dockerfile.go', 'Makefile.md', 'tools/x.py', 'tools/x.png'].filter(isEnvCandidate)).toEqual([]);
    expect(isEnvCandidate('tools/build')).toBe(true);
  });
});

describe('readSettings', () => {
  const read = async (path: string, text: string) => {
    const { settings, unread } = await readSettings(source(path, text));
    return [...settings.map(({ variable, value }) => `${variable}=${value}`), ...unread.map(({ reason }) => reason)];
  };

  it('reads what a reader takes, and nothing else', async () => {
    expect(await read('ci/.env', 'GOSUMDB=off\n')).toEqual(['GOSUMDB=off']);
    expect(await read('main.go', 'GOSUMDB=off\n')).toEqual([]);
  });

  it('takes a file without an ending for a script by its first line, within 200 characters', async () => {
    const body = '\nexport GOSUMDB=off\n';
    expect(await read('bin/a', `#!/usr/bin/env bash${body}`)).toEqual(['GOSUMDB=off']);
    expect(await read('bin/a', `#!/usr/bin/python${body}`)).toEqual([]);
    expect(await read('bin/a', `#!${'x'.repeat(195)} sh${body}`)).toEqual(['GOSUMDB=off']);
    expect(await read('bin/a', `#!${'x'.repeat(196)} sh${body}`)).toEqual([]);
    expect(await read('bin/a', `x${body}`)).toEqual([]);
  });

  it('reads versions from files that name nothing else', async () => {
    expect(await read('.go-version', '1.22.1\n')).toEqual(['go-version=1.22.1']);
    expect(await read('mise.toml', '[tools]\nnode = "1.22.1"\n')).toEqual([]);
  });

  it('reads a file that is as long as the limit says', async () => {
    const text = `GOSUMDB=off\n${'#'.repeat(MAX_SCRIPT_LENGTH - 'GOSUMDB=off\n'.length)}`;
    expect(await read('.env', text)).toEqual(['GOSUMDB=off']);
  });

  it('says that a file is too long', async () => {
    const text = `GOSUMDB=off\n${'#'.repeat(MAX_SCRIPT_LENGTH)}`;
    expect(await read('.env', text)).toEqual(['the file is over the limit of 8,388,608 characters']);
  });
});
