/** Notices of three modules. */
import type { NoticeModule } from '../../../src/license/notice.ts';
import type { NoticeHead } from '../../../src/report/notice/head.ts';

export const HEAD: NoticeHead = {
  projects: ['example.com/main'],
  commit: '0123abc',
  asOf: '2026-06-01',
  scope: 'all modules',
  unknown: [],
  instead: [],
};

export const MODULES: readonly NoticeModule[] = [
  { path: 'example.com/a', version: 'v1.0.0', expression: 'MIT', files: [{ path: 'LICENSE', text: 'A text\n' }] },
  { path: 'example.com/b', version: 'v1.0.0', expression: 'NONE', files: [] },
  { path: 'example.com/c', version: 'v1.0.0', files: [] },
];
