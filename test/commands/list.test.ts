/** What `list` refuses, and its columns, through the command line. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

let box: Box;
beforeEach(() => {
  box = newBox('off', {
    'go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ./a\n',
    'a/go.mod': 'module example.com/a\n\ngo 1.21\n',
  });
});
afterEach(() => box.remove());

it.each([
  [[], 'missing list: modules, licenses, vulns or waivers'],
  [['module'], 'unknown list "module": expected modules, licenses, vulns or waivers'],
  [['constructor'], 'unknown list "constructor": expected modules, licenses, vulns or waivers'],
  [['modules', '--format', 'xml'], '--format: expected text, json, csv, markdown, got "xml"'],
  [['modules', '--by', 'license'], '--by: expected list licenses --by license'],
  [['licenses', '--by', 'owner'], '--by: expected list licenses --by license'],
  [['waivers', '--scope', 'direct'], '--scope: only list modules and list licenses have it'],
  [['vulns', '--scope', 'all'], '--scope: only list modules and list licenses have it'],
])('%j is refused', async (argv, message) => {
  expect(await box.run(['list', ...argv])).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
});

it('shows a folder in place of a module as go list does, and has all of it as JSON', async () => {
  const run = (...argv: string[]) => box.run(['list', 'modules', ...argv]);
  expect((await run()).out).toContain('example.com/a  v1.0.0 => ./a  1\n');
  expect((await run('--format', 'csv')).out.split('\r\n')[0]).toBe('in,path,version,depth,by,replacedBy');
  const [row] = JSON.parse((await run('--format', 'json')).out);
  expect(row).toEqual({
    in: '.',
    path: 'example.com/a',
    version: 'v1.0.0',
    direct: true,
    depth: 1,
    depthState: 'declared',
    by: '',
    trail: ['example.com/a@v1.0.0'],
    graph: 'loaded',
    replacedBy: './a',
  });
});
