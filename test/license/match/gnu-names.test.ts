/** What sentences with names of GNU licenses say: all of what is detected. */
import { expect, it } from 'vitest';
import { read } from '../index-fixture.ts';
import { summary } from '../summary.ts';

it.each<[text: string, said: string, file?: string]>([
  ['Licensed under GPLv1.', 'GPL-1.0-only 0.9/0.3333: statement GPL-1.0-only 0.9 "GPLv1"; left 2 "Licensed under"'],
  ['Licensed under GPLv2.', 'GPL-2.0-only 0.9/0.3333: statement GPL-2.0-only 0.9 "GPLv2"; left 2 "Licensed under"'],
  ['Licensed under GPL2.', 'GPL-2.0-only 0.9/0.3333: statement GPL-2.0-only 0.9 "GPL2"; left 2 "Licensed under"'],
  ['Licensed under GPL-3.0.', 'GPL-3.0-only 0.9/0.6: statement GPL-3.0-only 0.9 "GPL-3.0"; left 2 "Licensed under"'],
  [
    'Licensed under the GPL version 2.',
    'GPL-2.0-only 0.9/0.5: statement GPL-2.0-only 0.9 "GPL version 2"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GPL version 2 only.',
    'GPL-2.0-only 0.9/0.5714: statement GPL-2.0-only 0.9 "GPL version 2 only"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under GPLv2 or later.',
    'GPL-2.0-or-later 0.9/0.6: statement GPL-2.0-or-later 0.9 "GPLv2 or later"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2 or newer.',
    'GPL-2.0-or-later 0.9/0.6: statement GPL-2.0-or-later 0.9 "GPLv2 or newer"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2+.',
    'GPL-2.0-or-later 0.9/0.3333: statement GPL-2.0-or-later 0.9 "GPLv2"; left 2 "Licensed under"',
  ],
  ['Licensed under the GPL.', 'none 0/0: note "GPL"; left 4 "Licensed under the GPL"'],
  ['Licensed under LGPLv2.', 'LGPL-2.0-only 0.9/0.3333: statement LGPL-2.0-only 0.9 "LGPLv2"; left 2 "Licensed under"'],
  [
    'Licensed under LGPL 2.1.',
    'LGPL-2.1-only 0.9/0.6: statement LGPL-2.1-only 0.9 "LGPL 2.1"; left 2 "Licensed under"',
  ],
  [
    'Licensed under LGPL-2.1+.',
    'LGPL-2.1-or-later 0.9/0.6: statement LGPL-2.1-or-later 0.9 "LGPL-2.1"; left 2 "Licensed under"',
  ],
  ['Licensed under LGPL3.', 'LGPL-3.0-only 0.9/0.3333: statement LGPL-3.0-only 0.9 "LGPL3"; left 2 "Licensed under"'],
  ['Licensed under LGPL version 1.', 'none 0/0: left 5 "Licensed under LGPL version 1"'],
  ['Licensed under AGPLv3.', 'AGPL-3.0-only 0.9/0.3333: statement AGPL-3.0-only 0.9 "AGPLv3"; left 2 "Licensed under"'],
  [
    'Licensed under AGPL 1.0.',
    'AGPL-1.0-only 0.9/0.6: statement AGPL-1.0-only 0.9 "AGPL 1.0"; left 2 "Licensed under"',
  ],
  ['Licensed under AGPL 2.', 'none 0/0: left 4 "Licensed under AGPL 2"'],
  ['Licensed under GPL 4.', 'none 0/0: note "GPL"; left 4 "Licensed under GPL 4"'],
  ['Licensed under GPL 2.1.', 'none 0/0: left 5 "Licensed under GPL 2.1"'],
  [
    'Licensed under the GNU GPL version 3.',
    'GPL-3.0-only 0.9/0.5714: statement GPL-3.0-only 0.9 "GNU GPL version 3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GNU General Public License, version 2 or 3.',
    'GPL-2.0-only OR GPL-3.0-only 0.9/0.7273: statement GPL-2.0-only 0.9 "GNU General Public License, version 2 or 3"; statement GPL-3.0-only 0.9 "GNU General Public License, version 2 or 3"; OR "GNU General Public License, version 2 or 3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GNU General Public License, version 2 or version 3.',
    'GPL-2.0-only OR GPL-3.0-only 0.9/0.75: statement GPL-2.0-only 0.9 "GNU General Public License, version 2 or version 3"; statement GPL-3.0-only 0.9 "GNU General Public License, version 2 or version 3"; OR "GNU General Public License, version 2 or version 3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under GPL 2.0 or 3.0 or later.',
    'GPL-2.0-or-later OR GPL-3.0-only 0.9/0.8: statement GPL-2.0-or-later 0.9 "GPL 2.0 or 3.0 or later"; statement GPL-3.0-only 0.9 "GPL 2.0 or 3.0 or later"; OR "GPL 2.0 or 3.0 or later"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPL 2 or 4.',
    'GPL-2.0-only 0.9/0.3333: statement GPL-2.0-only 0.9 "GPL 2"; left 2 "Licensed under"; left 2 "or 4"',
  ],
  [
    'Licensed under LGPL 2.1 or 1.',
    'LGPL-2.1-only 0.9/0.4286: statement LGPL-2.1-only 0.9 "LGPL 2.1"; left 2 "Licensed under"; left 2 "or 1"',
  ],
  [
    'Licensed under the GNU Public License version 2.',
    'GPL-2.0-only 0.9/0.625: statement GPL-2.0-only 0.9 "GNU Public License version 2"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GNU Lesser Public License version 2.',
    'none 0/0: left 9 "Licensed under the GNU Lesser Public License version 2"',
  ],
  [
    'Licensed under the GNU Lesser General Public License (LGPL) version 2.1.',
    'LGPL-2.1-only 0.9/0.75: statement LGPL-2.1-only 0.9 "GNU Lesser General Public License (LGPL) version 2.1"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GNU Library General Public License version 2.',
    'LGPL-2.0-only 0.9/0.7: statement LGPL-2.0-only 0.9 "GNU Library General Public License version 2"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GNU Affero GPL v3.',
    'AGPL-3.0-only 0.9/0.5714: statement AGPL-3.0-only 0.9 "GNU Affero GPL v3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the Lesser General Public License v3.',
    'LGPL-3.0-only 0.9/0.625: statement LGPL-3.0-only 0.9 "Lesser General Public License v3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the General Public License version 2.',
    'none 0/0: left 8 "Licensed under the General Public License version 2"',
  ],
  [
    'Licensed under the GNU General Public License as published by the Free Software Foundation, version 3.',
    'GPL-3.0-only 0.9/0.8125: statement GPL-3.0-only 0.9 "GNU General Public License a … ftware Foundation, version 3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GPL as published by the Free Software Foundation, either version 2 of the License, or (at your option) any later version.',
    'GPL-2.0-or-later 0.9/0.8333: statement GPL-2.0-or-later 0.9 "GPL as published by the Free … r (at your option) any later"; left 3 "Licensed under the"; left 1 "version"',
  ],
  [
    'Licensed under GNU General Public Licenses v2.',
    'GPL-2.0-only 0.9/0.7143: statement GPL-2.0-only 0.9 "GNU General Public Licenses v2"; left 2 "Licensed under"',
  ],
  [
    'Licensed under the GPLv2 or the GNU LGPLv3 or later.',
    'GPL-2.0-only AND LGPL-3.0-or-later 0.9/0.5: statement GPL-2.0-only 0.9 "GPLv2"; statement LGPL-3.0-or-later 0.9 "GNU LGPLv3 or later"; left 3 "Licensed under the"; left 2 "or the"',
  ],
  [
    'Licensed under the GPL in its version 3.',
    'GPL-3.0-only 0.9/0.625: statement GPL-3.0-only 0.9 "GPL in its version 3"; left 3 "Licensed under the"',
  ],
  [
    'Licensed under the GPL, of the many things there are in here the version 2.',
    'none 0/0: note "GPL"; left 15 "Licensed under the GPL, of t … re are in here the version 2"',
  ],
  [
    'Licensed under the GPL, of the many things that there are in here the version 2.',
    'none 0/0: note "GPL"; left 16 "Licensed under the GPL, of t … re are in here the version 2"',
  ],
  [
    'Licensed under GPLv2, and at your option any that comes along some day newer.',
    'GPL-2.0-or-later 0.9/0.8571: statement GPL-2.0-or-later 0.9 "GPLv2, and at your option an … t comes along some day newer"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2, and at your option any that comes along on some fine day later.',
    'none 0/0: note "Licensed under GPLv2, and at your option any that comes along on some fine day later"; left 16 "Licensed under GPLv2, and at … along on some fine day later"',
  ],
  [
    'Licensed under GPLv2 only, not later.',
    'none 0/0: note "Licensed under GPLv2 only, not later"; left 6 "Licensed under GPLv2 only, not later"',
  ],
  [
    'Licensed under GPLv2, GNU says later.',
    'none 0/0: note "Licensed under GPLv2, GNU says later"; left 6 "Licensed under GPLv2, GNU says later"',
  ],
  ['GNU', 'none 0/0: left 1 "GNU"'],
  ['Licensed under the GNU.', 'none 0/0: left 4 "Licensed under the GNU"'],
  ['Licensed under GNU General Public things.', 'none 0/0: left 6 "Licensed under GNU General Public things"'],
  ['GPLv3', 'none 0/0: left 1 "GPLv3"'],
  ['GNU GPL v2\n\nsomething else', 'none 0/0: left 5 "GNU GPL v2↵↵something else"'],
  ['Some words on the GPLv3 here', 'none 0/0: left 6 "Some words on the GPLv3 here"'],
])('reads %j', (text, said, file = 'LICENSE') => {
  expect(summary(text, read(text, file))).toBe(said);
});
