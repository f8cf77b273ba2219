/** Every program, keyword and operator that is known, one by one. */
import { describe, expect, it } from 'vitest';
import { settingsIn } from '../../support/settings.ts';

const found = async (text: string) => settingsIn('x.sh', text, 'by', 'certainty');
const words = (text: string) => text.split(' ');

describe('a known word', () => {
  it.each(words('sh bash zsh dash ash ksh busybox su'))('runs the script behind -c: %s', async (shell) => {
    const at = shell.length + 6;
    expect(await found(`${shell} -c "GOSUMDB=off go x"`)).toEqual([`1:${at} GOSUMDB=off (command) (certain)`]);
    expect(await found(`x ${shell} -c "GOSUMDB=off go x"`)).toEqual([`1:${at + 2} GOSUMDB=off (command) (likely)`]);
  });

  it.each(words('docker podman buildah nerdctl docker-compose executor /kaniko/executor img kubectl'))(
    'gives variables to a container: %s',
    async (program) => {
      for (const option of ['-e', '--env', '--build-arg', '--opt', '--from-literal'])
        expect(await found(`${program} ${option} GOSUMDB=off`)).toEqual([
          `1:${program.length + option.length + 3} GOSUMDB=off (command) (certain)`,
        ]);
    },
  );

  it.each(words('ssh scp sftp rsync autossh mosh gcloud'))('has options of ssh: %s', async (program) => {
    expect(await found(`${program} -oStrictHostKeyChecking=no`)).toEqual([
      `1:${program.length + 4} StrictHostKeyChecking=no (flag) (certain)`,
    ]);
  });

  it.each(
    words(
      'sudo doas command exec builtin nohup time nice ionice timeout xargs stdbuf setsid gosu su-exec chroot run retry retry.sh unshare flock',
    ),
  )('runs the command behind its options: %s', async (program) => {
    // `time` is a keyword of the shell, too.
    expect(await found(`${program} -x 5 GOSUMDB=off make y`)).toEqual(
      program === 'time' ? [] : [`1:${program.length + 7} GOSUMDB=off (command) (certain)`],
    );
  });

  it.each(
    words(
      '[ [[ test grep egrep fgrep rg sed awk gawk log logger info warn warning die fail assert assert_eq usage diff sort jq yq tr cut head tail print msg note exit return trap curl wget GREP',
    ),
  )('has only text behind it: %s', async (program) => {
    expect(await found(`${program} x go env -w GOSUMDB=off`)).toEqual([]);
    expect(await found(`${program}x y go env -w GOSUMDB=off`)).toEqual(
      /^(?:log|warn|assert)/.test(program) ? [] : [`1:${program.length + 15} GOSUMDB=off (go env -w) (likely)`],
    );
  });

  it.each(words('declare typeset local readonly'))('declares: %s', async (name) => {
    const at = name.length + 5;
    expect(await found(`${name} -x GOSUMDB=off`)).toEqual([`1:${at} GOSUMDB=off (export) (certain)`]);
    expect(await found(`${name} -r GOSUMDB=off`)).toEqual([`1:${at} GOSUMDB=off (assignment) (likely)`]);
    expect(await found(`GOSUMDB=off\n${name} -x GOSUMDB`)).toEqual(['1:1 GOSUMDB=off (export) (certain)']);
    expect(await found(`GOSUMDB=off\n${name} GOSUMDB`)).toEqual(['1:1 GOSUMDB=off (assignment) (likely)']);
  });

  it.each(words('make gmake'))('takes variables as words: %s', async (name) => {
    expect(await found(`${name} x GOSUMDB=off`)).toEqual([`1:${name.length + 4} GOSUMDB=off (command) (certain)`]);
  });

  it.each([
    ['if x; then', 'fi'],
    ['while x; do', 'done'],
    ['until x; do', 'done'],
    ['for x in y; do', 'done'],
    ['select x in y; do', 'done'],
    ['case x in y)', ';; esac'],
    ['if x; then y; else', 'fi'],
    ['if x; then y; elif z; then', 'fi'],
  ])('makes what is inside less sure: %s … %s', async (open, close) => {
    const text = (body: string) => `${open} ${body}; ${close}; GOPROXY=direct go y`;
    const [inside, behind] = await found(text('GOSUMDB=off go x'));
    expect(inside).toBe(`1:${open.length + 2} GOSUMDB=off (command) (likely)`);
    expect(behind).toMatch(/GOPROXY=direct \(command\) \(certain\)$/);
  });

  it.each(words('[ [[ test'))('tests before && and ||: %s', async (test) => {
    for (const sign of ['&&', '||'])
      expect(await found(`${test} x ${sign} GOSUMDB=off go x; GOPROXY=direct go y`)).toEqual([
        `1:${test.length + 7} GOSUMDB=off (command) (likely)`,
        `1:${test.length + 25} GOPROXY=direct (command) (certain)`,
      ]);
    expect(await found(`${test} x; GOSUMDB=off go x`)).toEqual([
      `1:${test.length + 5} GOSUMDB=off (command) (certain)`,
    ]);
    expect(await found(`x && GOSUMDB=off go x`)).toEqual(['1:6 GOSUMDB=off (command) (certain)']);
  });

  it.each(['>', '>>', '>|', '&>', '&>>'])('writes to a file: %s', async (operator) => {
    expect(await found(`echo GOSUMDB=off ${operator} .env`)).toEqual(['1:6 GOSUMDB=off (written) (certain)']);
  });

  it.each(['<', '<<<', '<>', '<&', '>&'])('does not write what is printed: %s', async (operator) => {
    expect(await found(`echo GOSUMDB=off ${operator} .env`)).toEqual([]);
  });

  it.each(words('-f --file --blob --type --default -C --git-dir --work-tree'))(
    'is an option of git with an argument: %s',
    async (option) => {
      const at = option.length;
      expect(await found(`git ${option} -c config http.sslVerify 0`)).toEqual([
        `1:${at + 16} http.sslVerify=0 (configuration) (certain)`,
      ]);
      expect(await found(`git config ${option} x http.sslVerify 0`)).toEqual([
        `1:${at + 15} http.sslVerify=0 (configuration) (certain)`,
      ]);
    },
  );

  it.each(
    words(
      '--get --unset --list --edit --rename-section --remove-section --get-all --get-regexp --unset-all --show-origin -l -e',
    ),
  )('is an option of git that sets nothing: %s', async (option) => {
    expect(await found(`git config ${option} http.sslVerify 0`)).toEqual([]);
  });

  it.each([
    ['--global', 'user user of x.sh'],
    ['--system', 'user user of x.sh'],
    ['--local', 'script x.sh'],
    ['--worktree', 'script x.sh'],
  ])('says how far a key of git reaches: %s', async (option, reach) => {
    expect(await settingsIn('x.sh', `git config ${option} http.sslVerify 0`, 'reach')).toEqual([
      `1:${option.length + 13} http.sslVerify=0 (${reach})`,
    ]);
  });

  it.each([...words('.env a.env .env.local /etc/environment go/env $GITHUB_ENV ${GITHUB_ENV} env:GITHUB_ENV')])(
    'is a file of variables: %s',
    async (file) => {
      expect(await found(`echo GOSUMDB=off >> ${file}`)).toEqual(['1:6 GOSUMDB=off (written) (certain)']);
      expect(await found(`echo GOSUMDB=off >> ${file}x`)).toEqual(
        /^\.env\./.test(file) || file === '${GITHUB_ENV}' ? ['1:6 GOSUMDB=off (written) (certain)'] : [],
      );
    },
  );

  it.each([
    ...words('~/.bashrc ~/.profile .bash_profile .zshrc .zshenv .zprofile .envrc /etc/profile /etc/bash.bashrc x.sh'),
    ...words('$BASH_ENV /etc/profile.d/x'),
  ])('is a script: %s', async (file) => {
    expect(await found(`echo export GOSUMDB=off >> ${file}`)).toEqual(['1:13 GOSUMDB=off (export) (likely)']);
  });

  it.each(words('.ssh/config /etc/ssh/ssh_config ssh_config.d/x'))('is a configuration of ssh: %s', async (file) => {
    expect(await found(`echo StrictHostKeyChecking no >> ${file}`)).toEqual([
      '1:6 StrictHostKeyChecking=no (configuration) (certain)',
    ]);
  });

  it.each(words('~/.gitconfig .git/config /etc/gitconfig'))('is a configuration of git: %s', async (file) => {
    expect(await found(`printf "[http]\nsslVerify=no" >> ${file}`)).toEqual([
      '2:1 http.sslVerify=no (configuration) (certain)',
    ]);
  });
});
