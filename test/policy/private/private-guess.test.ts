import { describe, expect, test } from 'vitest';
import { guessPrivate } from '../../../src/policy/private/private-guess.ts';

describe('what looks private', () => {
  test.each<[own: string[], used: string[], likely: string[], possible: string[]]>([
    [['git.acme.example/a'], [], ['git.acme.example'], []],
    [['github.com/acme/a', 'github.com/acme/b'], ['github.com/other/c'], [], ['github.com/acme']],
    [['acme.example/a'], ['other.example/b', 'git.other.example/c'], ['git.other.example'], ['acme.example']],
    [['a.corp/x', 'x.internal/y', 'x.corp.acme.example/z'], [], ['a.corp', 'x.corp.acme.example', 'x.internal'], []],
    [
      ['k8s.io/api', 'golang.org/x/net', 'go.uber.org/zap', 'gitlab.com/g/p', 'git.sr.ht/~me/x'],
      [],
      [],
      ['git.sr.ht/~me', 'gitlab.com/g'],
    ],
    [['main', 'hello/world', '', 'we"ird.example/x', 'a[b.corp/x'], [], [], []],
  ])('%j %j', (own, used, likely, possible) => {
    expect(guessPrivate(own, used)).toEqual({ likely, possible });
  });
});

describe('hosts', () => {
  const guess = (...own: string[]) => guessPrivate(own, []);

  test.each(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'gitea.com', 'git.sr.ht', 'dev.azure.com'])(
    '%s is a forge, where an owner may be private',
    (host) => {
      expect(guess(`${host}/acme/x`, host)).toEqual({ likely: [], possible: [`${host}/acme`] });
    },
  );

  test.each([
    ...['golang.org', 'google.golang.org', 'gopkg.in', 'k8s.io', 'sigs.k8s.io', 'go.uber.org', 'go.a.io', 'go.b.com'],
    ...['go.c.dev', 'modernc.org', 'cloud.google.com'],
  ])('%s is public', (host) => {
    expect(guess(`${host}/x`)).toEqual({ likely: [], possible: [] });
  });

  test.each([
    ...['corp', 'internal', 'intranet', 'intern', 'lan', 'local', 'localdomain', 'private', 'home.arpa'].map(
      (top) => `x.${top}`,
    ),
    ...['corp', 'internal', 'intranet', 'intra'].map((part) => `x.${part}.acme.example`),
    ...['git', 'gitlab', 'github', 'gitea', 'gerrit', 'bitbucket', 'stash', 'scm', 'vcs', 'source', 'src', 'code'].map(
      (name) => `${name}.acme.example`,
    ),
  ])('%s is likely private', (host) => {
    expect(guess(`${host}/x`)).toEqual({ likely: [host], possible: [] });
    expect(guessPrivate([], [`${host}/x`]).likely).toEqual([host]);
  });

  test.each(['acme.example', 'xcorp.example', 'digit.acme.example', 'go.acme.net'])('%s may be private', (host) => {
    expect(guess(`${host}/x`)).toEqual({ likely: [], possible: [host] });
    expect(guessPrivate([], [`${host}/x`])).toEqual({ likely: [], possible: [] });
  });
});
