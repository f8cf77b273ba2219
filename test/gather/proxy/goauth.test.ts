import { describe, expect, test } from 'vitest';
import { parseGoauth } from '../../../src/gather/proxy/goauth.ts';

describe('GOAUTH', () => {
  const git = 'GOAUTH=git dir method requires an absolute path to the git working directory';
  test.each<[value: string, result: object]>([
    ['netrc', { netrc: true, commands: [] }],
    ['off', { netrc: false, commands: [] }],
    ['helper --x; netrc ;git /dir', { netrc: true, commands: ['helper --x', 'git /dir'] }],
    // Spelling is exact: these are commands to Go.
    ['Off', { netrc: false, commands: ['Off'] }],
    ['netrc, git', { netrc: false, commands: ['netrc, git'] }],
    ['netrc;', { netrc: false, commands: [], error: 'GOAUTH encountered an empty command (GOAUTH=netrc;)' }],
    [
      'off;netrc',
      {
        netrc: false,
        commands: [],
        error: 'GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off;netrc)',
      },
    ],
    ['git', { netrc: false, commands: [], error: git }],
    ['git relative', { netrc: false, commands: [], error: `${git}, dir is not absolute` }],
  ])('%j', (value, result) => expect(parseGoauth(value)).toEqual(result));
});
