// Joins the entries in changes/ to a section of CHANGELOG.md: node release/changelog.mjs 1.2.3 2026-12-01
// One file for one change, so that two changes never meet in one place: KIND-TOPIC.md with a list item, or a few.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = ['added', 'changed', 'deprecated', 'removed', 'fixed', 'security'];
const NAME = new RegExp(`^(${KINDS.join('|')})-[a-z0-9.-]+\\.md$`);

/**
 * The lists of all entries, under a heading for each kind.
 * @param entries `[name, text]` of each file in changes/
 * @returns empty where there are none. Throws for a name or a text that is no entry.
 */
export function joinedEntries(entries) {
  const byKind = new Map(KINDS.map((kind) => [kind, []]));
  for (const [name, text] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kind = NAME.exec(name)?.[1];
    if (kind === undefined) throw new Error(`changes/${name}: expected ${KINDS.join('-, ')}- and a topic, then .md`);
    if (!/^- \S/.test(text)) throw new Error(`changes/${name}: expected a list item, "- " and what a user notices`);
    byKind.get(kind).push(text.trim());
  }
  return [...byKind]
    .filter(([, texts]) => texts.length > 0)
    .map(([kind, texts]) => `### ${kind[0].toUpperCase()}${kind.slice(1)}\n\n${texts.join('\n')}\n`)
    .join('\n');
}

/** The changelog with a section for this version above all others. */
export function withSection(changelog, version, day, body) {
  const at = changelog.search(/^## /m);
  const section = `## ${version} - ${day}\n\n${body}`;
  return at < 0
    ? `${changelog.trimEnd()}\n\n${section}`
    : `${changelog.slice(0, at)}${section}\n${changelog.slice(at)}`;
}

/** What lies in changes/ now. */
export function entriesIn(root) {
  const folder = join(root, 'changes');
  return readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

if (process.argv[1] === import.meta.filename) {
  const [version, day] = process.argv.slice(2);
  if (!/^\d+\.\d+\.\d+$/.test(version ?? '') || !/^\d{4}-\d\d-\d\d$/.test(day ?? '')) {
    console.error('usage: node release/changelog.mjs VERSION YYYY-MM-DD');
    process.exit(2);
  }
  const root = join(import.meta.dirname, '..');
  const entries = entriesIn(root);
  const file = join(root, 'CHANGELOG.md');
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), version, day, joinedEntries(entries)));
  for (const [name] of entries) rmSync(join(root, 'changes', name));
}
