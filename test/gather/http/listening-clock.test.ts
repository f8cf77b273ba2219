/** A clock that stands still while this process is busy. The clock of the test moves only when it says so. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listeningClock } from '../../../src/gather/http/listening-clock.ts';

/** Beats run late by so much: the time passes at once, and timers hear of it afterwards. */
let offset = 0;
beforeEach(() => {
  offset = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(performance, 'now').mockImplementation(() => offset);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function pass(...beats: readonly number[]): void {
  for (const beat of beats) {
    offset += beat;
    vi.advanceTimersByTime(100);
  }
}

it('goes with the time of the process while that listens', () => {
  const clock = listeningClock();
  clock.start();
  pass(100, 100, 150, 199, 200);
  expect(clock.now()).toBe(749);
  clock.stop();
});

it('does not count what a beat is late by, once that is more than a beat', () => {
  const clock = listeningClock();
  clock.start();
  pass(100, 201);
  expect(clock.now()).toBe(301 - 101);
  pass(1000);
  expect(clock.now()).toBe(1301 - 101 - 900);
  clock.stop();
});

it('counts all that passes before it starts and after it stops', () => {
  const clock = listeningClock();
  pass(5000);
  clock.start();
  // A second start changes nothing.
  pass(50);
  clock.start();
  pass(100);
  expect(clock.now()).toBe(5150);
  clock.stop();
  pass(5000);
  expect(clock.now()).toBe(10_150);
  clock.start();
  pass(100);
  expect(clock.now()).toBe(10_250);
  clock.stop();
});
