import { describe, expect, it } from 'vitest';
import { parseGoauth } from '../../../src/go/env/goauth.ts';

describe('GOAUTH', () => {
  it('reads commands in their order', () => {
    expect(parseGoauth('git /src; netrc ;helper --all; Off').value).toEqual([
      { kind: 'git', text: 'git /src', dir: '/src' },
      { kind: 'netrc', text: 'netrc' },
      { kind: 'command', text: 'helper --all', program: 'helper' },
      { kind: 'command', text: 'Off', program: 'Off' },
    ]);
    expect(parseGoauth('off').value).toEqual([{ kind: 'off', text: 'off' }]);
  });

  it.each([
    ['', 'GOAUTH encountered an empty command (GOAUTH=)'],
    ['netrc;', 'GOAUTH encountered an empty command (GOAUTH=netrc;)'],
    ['off; netrc', 'GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off; netrc)'],
    ['git', 'GOAUTH=git dir method requires an absolute path to the git working directory'],
    ['git src', 'GOAUTH=git dir method requires an absolute path to the git working directory, dir is not absolute'],
    ['git /a /b', 'GOAUTH=git dir method requires an absolute path to the git working directory'],
    ['git a/', 'GOAUTH=git dir method requires an absolute path to the git working directory, dir is not absolute'],
    // The last command is looked at first.
    ['off; git', 'GOAUTH=git dir method requires an absolute path to the git working directory'],
  ])('refuses %j', (value, message) => {
    expect(parseGoauth(value).error).toBe(message);
  });

  it('judges folders of git by the system, and by the disk where that is known', () => {
    const errorOf = (value: string, machine = {}) => parseGoauth(value, machine).error;
    expect(errorOf('git C:/src')).toBeUndefined();
    expect(errorOf('git C:/src', { windows: true })).toBeUndefined();
    expect(errorOf('git C:/src', { windows: false })).toMatch(/not absolute$/);
    expect(errorOf('git /src', { windows: true })).toMatch(/not absolute$/);
    expect(errorOf('git a/', { windows: false })).toMatch(/not absolute$/);
    expect(errorOf('git //host/x', { windows: true })).toBeUndefined();
    expect(errorOf('git /src', { isFolder: () => false })).toBe(
      'GOAUTH=git encountered an error; cannot stat /src: there is no such folder',
    );
    expect(errorOf('git /src', { isFolder: () => true })).toBeUndefined();
  });
});
