/** `modwarden explain` at a terminal: groups, the rules of a group, a rule in short and in full, without Markdown's marks. */
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
