/**
 * Texts of license files that name a license and grant less than that name, each with the most that it can be read as. Every line was
 * labeled by reading it: `unknown` where a person must decide, an expression where the text grants it.
 */
export interface Trap {
  readonly text: string;
  /** An SPDX expression, or `unknown`: nothing may be granted for certain. */
  readonly label: string;
}

const PERMISSIVE = ['MIT License', 'Apache License 2.0', 'ISC License', 'BSD 3-Clause License', 'zlib License'];

/** `{}` stands for a license's name. All of them grant nothing for certain. */
const UNKNOWN_TEMPLATES = [
  // denied
  'No {} is granted.',
  'This is not licensed under the {}.',
  'This program is no longer under the {}.',
  'The {} does not apply to this program.',
  'The {} of the bindings does not apply.',
  'The {} was never granted for this code.',
  'You cannot use this under the {}.',
  'Neither the {} nor any other license applies.',
  // for some, for some time, for money
  'Free for personal use under the {}.',
  'Free for personal use under the {}; companies need a contract.',
  'For noncommercial purposes this is available under the {}.',
  'Licensed under the {} for evaluation.',
  'Licensed under the {} for students and academic institutions.',
  'Licensed under the {} until 2027.',
  'After four years this becomes available under the {}.',
  'On 2028-01-01 the license converts to the {}.',
  'Licensed under the {} for customers of Acme.',
  'Licensed under the {} unless you are a company.',
  'Licensed under the {}, except for the folder enterprise/.',
  'Licensed under the {} once you have paid.',
  'A {} costs 10 Euro a month.',
  'You must buy a {} from Acme.',
  'You need a {} from Acme.',
  'Licensed under the {}, provided that you pay the yearly fee.',
  // terms are added
  'Licensed under the {} with additional restrictions.',
  'Licensed under the {} with the following conditions: no use in cars.',
  'Licensed under the {} plus additional conditions.',
  'Licensed under the {} and the Acmesoft License.',
  'Licensed under a modified {}.',
  'Licensed under terms similar to the {}.',
  // the sentence beside it takes it back
  'Our software is not free. {}',
  'This program is proprietary software. It uses the {} for its examples.',
  'This software is the property of Acme. {}',
  'For personal use only. Licensed under the {}.',
  'No license is granted for this code. Samples are under the {}.',
  'Commercial use is prohibited. Licensed under the {}.',
];

/** Names that stand in links, paths and things. */
const UNKNOWN = [
  'This software is the property of Acme. The terms are at https://acme.example.net/license.html',
  'Commercial. https://foo.net/license',
  'Commercial terms: http://www.acmex.net/license',
  'Terms are at https://acme.example/mit/license',
  'Read https://acme.example/LICENSE-MIT.txt before use',
  'Read docs/LICENSE-APACHE.txt before use',
  'It runs on the .NET license server.',
  'It talks to the Intel License Server.',
  'You need an Apache License Server and a MIT License from Acme.',
  'The MIT License key is in the box.',
  'Write to licenses@mit.edu for terms.',
  'Source-available. Non-commercial use only. After four years the license changes to Apache-2.0.',
  'Until 2027 commercial use needs a contract; on 2028-01-01 this becomes available under the Apache License, Version 2.0.',
  'Copyright 2025 Acme. All rights reserved.',
  'The MIT License is compatible with this license.',
  'License: MIT, Acmesoft-1.0',
  'License: MIT/Acmesoft',
  'GPL',
  'BSD License',
  'Licensed under the LGPL.',
  'SPDX-License-Identifier: MIT/Apache-2.0',
  'SPDX-License-Identifier: MIT, GPL-3.0-only',
  'SPDX-License-Identifier: MIT AND',
  'SPDX-License-Identifier: MIT OR',
  'SPDX-License-Identifier: (MIT',
  'SPDX-License-Identifier: MIT Acmesoft-1.0',
  'SPDX-License-Identifier: MIT WITH',
  'SPDX-License-Identifier: MIT & Commons-Clause',
  'SPDX-License-Identifier: MIT | GPL-3.0-only',
  'SPDX-License-Identifier: MIT; GPL-3.0-only',
  'SPDX-License-Identifier: UNLICENSED',
  'SPDX-License-Identifier: NONE',
  'SPDX-License-Identifier: MIT AND Acmesoft-1.0',
];

const lists = (a: string, b: string): string[] => [
  `License: ${a}/${b}`,
  `License: ${a}, ${b}`,
  `License: ${a} | ${b}`,
  `License: ${a} and ${b}`,
  `License: ${a} & ${b}`,
  `License: ${a} + ${b}`,
  `License: ${a} (core), ${b} (server)`,
  `Licensed under ${a} and ${b}.`,
  `Licensed under the ${a} license (library) and ${b} (tools).`,
];

const PAIRS = [
  ['MIT', 'GPL-3.0-only'],
  ['MIT', 'AGPL-3.0-only'],
  ['Apache-2.0', 'GPL-2.0-only'],
  ['BSD-3-Clause', 'MPL-2.0'],
] as const;

const COMMONS = [
  'MIT License with the Commons Clause condition 1.0',
  'MIT License, with Commons Clause',
  'Licensed under MIT + Commons Clause',
  'The Commons Clause applies. Licensed under the MIT License.',
  'MIT License. This software is also under the "Commons Clause" License Condition v1.0.',
  'Licensed under the MIT license and the Commons Clause.',
];

const GRANTED: readonly Trap[] = [
  { text: 'This package is not under the GPL. It is licensed under the MIT License.', label: 'MIT' },
  { text: 'Licensed under the FreeType License.', label: 'FTL' },
  {
    text: 'Use is subject to your choice of exactly one of the following two licenses:\n  * The FreeType License, or\n  * The GNU General Public License (GPL), version 2 or later.',
    label: 'FTL OR GPL-2.0-or-later',
  },
  { text: 'Licensed under the GPL v2 or v3', label: 'GPL-2.0-only OR GPL-3.0-only' },
  { text: 'Dual licensed under MIT / Apache 2.0', label: 'MIT OR Apache-2.0' },
  { text: 'Licensed under the Elastic License 2.0.', label: 'Elastic-2.0' },
  { text: 'Business Source License 1.1', label: 'BUSL-1.1' },
  { text: 'Except where otherwise noted, this is licensed under the Apache License 2.0.', label: 'Apache-2.0' },
  { text: 'Released under the zlib license.', label: 'Zlib' },
  { text: '"SPDX-License-Identifier: ISC",', label: 'ISC' },
  { text: '/* SPDX-License-Identifier: MIT OR GPL-3.0-only */', label: 'MIT OR GPL-3.0-only' },
];

export const traps: readonly Trap[] = [
  ...UNKNOWN_TEMPLATES.flatMap((template) =>
    PERMISSIVE.map((name) => ({ text: template.replace('{}', name), label: 'unknown' })),
  ),
  ...UNKNOWN.map((text) => ({ text, label: 'unknown' })),
  ...PAIRS.flatMap(([a, b]) => [...lists(a, b), ...lists(b, a)].map((text) => ({ text, label: `${a} AND ${b}` }))),
  ...COMMONS.map((text) => ({ text, label: 'MIT AND LicenseRef-Commons-Clause' })),
  ...GRANTED,
];
