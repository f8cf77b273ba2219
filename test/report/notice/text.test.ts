import { expect, it } from 'vitest';
import { collectNotices } from '../../../src/license/notice.ts';
import { renderTextNotice } from '../../../src/report/notice/text.ts';
import { HEAD, MODULES } from './fixture.ts';

it('is plain text with a head, the modules, and each text', () => {
  const text = renderTextNotice({ ...HEAD, unknown: ['go.mod: no graph'] }, collectNotices(MODULES));
  expect(text).toBe(`Third-party notices

Project: example.com/main
Revision: 0123abc
As of: 2026-06-01
Scope: all modules

These notices are not complete, modules may be missing:
  go.mod: no graph

example.com/a v1.0.0
  MIT
  LICENSE (text 1)
example.com/b v1.0.0
  NONE
  no license file
example.com/c v1.0.0
  license texts unavailable and missing here

${'='.repeat(80)}
Text 1
example.com/a v1.0.0, LICENSE
${'-'.repeat(80)}

A text
`);
});
