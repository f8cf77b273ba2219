import { expect, it } from 'vitest';
import { pathOfUri, uriOfPath } from '../../src/lsp/file-uri.ts';

it('goes from paths to URIs and back', () => {
  for (const path of ['/a/go.mod', '/a b/ü#?.mod', '/a%20b/go.mod']) expect(pathOfUri(uriOfPath(path))).toBe(path);
});

it('has no path for what is no file of this machine', () => {
  for (const uri of [
    'untitled:Untitled-1',
    'git:/a/go.mod',
    'https://example.com/go.mod',
    'file://host/share/go.mod',
    'file:///a%2fb',
    '',
  ])
    expect(pathOfUri(uri)).toBeUndefined();
});
