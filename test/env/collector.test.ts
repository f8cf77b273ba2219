import { expect, it } from 'vitest';
import { Collector } from '../../src/env/collector.ts';
import { MAX_SETTINGS } from '../../src/env/limits.ts';
import { plainText, slice } from '../../src/env/mapped-text.ts';
import { reach } from '../../src/env/setting.ts';
import { source } from '../../src/text/source.ts';

const TEXT = 'GOSUMDB=${X:-off} GIT_SSH_COMMAND="ssh -oStrictHostKeyChecking=no"';
const where = reach('file', 'x');
const how = { by: 'environment', reach: where } as const;
const collect = (work: (into: Collector) => void) => {
  const into = new Collector(source('x', TEXT));
  work(into);
  return into.finish();
};
const at = (from: number, to: number) => slice(plainText(TEXT, 0), from, to);

it('takes variables that are looked for, with the place of a default', () => {
  const { settings } = collect((into) => {
    into.variable(at(0, 7), at(8, 17), how);
    into.variable(at(2, 7), at(8, 17), how);
  });
  expect(settings).toMatchObject([
    {
      variable: 'GOSUMDB',
      value: 'off',
      nameAt: { start: 0, end: 7 },
      valueAt: { start: 13, end: 16 },
      certainty: 'overridable',
    },
  ]);
});

it('fills in nothing where a value is literal', () => {
  const { settings } = collect((into) => into.variable(at(0, 7), at(8, 17), { ...how, literal: true }));
  expect(settings[0]).toMatchObject({ value: '${X:-off}', certainty: 'certain' });
});

it('gives the host key option of an ssh command by itself', () => {
  const { settings } = collect((into) => into.variable(at(18, 33), at(35, TEXT.length - 1), how));
  expect(settings.map(({ variable, value }) => `${variable}=${value}`)).toEqual([
    'GIT_SSH_COMMAND=ssh -oStrictHostKeyChecking=no',
    'StrictHostKeyChecking=no',
  ]);
  const { start, end } = settings[1]!.nameAt;
  expect(TEXT.slice(start, end)).toBe('StrictHostKeyChecking');
});

it('gives settings in file order, and each gap once', () => {
  const { settings, unread } = collect((into) => {
    into.add('b', at(3, 4), undefined, how);
    into.add('a', at(1, 2), undefined, how);
    into.gap('too long');
    into.gap('too long', { start: 1, end: 2 });
  });
  expect(settings.map(({ variable }) => variable)).toEqual(['a', 'b']);
  expect(unread.map(({ reason, at: { start } }) => `${reason} at ${start}`)).toEqual(['too long at 0']);
});

it('says that there are too many settings', () => {
  const { settings, unread } = collect((into) => {
    for (let i = 0; i <= MAX_SETTINGS; i++) into.add('a', at(1, 2), undefined, how);
  });
  expect(settings).toHaveLength(MAX_SETTINGS);
  expect(unread.map(({ reason }) => reason)).toEqual(['the file is over the limit of 20,000 settings']);
});

it.each<[title: string, work: (into: Collector) => void, found: string]>([
  ['a name alone', (into) => into.variable(at(0, 7), undefined, how), 'GOSUMDB=undefined 0-7 0-7 certain'],
  [
    'a name alone that means something',
    (into) => into.variable(at(0, 7), undefined, { ...how, implied: 'true' }),
    'GOSUMDB=true 0-7 0-7 certain',
  ],
  [
    'a name that is unset',
    (into) => into.variable(at(0, 7), undefined, { ...how, by: 'unset', implied: 'true' }),
    'GOSUMDB= 0-7 0-7 certain',
  ],
  ['an empty value', (into) => into.variable(at(0, 7), at(8, 8), how), 'GOSUMDB= 0-7 0-7 certain'],
  ['a value', (into) => into.variable(at(0, 7), at(13, 16), how), 'GOSUMDB=off 0-7 13-16 certain'],
  ['a default', (into) => into.variable(at(0, 7), at(8, 17), how), 'GOSUMDB=off 0-7 13-16 overridable'],
  [
    'a default under a condition',
    (into) => into.variable(at(0, 7), at(8, 17), { ...how, certainty: 'likely' }),
    'GOSUMDB=off 0-7 13-16 likely',
  ],
  [
    'a value that may be overridden',
    (into) => into.variable(at(0, 7), at(13, 16), { ...how, certainty: 'overridable' }),
    'GOSUMDB=off 0-7 13-16 overridable',
  ],
  [
    'what comes from elsewhere',
    (into) => into.variable(at(0, 7), { ...at(8, 12), text: '${X}' }, how),
    'GOSUMDB=undefined 0-7 8-12 certain',
  ],
  ['any name', (into) => into.add('x.y', at(2, 4), at(4, 7), how), 'x.y=MDB 2-4 4-7 certain'],
])('gives the whole setting of %s', (_, work, found) => {
  const { settings } = collect(work);
  const shown = settings.map(
    ({ variable, value, nameAt, valueAt, certainty }) =>
      `${variable}=${value} ${nameAt.start}-${nameAt.end} ${valueAt.start}-${valueAt.end} ${certainty}`,
  );
  expect(shown).toEqual([found]);
});

it.each([
  ['ssh -oStrictHostKeyChecking=no', 'no', 7, 29],
  ['ssh -o "StrictHostKeyChecking accept-new"', 'accept-new', 9, 31],
  ['ssh -o stricthostkeychecking="off"', 'off', 8, 31],
  ['ssh -o StrictHostKeyChecking', undefined, 0, 0],
  ['ssh -o StrictHostKeyChecking=', undefined, 0, 0],
])('finds the host key option in %s', (text, value, nameStart, valueStart) => {
  for (const variable of ['GIT_SSH_COMMAND', 'GIT_SSH', 'core.sshCommand']) {
    const into = new Collector(source('x', `=${text}`));
    into.add(variable, plainText('=', 0), plainText(text, 1), how);
    const [, option] = into.finish().settings;
    expect(option && [option.value, option.nameAt.start, option.valueAt.start]).toEqual(
      value === undefined ? undefined : [value, nameStart, valueStart],
    );
    if (option) expect(option.valueAt.end - option.valueAt.start).toBe(value!.length);
  }
  const into = new Collector(source('x', `=${text}`));
  into.add('GOFLAGS', plainText('=', 0), plainText(text, 1), how);
  expect(into.finish().settings).toHaveLength(1);
});

it('tells each reason once, at its place', () => {
  const { unread } = collect((into) => {
    into.gap('a', { start: 3, end: 5 });
    into.gap('b');
    into.gap('a', { start: 7, end: 8 });
  });
  expect(unread.map(({ at: { start, end }, reason }) => `${start}-${end} ${reason}`)).toEqual([
    '3-5 a',
    `0-${TEXT.length} b`,
  ]);
});

it('names a place by line and column', () => {
  const into = new Collector(source('x', 'a\nbc\n'));
  expect([0, 2, 3].map((offset) => into.lineAt(offset))).toEqual([
    'line 1, column 1',
    'line 2, column 1',
    'line 2, column 2',
  ]);
});
