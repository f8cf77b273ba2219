// License texts and expressions.
import { licenseIndex } from '../../../dist/lib/src/gather/license-index.js';
import { detect, newDetector } from '../../../dist/lib/src/license/match/detector.js';
import { parseExpression, writeExpression } from '../../../dist/lib/src/license/spdx/expression.js';
import { decode } from '../../../dist/lib/src/text/bytes.js';
import { assert, assertPlace } from './checks.mjs';

const MIT = `MIT License

Copyright (c) 2026 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
`;

export const licenses = {
  'license-text': {
    seeds: () => [
      MIT,
      '# Lib\n\nLicensed under Apache-2.0 or MIT. See [LICENSE](LICENSE).\n',
      '// SPDX-License-Identifier: GPL-2.0-only WITH Classpath-exception-2.0\n',
      'GNU GENERAL PUBLIC LICENSE Version 3, or (at your option) any later version\n',
    ],
    words: ['License', 'Version', '2.0', 'or later', 'Apache', 'BSD', 'GPL', 'SPDX-License-Identifier:', 'Copyright'],
    prepare: async () => {
      const { readIndex } = await import('../../../dist/lib/src/license/index/format.js');
      const detector = newDetector(readIndex(await licenseIndex()));
      return (input) => {
        const text = decode(input);
        const { matches, evidence, uncovered } = detect(text, 'LICENSE', detector);
        for (const stretch of [...matches, ...evidence, ...uncovered]) assertPlace(stretch, text.length);
        detect(text, 'README.md', detector);
      };
    },
  },
  'spdx-expression': {
    seeds: () => ['MIT AND (Apache-2.0 OR GPL-2.0-or-later WITH Classpath-exception-2.0)', 'LicenseRef-x+'],
    words: ['AND', 'OR', 'WITH', '(', ')', '+', 'DocumentRef-a:LicenseRef-b'],
    prepare: async () => (input) => {
      const parsed = parseExpression(decode(input));
      if (!parsed.ok) return;
      const again = parseExpression(writeExpression(parsed.expression));
      assert(
        again.ok && writeExpression(again.expression) === writeExpression(parsed.expression),
        'what is written is read differently',
      );
    },
  },
};
