import { expect, it } from 'vitest';
import { gitRemotes, remoteOwner } from '../../../src/gather/tree/git-remotes.ts';
import { newGitBox } from '../../support/git-box.ts';

it.each<[string, string | undefined]>([
  ['https://github.com/acme/api.git', 'github.com/acme'],
  ['https://user:secret@git.acme.example:8443/pay/api', 'git.acme.example/pay'],
  ['ssh://git@git.acme.example:2222/pay/deep/api.git', 'git.acme.example/pay'],
  ['git@GitLab.com:group/project.git', 'gitlab.com/group'],
  ['https://git.acme.example/api.git', 'git.acme.example'],
  ['http://git.acme.example/pay/api', 'git.acme.example/pay'],
  ['git://git.acme.example/pay/api', 'git.acme.example/pay'],
  ['git+ssh://me@git.acme.example/pay/api', 'git.acme.example/pay'],
  ['ssh://git.acme.example:22/~me/api', 'git.acme.example/~me'],
  ['https://git.acme.example//pay//api', 'git.acme.example/pay'],
  ['https://git.acme.example/pay/', 'git.acme.example'],
  ['https://git.acme.example/a@b/api', 'git.acme.example'],
  ['git.acme.example:pay/api', 'git.acme.example/pay'],
  ['git.acme.example:api', 'git.acme.example'],
  ['https://localhost/pay/api', undefined],
  ['https://git.acme.example', undefined],
  ['file:///srv/git.example/api', undefined],
  ['ftp.example://pay/api', undefined],
  ['../other', undefined],
  ['/srv/git/api.git', undefined],
  ['C:\\git\\api', undefined],
  ['host:path', undefined],
])('%s is of %s', (url, owner) => {
  expect(remoteOwner(url)).toBe(owner);
});

it('reads URLs of at most 2,000 characters', () => {
  const start = 'https://git.acme.example/pay/';
  expect([2_000, 2_001].map((length) => remoteOwner(start.padEnd(length, 'a')))).toEqual([
    'git.acme.example/pay',
    undefined,
  ]);
});

it('reads the remotes of the repository, and says none without git', () => {
  const box = newGitBox({ 'go.mod': 'module example.com/m\n' });
  box.git('remote', 'add', 'origin', 'https://u:p@git.acme.example/pay/api.git');
  box.git('remote', 'add', 'fork', 'git@git.acme.example:pay/api.git');
  expect(gitRemotes(box.repo, { PATH: process.env.PATH })).toEqual(['git.acme.example/pay']);
  expect(gitRemotes(box.repo, { PATH: '' })).toEqual([]);
  box.remove();
});
