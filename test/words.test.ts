/** Limits of style for what users read: short headlines and sentences, and no words that readers stumbled over. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { examplesOf } from '../src/library/examples/page.ts';

const MAX_HEADLINE = 100;
const MAX_WORDS = 30;

/** What must not come back, with the better word. */
const AVOID: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:can|could|to|be|was|were) (?:not |no longer |longer )*be had\b|\bwas had\b/i,
    'is available, is unavailable, fetched',
  ],
  [/\bholds? (?:that |it |them )?against\b/i, 'checks it against'],
  [/\bhangs? on\b/i, 'depends on'],
  [/\bbelongs? into\b/i, 'belongs in'],
  [/\bstands? (?:on|in|at|beside|below|above|here|there|for)\b/i, 'is at, extends, means'],
  [
    /\bis no (?:day|level|preset|host|SPDX|duration|Go version|version range|module path|whole number)\b/i,
    'is not a valid …',
  ],
  [/\b(?:in|into|out of) step\b/i, 'up to date'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\banew\b/i, 'again'],
  [/\bpass(?:ed|es)? (?:by|over)\b/i, 'bypassed, ignored, skipped'],
  [/\bjudg(?:e|es|ed|ing)\b/i, 'check, apply'],
  [/\bexclude each other\b/i, 'cannot be used together'],
  [/\byou stand in\b/i, 'the current directory'],
  [/\blooked at\b/i, 'checked'],
  [/\bnobody was asked\b/i, 'not requested'],
  [/\bcomes? in (?:through|at|deeper)\b/i, 'is required through'],
  [/\bis another than\b/i, 'differs from'],
  [/\bspoken for\b/i, 'reserved'],
  [/\bcannot be told\b|\bcan be told\b/i, 'unrecognized, unknown'],
  [/\btakes? (?:transport security|checksum verification)\b/i, 'disables'],
  [/\blicence|behaviour|\bcolour/i, 'American spelling'],
];

/** Its words are those of other people's license texts. */
const TEXTS_OF_LICENSES: ReadonlySet<string> = new Set([join('src', 'license', 'tokens', 'words.ts')]);

const CODE = /`[^`\n]*`/g;

describe('headlines', () => {
  it.each(headlines())('%s', (_name, _where, message) => {
    expect(bare(message).length, message).toBeLessThanOrEqual(MAX_HEADLINE);
  });
});

describe('sentences', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('of %s are short', (_id, { title, why }) => {
    for (const sentence of sentencesOf(`${title}. ${why}`))
      expect(wordsIn(sentence), sentence).toBeLessThanOrEqual(MAX_WORDS);
  });

  it.each(pages())('of the findings on %s are short', (path) => {
    const texts = findingsOn(path).flatMap(
      (line) => / {2}help: (.*)| (?:error|warning|note) (.*)/.exec(line)?.slice(1) ?? [],
    );
    for (const sentence of texts.flatMap((text) => sentencesOf(bare(text ?? ''))))
      expect(wordsIn(sentence), sentence).toBeLessThanOrEqual(MAX_WORDS);
  });
});

describe('words', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pages(), ...files('docs', '.md')])(
    'of %s are plain',
    (path) => {
      expect(avoided(prose(readFileSync(path, 'utf8')))).toEqual([]);
    },
  );

  const sources = [...files('src', '.ts'), ...files('rules', '.ts')].filter((path) => !TEXTS_OF_LICENSES.has(path));

  it.each(sources)('in the texts of %s are plain', (path) => {
    expect(avoided(texts(readFileSync(path, 'utf8')).join('\n'))).toEqual([]);
  });
});

function avoided(text: string): string[] {
  return AVOID.flatMap(([word, better]) => {
    const hit = word.exec(text);
    return hit === null
      ? []
      : [`"${hit[0]}" (better: ${better}) in: ${text.slice(Math.max(0, hit.index - 40), hit.index + 40)}`];
  });
}

/** Messages of the findings in all rule pages and examples. */
function headlines(): (readonly [string, string, string])[] {
  const ofPages = pages().flatMap((path) =>
    findingsOn(path).flatMap((line) => {
      const message = /^\S+:\d+:\d+-\d+:\d+ (?:error|warning|note) (?:\([^)]*\) )?(.*)$/.exec(line)?.[1];
      return message === undefined ? [] : [[path, message] as const];
    }),
  );
  const ofExamples = files('examples', '.txt').flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const message = /^(?:error|warning|note)\[[a-z/-]+\]: (.*)$/.exec(line)?.[1];
        return message === undefined ? [] : [[path, message] as const];
      }),
  );
  const all = [...ofPages, ...ofExamples];
  return all.map(([path, message], i) => [`${i + 1} of ${path} is short`, path, message] as const);
}

function findingsOn(path: string): string[] {
  return examplesOf(readFileSync(path, 'utf8')).flatMap((e) =>
    e.blocks.filter((b) => b.info === 'findings').flatMap((b) => b.text.split('\n')),
  );
}

/** Without what a message only quotes: quoted text, module paths, versions, paths of files and URLs. */
function bare(message: string): string {
  return message
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\{ module: .*\}/g, '{}')
    .replaceAll(/\S*[./=@]\S*/g, '')
    .replaceAll(/ {2,}/g, ' ');
}

function sentencesOf(text: string): string[] {
  return text.split(/[.;:?!](?=\s|$)/);
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** Markdown without fenced blocks, inline code and generated tables of texts that are checked elsewhere. */
function prose(markdown: string): string {
  return markdown
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(CODE, '')
    .replaceAll(/\]\([^)\s]*\)/g, ']');
}

/** String literals with a space in them, without comments. */
function texts(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return (code.match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? []).filter((text) =>
    text.includes(' '),
  );
}

function pages(): string[] {
  return rules.map(({ id }) => `rules/${id}/README.md`);
}

function files(folder: string, ext: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => path.endsWith(ext))
    .sort();
}
