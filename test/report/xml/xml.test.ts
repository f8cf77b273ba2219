import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlDocument } from '../../../src/report/xml/xml.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { text } from '../arbitrary.ts';

const python = pythonWith('xml.etree.ElementTree');

test('nests elements, and puts lines of text side by side', () => {
  const root = { name: 'a', attributes: { n: 1 }, children: [{ name: 'b', children: ['x', '<y>'] }, { name: 'c' }] };
  expect(xmlDocument(root)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a n="1">\n  <b>x\n&lt;y&gt;</b>\n  <c/>\n</a>\n',
  );
});

test.skipIf(python === undefined)(
  "any text comes out of Python's reader as it was spelled (skipped without python3)",
  () => {
    const texts = fc.sample(text, { numRuns: 500, seed: 5 }).map((one) => `[${one}]`);
    const documents = texts.map((one) => xmlDocument({ name: 'a', attributes: { t: one }, children: [one, 'end'] }));
    const read = throughPython<[string, string][]>(
      python!,
      'import xml.etree.ElementTree as E\nresult = [[(r := E.fromstring(t.encode())).get("t"), r.text] for t in texts]',
      documents,
    );
    for (const [i, [attribute, content]] of read.entries()) {
      expect(content).toBe(`${attribute}\nend`);
      expect(attribute).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      if (/^[ -~]*$/.test(texts[i]!) && !/#|::/.test(texts[i]!)) expect(attribute).toBe(texts[i]);
    }
  },
);

test('escapes what XML reads, and what it forbids', () => {
  expect(xmlDocument({ name: 'a', attributes: { t: '&<>"\'' }, children: ['&<>"\'\ufffe\uffff\u0000\ud800'] })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a t="&amp;&lt;&gt;&quot;\'">&amp;&lt;&gt;&quot;\'\ufffd\ufffd\\u{0}\\u{d800}</a>\n',
  );
});

test('puts text between elements on lines of its own', () => {
  expect(xmlDocument({ name: 'a', children: ['x', { name: 'b', children: [] }, 'y'] })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  x\n  <b/>\n  y\n</a>\n',
  );
});
