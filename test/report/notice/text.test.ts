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

it('names the scope that counts instead, all files of a module and all users of a text', () => {
  const files = [
    { path: 'LICENSE', text: 'One\n' },
    { path: 'NOTICE', text: 'Two' },
  ];
  const modules = [
    { path: 'example.com/a', version: 'v1.0.0', expression: 'MIT', files },
    { path: 'example.com/b', version: 'v1.0.0', expression: 'MIT', files: files.slice(0, 1) },
  ];
  const text = renderTextNotice(
    { ...HEAD, instead: ['go.mod: no sources', 'tools/go.mod: none'] },
    collectNotices(modules),
  );
  expect(text.slice(text.indexOf('Scope'))).toBe(`Scope: all modules

For some main modules, the scope is unknown:
  go.mod: no sources
  tools/go.mod: none

example.com/a v1.0.0
  MIT
  LICENSE (text 1), NOTICE (text 2)
example.com/b v1.0.0
  MIT
  LICENSE (text 1)

${'='.repeat(80)}
Text 1
example.com/a v1.0.0, LICENSE
example.com/b v1.0.0, LICENSE
${'-'.repeat(80)}

One

${'='.repeat(80)}
Text 2
example.com/a v1.0.0, NOTICE
${'-'.repeat(80)}

Two
`);
});
