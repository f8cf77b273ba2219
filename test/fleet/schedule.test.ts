import { expect, it } from 'vitest';
import { type Lane, schedule } from '../../src/fleet/schedule.ts';
import { parseTargets, type Target } from '../../src/fleet/target.ts';

const { targets } = parseTargets(Array.from({ length: 50 }, (_, i) => `r${i}`).join('\n'));

function world(kills: (target: Target, times: number) => boolean) {
  const checked: string[] = [];
  const aside: string[] = [];
  const times = new Map<string, number>();
  let open = 0;
  const lane = async (): Promise<Lane> => {
    open++;
    return {
      check: async (target) => {
        await Promise.resolve();
        times.set(target.name, (times.get(target.name) ?? 0) + 1);
        if (kills(target, times.get(target.name)!)) throw new Error('out of memory');
        checked.push(target.name);
      },
      close: async () => void open--,
    };
  };
  const progress: number[] = [];
  const run = (lanes: number) =>
    schedule({
      targets,
      lanes,
      open: lane,
      tries: 3,
      setAside: ({ name }, reason) => aside.push(`${name} ${reason}`),
      progress: (done) => void progress.push(done),
    });
  return { checked, aside, progress, run, opened: () => open };
}

it.each([1, 2, 7, 100])('checks every target once with %i workers', async (lanes) => {
  const { checked, progress, run, opened } = world(() => false);
  await run(lanes);
  expect([...checked].sort()).toEqual(targets.map(({ name }) => name).sort());
  expect(progress).toEqual(targets.map((_, i) => i + 1));
  expect(opened()).toBe(0);
});

it('tries a target again that ended its worker, and sets it aside after three times', async () => {
  const { checked, aside, progress, run, opened } = world(
    ({ name }, times) => name === 'r7' || (name === 'r9' && times < 3),
  );
  await run(2);
  expect(aside).toEqual(['r7 ended its worker 3 times: out of memory']);
  expect(checked).toHaveLength(49);
  expect(checked).toContain('r9');
  expect(progress.at(-1)).toBe(50);
  expect(opened()).toBe(0);
});

const NONE = { setAside: () => {}, tries: 1 };

it.each([
  [0, 1],
  [1, 1],
  [3, 3],
  [51, 50],
])('with %i workers asked for opens %i', async (lanes, expected) => {
  let opened = 0;
  const gate = Promise.resolve();
  const open = async (): Promise<Lane> => {
    opened++;
    return { check: () => gate, close: async () => {} };
  };
  await schedule({ ...NONE, targets, lanes, open });
  expect(opened).toBe(expected);
});

it('opens no worker without targets', async () => {
  const open = () => Promise.reject(new Error('opened'));
  await expect(schedule({ ...NONE, targets: [], lanes: 2, open })).resolves.toBeUndefined();
});

it('closes a worker that ended, and the others when one cannot be opened', async () => {
  const closed: number[] = [];
  let opened = 0;
  const open = async (): Promise<Lane> => {
    const number = opened++;
    if (number === 2) throw new Error('no memory for it');
    return { check: () => Promise.reject(new Error('ended')), close: async () => void closed.push(number) };
  };
  const aside: string[] = [];
  const setAside = ({ name }: Target, reason: string) => void aside.push(`${name}: ${reason}`);
  const run = schedule({ targets: targets.slice(0, 3), lanes: 1, open, tries: 1, setAside });
  await expect(run).rejects.toThrow('no memory for it');
  expect(closed).toEqual([0, 1]);
  expect(aside).toHaveLength(2);
  expect(aside[0]).toMatch(/ ended its worker 1 times: ended$/);
});
