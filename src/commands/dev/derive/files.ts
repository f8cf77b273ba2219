/** Every derived file with the text it should have. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENV_READERS } from '../../../env/readers.ts';
import type { Rule } from '../../../model/rule.ts';
import { indexFile } from './index-file.ts';
import { limitsPage } from './limits/page.ts';
import { LIMIT_SECTIONS } from './limits/table.ts';
import { emptyPart, replacePart } from './markers.ts';
import { pageHead, rulesTable } from './pages.ts';
import { readersTable } from './readers-table.ts';
import { schemaFiles } from './schemas.ts';

export interface DerivedFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** What stands there now; undefined where there is no such file. */
  readonly now: string | undefined;
}

export async function derivedFiles(root: string, rules: readonly Rule[]): Promise<DerivedFile[]> {
  const now = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
  const files: DerivedFile[] = [];
  const add = (path: string, text: string) => files.push({ path, text, now: now(path) });

  add('rules/index.ts', indexFile(rules.map((rule) => rule.id)));
  for (const rule of rules) {
    const path = `rules/${rule.id}/README.md`;
    const head = await pageHead(rule);
    const page = now(path) ?? '';
    add(path, replacePart(page, 'head', head) ?? replacePart(`${emptyPart('head')}\n${page}`, 'head', head)!);
  }
  const list = now('rules/README.md') ?? `# Rules\n\n${emptyPart('rules')}`;
  add('rules/README.md', replacePart(list, 'rules', rulesTable(rules, './')) ?? list);
  const front = now('README.md');
  const frontWithTable = front && replacePart(front, 'rules', rulesTable(rules, './rules/'));
  if (frontWithTable !== undefined) add('README.md', frontWithTable);
  const settings = now('docs/settings.md');
  const withReaders = settings && replacePart(settings, 'readers', readersTable(ENV_READERS));
  if (withReaders !== undefined) add('docs/settings.md', withReaders);
  const limits = now('docs/limits.md');
  const withLimits = limits && replacePart(limits, 'limits', limitsPage(LIMIT_SECTIONS));
  if (withLimits !== undefined) add('docs/limits.md', withLimits);
  for (const [path, text] of await schemaFiles(rules)) add(path, text);
  return files;
}
