/** `modwarden explain` at a terminal: groups, the rules of a group, a rule in short and in full, without Markdown's marks. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { cli } from '../support/cli.ts';

const explain = async (...argv: readonly string[]) => (await cli(['explain', ...argv], { cwd: '.' })).out;

describe('explain', () => {
  it('alone lists every group with all of its rules', async () => {
    const words = (await explain()).split(/[\s,]+/);
    for (const { id } of rules) for (const part of id.split('/')) expect(words).toContain(part);
  });

  it('of a group lists its rules and no others', async () => {
    const ids = (await explain('replace')).match(/^ {2}\w+\/[\w-]+/gm)!.map((id) => id.trim());
    expect(ids).toEqual(rules.map(({ id }) => id).filter((id) => id.startsWith('replace/')));
  });

  it.each(rules.map(({ id }) => [id]))('of %s has no marks of Markdown, and --full says more', async (id) => {
    const [short, full] = [await explain(id), await explain(id, '--full')];
    expect(short.split('\n')[0]).toBe(id);
    // Code is indented and shown as it is: a file pattern may have two stars.
    const prose = (text: string) => text.replaceAll(/^ {6}.*$/gm, '').replaceAll(/[\w./-]*\/\*\*/g, '');
    for (const text of [short, full]) expect(prose(text)).not.toMatch(/\*\*|```|^#+ |^\||\]\([./h]/m);
    expect(full.length).toBeGreaterThan(short.length);
    expect(short).toContain(`modwarden explain ${id} --full`);
  });
});

describe('explain, word for word', () => {
  const lines = async (...argv: readonly string[]) => (await explain(...argv)).split('\n');
  const group = (name: string) => rules.filter(({ id }) => id.startsWith(`${name}/`));

  it('has a row for each group with the number of its rules', async () => {
    const rows = (await lines()).map((line) => line.trim().split(/ {2,}/).slice(0, 2).join(' '));
    const names = [...new Set(rules.map(({ id }) => id.split('/')[0]!))];
    expect(rows).toEqual(
      expect.arrayContaining(['group rules', ...names.map((name) => `${name} ${group(name).length}`)]),
    );
    expect((await explain()).replaceAll(/\s+/g, ' ')).toContain(
      'For the rules of a group: modwarden explain graph. For a rule: modwarden explain graph/banned',
    );
  });

  it('has for each rule of a group its level and title, with a slash behind the name too', async () => {
    const text = (await explain('work/')).replaceAll(/\s+/g, ' ');
    expect(text).toBe((await explain('work')).replaceAll(/\s+/g, ' '));
    for (const { id, level, title } of group('work')) expect(text).toContain(`${id} ${level} ${title}`);
    expect(text).toMatch(/ rule level finds /);
    expect(text).toContain(`For a rule: modwarden explain ${group('work')[0]!.id}`);
  });

  it.each([
    ['graph/baned', 'unknown rule "graph/baned" (did you mean "graph/banned"?)'],
    ['grahp', 'unknown rule "grahp" (did you mean "graph"?)'],
    ['unused-waiver', 'unknown rule "unused-waiver" (did you mean "policy/unused-waiver"?)'],
    ['nothing-like-any', 'unknown rule "nothing-like-any" ("modwarden explain" lists all rules)'],
  ])('refuses %s', async (name, message) => {
    expect(await cli(['explain', name], { cwd: '.' })).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
  });

  it('shows the first example with a finding, and how many there are', async () => {
    const text = await explain('graph/banned');
    expect(text.match(/^Example: /gm)).toHaveLength(1);
    expect(text).toMatch(/^ *reports:$/m);
    const full = await explain('graph/banned', '--full');
    const count = readFileSync('rules/graph/banned/README.md', 'utf8').match(/^### /gm)!.length;
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      `The whole page, with ${count} examples: modwarden explain graph/banned --full`,
    );
    expect(full).not.toContain('The whole page');
  });

  it('fits 100 columns, or a terminal that has fewer', async () => {
    const widest = async (...argv: readonly string[]) =>
      Math.max(...(await lines(...argv)).filter((line) => !/^ {4}/.test(line)).map((line) => line.length));
    expect(await widest('graph/banned', '--full')).toBeLessThanOrEqual(100);
    expect(await widest('graph/banned', '--full')).toBeGreaterThan(90);
  });
});
