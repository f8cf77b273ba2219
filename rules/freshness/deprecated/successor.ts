/** Which module a deprecation notice names as the successor. Notices are prose; only what is surely a module path counts. */
import { checkPath } from '../../../src/rule.ts';

/**
 * The successor of `path` that `text` names; undefined where it names none. `X moved to Y`, `use Y instead of X` and `instead of X use Y`
 * all give Y. Nothing is taken from a URL: it leads to an issue, an article or a file as often as to a module.
 */
export function successorIn(text: string, path: string): string | undefined {
  const words = text.split(/[\s"'`()<>[\]{},;|*]+/).filter((word) => word !== '');
  for (const [i, word] of words.entries()) {
    const candidate = pathIn(word);
    if (candidate === undefined || candidate === path || isLeftBehind(words, i)) continue;
    return candidate;
  }
  return undefined;
}

/** Hosts that show pages about modules, and hold none. */
const PAGE_HOST = /^(?:www|blog|docs|doc|wiki|forum)\.|^(?:pkg\.go\.dev|godoc\.org|go\.dev|medium\.com)$/;

/** Elements of paths that lead to pages. */
const PAGES = new Set([
  ...['-', 'article', 'articles', 'blob', 'blog', 'blogs', 'branches', 'commit', 'commits', 'compare', 'discussions'],
  ...['docs', 'issue', 'issues', 'merge_requests', 'news', 'post', 'posts', 'pull', 'pulls', 'raw', 'releases'],
  ...['src', 'tags', 'tree', 'wiki'],
]);

/** There a module has an owner and a name. */
const FORGES = new Set(['bitbucket.org', 'codeberg.org', 'gitee.com', 'github.com', 'gitlab.com']);

const FILE = /\.(?:go|html?|md|pdf|php|rst|txt)$/i;

/** The module path that a word is, with a version (`@latest`) or without. */
function pathIn(word: string): string | undefined {
  if (word.includes('://')) return undefined;
  const candidate = word.replace(/[.:!?]+$/, '').replace(/@[^/]+$/, '');
  const [host = '', ...elements] = candidate.split('/');
  if (elements.length === 0 || !/\.[a-z]{2,}$/.test(host) || PAGE_HOST.test(host)) return undefined;
  if (FORGES.has(host) && elements.length < 2) return undefined;
  // A year is part of an article's address.
  if (elements.some((element) => PAGES.has(element) || /^(?:19|20)[0-9]{2}$/.test(element))) return undefined;
  return FILE.test(candidate) || checkPath(candidate) !== undefined ? undefined : candidate;
}

/** Whether the words before a path say that it is the one to leave: `instead of X`, `X has moved to`, `X is deprecated`. */
function isLeftBehind(words: readonly string[], i: number): boolean {
  const before = words
    .slice(Math.max(0, i - 2), i)
    .join(' ')
    .toLowerCase();
  if (
    /\b(?:instead of|rather than|fork of|based on|longer use|not use|replaces|supersedes|successor of|successor to)$/.test(
      before,
    )
  )
    return true;
  if (/[.!?:]$/.test(words[i]!)) return false;
  const after = words
    .slice(i + 1, i + 4)
    .join(' ')
    .toLowerCase();
  return /^(?:module |package |repository )?(?:has |have |was |is |been )*(?:moved|renamed|deprecated|replaced|superseded|archived|unmaintained|abandoned|frozen|no longer)\b/.test(
    after,
  );
}
