import { expect, it } from 'vitest';
import { plainText } from '../../../src/env/mapped-text.ts';
import { CommandList } from '../../../src/env/shell/command-list.ts';
import type { ShellCommand, ShellWord } from '../../../src/env/shell/words.ts';

const word = (text: string): ShellWord => ({ ...plainText(text, 0), bareUntil: text.length, expands: false });

function listed(work: (list: CommandList) => void): readonly string[] {
  const commands: ShellCommand[] = [];
  const list = new CommandList(commands, undefined);
  work(list);
  list.end();
  return commands.map(({ words, isConditional, group }) => {
    const text = words.map((one) => one.text).join(' ');
    return `${text}${isConditional ? ' (conditional)' : ''}${group ? ' (in a group)' : ''}`;
  });
}

const add = (list: CommandList, text: string) => {
  for (const one of text.split(' ')) list.add(word(one));
};

it('takes keywords for none at the start of a command alone', () => {
  const work = (list: CommandList) => {
    add(list, 'if a if');
    list.separate(';', false);
    add(list, 'fi');
  };
  expect(listed(work)).toEqual(['a if (conditional)']);
});

it('drops the words of patterns, and names of functions', () => {
  const work = (list: CommandList) => {
    add(list, 'case x in a');
    expect(list.endPattern()).toBe(true);
    add(list, 'b');
    list.separate(';', true);
    expect(list.isAtPattern).toBe(true);
    add(list, 'c esac f');
    expect(list.endPattern()).toBe(false);
    expect(list.dropName()).toBe(true);
    expect(list.dropName()).toBe(false);
  };
  expect(listed(work)).toEqual(['b (conditional)']);
});

it('gives redirections to the group that they follow', () => {
  const commands: ShellCommand[] = [];
  const list = new CommandList(commands, undefined);
  add(list, '{ a');
  list.separate(';', false);
  add(list, '}');
  list.redirections.push({ operator: '>', target: word('f') });
  list.end();
  expect(commands).toHaveLength(1);
  expect(commands[0]!.group?.redirections).toMatchObject([{ operator: '>', target: { text: 'f' } }]);
});
