/** Which documents are policies. */
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/lsp/features/context.ts';
import { policyDocument } from '../../../src/lsp/policy-file/policy-document.ts';

/** A document that is open, in a repository whose last check read these policies. */
function documentOf(path: string, text: string, policies: readonly object[] = []) {
  const context = {
    documents: { get: (uri: string) => (uri === 'open' ? { path: `/repo/${path}`, text } : undefined) },
    repositories: { of: () => ({ path, repository: { latest: () => ({ report: { policies } }) } }) },
  };
  return (uri = 'open') => policyDocument(uri, context as unknown as Context);
}

describe('a policy', () => {
  it.each([
    ['.modwarden.yaml', 'yaml'],
    ['a/.modwarden.yml', 'yaml'],
    ['.modwarden.json', 'json'],
  ])('is %s by its name', (path, format) => {
    expect(documentOf(path, '')()?.format).toBe(format);
  });

  it('is what the last check read as one, or as a layer of one', () => {
    const policies = [{ path: 'base.yaml', extends: ['org/shared.json'] }];
    expect(documentOf('base.yaml', '', policies)()?.format).toBe('yaml');
    expect(documentOf('org/shared.json', '', policies)()?.format).toBe('json');
    expect(documentOf('other.yaml', '', policies)()).toBeUndefined();
  });

  it('is no document that is closed, or of another kind', () => {
    expect(documentOf('.modwarden.yaml', '')('closed')).toBeUndefined();
    expect(documentOf('go.mod', '', [{ path: 'go.mod', extends: [] }])()).toBeUndefined();
    expect(documentOf('package.json', '{}')()).toBeUndefined();
  });

  it('has places and keys, with a byte order mark too', () => {
    const yaml = documentOf('.modwarden.yaml', '\ufeffrules:\n  ')()!;
    expect(yaml.placeAt(1, 2)).toMatchObject({ path: ['rules'], at: 'key' });
    expect(yaml.keyAt(0, 2)).toEqual(['rules']);
    const json = documentOf('.modwarden.json', '\ufeff{ "rules": {} }')()!;
    expect(json.placeAt(0, 12)).toMatchObject({ path: ['rules'], at: 'key' });
    expect(json.keyAt(0, 4)).toEqual(['rules']);
  });

  it('in package.json is below its key', () => {
    const text = '{ "name": "x", "modwarden": { "rules": {} } }';
    const policy = documentOf('package.json', text, [{ path: 'package.json', extends: [] }])()!;
    expect(policy.placeAt(0, text.indexOf('{}') + 1)).toMatchObject({ path: ['rules'], at: 'key' });
    expect(policy.keyAt(0, text.indexOf('rules'))).toEqual(['rules']);
    expect(policy.placeAt(0, 2)).toBeUndefined();
    expect(policy.keyAt(0, 4)).toBeUndefined();
    expect(policy.keyAt(0, text.indexOf('modwarden'))).toBeUndefined();
  });
});
