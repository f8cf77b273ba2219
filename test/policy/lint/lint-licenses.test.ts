import { describe, expect, it } from 'vitest';
import { found, rule } from './helpers.ts';

describe('licenses', () => {
  it.each<[string, string, string[]]>([
    [
      'a license in a set',
      rule('license/policy', 'allow: [MIT, permissive]'),
      ['4:13 shadowed: license/policy: permissive already allows MIT (4:18)'],
    ],
    [
      'a license that is allowed and denied',
      rule('license/policy', 'allow: [permissive, GPL-3.0-only]\ndeny: [strong-copyleft]'),
      [
        '4:25 contradictory: license/policy: GPL-3.0-only is in "allow", but strong-copyleft in "deny" takes precedence (5:12)',
      ],
    ],
    [
      'a license that is denied twice',
      rule('license/policy', 'deny: [strong-copyleft, GPL-3.0-only, weak-copyleft]'),
      [
        '4:12 shadowed: license/policy: weak-copyleft already denies strong-copyleft (4:43)',
        '4:29 shadowed: license/policy: strong-copyleft already denies GPL-3.0-only (4:12)',
      ],
    ],
    [
      'an exception that nothing needs',
      rule(
        'license/policy',
        'allow: [permissive]\nexceptions: [{ module: a.example, allow: [MIT, MPL-2.0] }, { module: b.example, allow: [] }]',
      ),
      [
        '5:47 shadowed: license/policy: MIT needs no exception: it is allowed everywhere',
        '5:64 unreachable: license/policy: the exception allows nothing',
      ],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
