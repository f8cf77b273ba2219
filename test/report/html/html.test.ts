import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../src/report/html/html.ts';
import { reports } from '../arbitrary.ts';
import { report } from '../fixture.ts';
import { INVENTORY } from './inventory-fixture.ts';

const page = renderHtml(report, { inventory: INVENTORY });

describe('the page', () => {
  test('allows its own style and script by their hashes, as they stand in it, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, style] = /<style>(.*?)<\/style>/s.exec(page)!;
    const [, script] = /<script>(.*?)<\/script>/s.exec(page)!;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash(style!)}`,
      `script-src ${hash(script!)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test('has each id once, and every link within it leads somewhere', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id!);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('names no address but its own', () => {
    expect(page.match(/(?:src|href|action)="(?!#|data:,")[^"]*"/g)).toBeNull();
    expect(page).not.toMatch(/@import|url\(|style="/);
  });

  test('is the same for the same report', () => {
    expect(renderHtml(structuredClone(report), { inventory: structuredClone(INVENTORY) })).toBe(page);
  });

  test('needs no inventory', () => {
    const small = renderHtml(report, {});
    expect(small).not.toContain('id="modules"');
    expect(small).not.toContain('id="data-modules"');
  });

  test('shows whatever a report holds as text', () => {
    const tags = (text: string) =>
      [...text.replace(/<script.*?<\/script>/gs, '').matchAll(/<\/?([a-zA-Z!][\w-]*)/g)].map(([, tag]) => tag!);
    const known = new Set([
      ...tags(page),
      'li',
      'ul',
      'ol',
      'p',
      'br',
      'pre',
      'mark',
      'b',
      'strong',
      'svg',
      'rect',
      'kbd',
    ]);
    fc.assert(
      fc.property(reports, (arbitrary) => {
        const shown = renderHtml(arbitrary, { inventory: INVENTORY });
        expect(tags(shown).filter((tag) => !known.has(tag))).toEqual([]);
        expect(shown).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 50 },
    );
  });
});
