import { expect, test } from 'vitest';
import { printable } from '../../src/text/printable.ts';
import { workflowLog } from '../../src/text/workflow-command.ts';

test('writes properties in order and joins the lines of a message', () => {
  const log = workflowLog([
    { name: 'error', properties: { title: 'graph/banned', file: 'go.mod', line: 3 }, message: ['a', 'b'] },
    printable('done'),
  ]);
  expect(log).toBe('::error title=graph/banned,file=go.mod,line=3::a%0Ab\ndone\n');
});

test('escapes what would end a property or a message', () => {
  const log = workflowLog([
    { name: 'notice', properties: { file: 'a,line=9::b%.mod' }, message: ['50%\n::add-mask::x\r\u001b[31m'] },
  ]);
  expect(log).toBe('::notice file=a%2Cline=9%3A%3Ab%25.mod::50%25\\u{a}::add-mask::x\\u{d}\\u{1b}[31m\n');
});
