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
    [
      'a set that is allowed and denied',
      rule('license/policy', 'allow: [permissive]\ndeny: [permissive]'),
      [
        '4:13 contradictory: license/policy: permissive is in "allow", but permissive in "deny" takes precedence (5:12)',
      ],
    ],
    [
      'licenses behind their set',
      rule('license/policy', 'allow: [permissive, MIT, ISC]'),
      [
        '4:25 shadowed: license/policy: permissive already allows MIT (4:13)',
        '4:30 shadowed: license/policy: permissive already allows ISC (4:13)',
      ],
    ],
    [
      'a license that is denied twice, and by a set',
      rule('license/policy', 'deny: [GPL-3.0-only, GPL-3.0-only, strong-copyleft]'),
      [
        '4:12 shadowed: license/policy: strong-copyleft already denies GPL-3.0-only (4:40)',
        '4:26 shadowed: license/policy.deny: GPL-3.0-only is listed twice (4:12)',
      ],
    ],
    [
      'exceptions where all is allowed',
      rule('license/policy', 'exceptions: [{ module: a.example, allow: [MIT, permissive] }]'),
      [
        '4:47 shadowed: license/policy: MIT needs no exception: it is allowed everywhere',
        '4:52 shadowed: license/policy: permissive needs no exception: it is allowed everywhere',
      ],
    ],
    [
      'exceptions where one is denied',
      rule(
        'license/policy',
        'deny: [GPL-3.0-only]\nexceptions: [{ module: a.example, allow: [MIT, permissive, GPL-3.0-only] }]',
      ),
      ['5:47 shadowed: license/policy: MIT needs no exception: it is allowed everywhere'],
    ],
    [
      'exceptions that are needed',
      rule('license/policy', 'allow: [MIT]\nexceptions: [{ module: a.example, allow: [permissive, ISC] }]'),
      [],
    ],
    [
      'a set that is allowed everywhere',
      rule(
        'license/policy',
        'allow: [permissive]\nexceptions: [{ module: a.example, allow: [permissive, weak-copyleft] }]',
      ),
      ['5:47 shadowed: license/policy: permissive needs no exception: it is allowed everywhere'],
    ],
    [
      'later versions',
      rule('license/policy', 'allow: [GPL-2.0-or-later, GPL-3.0-only, GPL-3.0-or-later, GPL-3.0-or-later]'),
      [
        '4:31 shadowed: license/policy: GPL-2.0-or-later already allows GPL-3.0-only (4:13)',
        '4:45 shadowed: license/policy: GPL-2.0-or-later already allows GPL-3.0-or-later (4:13)',
        '4:63 shadowed: license/policy.allow: GPL-3.0-or-later is listed twice (4:45)',
        '4:63 shadowed: license/policy: GPL-2.0-or-later already allows GPL-3.0-or-later (4:13)',
      ],
    ],
    [
      'licenses that allow each other',
      rule('license/policy', 'allow: [LGPL-2.1-only, LGPL-2.1-or-later]'),
      ['4:28 shadowed: license/policy: LGPL-2.1-only already allows LGPL-2.1-or-later (4:13)'],
    ],
    [
      'sets that deny each other',
      rule('license/policy', 'deny: [weak-copyleft, MPL-2.0, network-copyleft]'),
      [
        '4:27 shadowed: license/policy: weak-copyleft already denies MPL-2.0 (4:12)',
        '4:36 shadowed: license/policy: weak-copyleft already denies network-copyleft (4:12)',
      ],
    ],
    [
      'a license that is both denied and in a set',
      rule('license/policy', 'allow: [Apache-2.0, permissive]\ndeny: [Apache-2.0]'),
      [
        '4:13 contradictory: license/policy: Apache-2.0 is in "allow", but Apache-2.0 in "deny" takes precedence (5:12)',
      ],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
