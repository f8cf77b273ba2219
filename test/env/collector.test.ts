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
