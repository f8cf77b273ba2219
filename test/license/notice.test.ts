import { describe, expect, it } from 'vitest';
import { collectNotices, type NoticeModule } from '../../src/license/notice.ts';

const MODULES: readonly NoticeModule[] = [
  {
    path: 'example.com/b',
    version: 'v1.0.0',
    expression: 'MIT',
    files: [
      { path: 'LICENSE', text: '\ufeffShared text  \r\nline two\r\n' },
      { path: 'README.md', text: 'no' },
    ],
  },
  {
    path: 'example.com/a',
    version: 'v0.1.0',
    expression: 'ISC',
    files: [
      { path: 'NOTICE', text: 'Names' },
      { path: 'LICENSE', text: 'Shared text\nline two' },
    ],
  },
  { path: 'example.com/c', version: 'v1.0.0', expression: 'NONE', files: [{ path: 'README.md', text: 'no' }] },
  { path: 'example.com/d', version: '', expression: 'MIT', files: [{ path: 'README.md', text: 'MIT' }] },
  { path: 'example.com/e', version: 'v1.0.0', files: [] },
];

describe('collectNotices', () => {
  it('sorts modules, gives each text once and says who uses it', () => {
    expect(collectNotices(MODULES)).toEqual({
      modules: [
        {
          name: 'example.com/a v0.1.0',
          expression: 'ISC',
          files: [
            { path: 'LICENSE', text: 0 },
            { path: 'NOTICE', text: 1 },
          ],
        },
        { name: 'example.com/b v1.0.0', expression: 'MIT', files: [{ path: 'LICENSE', text: 0 }] },
        { name: 'example.com/c v1.0.0', expression: 'NONE', files: [] },
        { name: 'example.com/d', expression: 'MIT', files: [{ path: 'README.md', text: 2 }] },
        { name: 'example.com/e v1.0.0', expression: undefined, files: [] },
      ],
      texts: [
        {
          text: 'Shared text\nline two',
          users: [
            { module: 'example.com/a v0.1.0', path: 'LICENSE' },
            { module: 'example.com/b v1.0.0', path: 'LICENSE' },
          ],
        },
        { text: 'Names', users: [{ module: 'example.com/a v0.1.0', path: 'NOTICE' }] },
        { text: 'MIT', users: [{ module: 'example.com/d', path: 'README.md' }] },
      ],
    });
  });

  it('does not depend on the order of what it is given', () => {
    expect(collectNotices(MODULES)).toEqual(collectNotices([...MODULES].reverse()));
  });
});
