/** What is used and left of a question's and a run's time. The clock stands still unless a test moves it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunLimits } from '../../../src/gather/http/limits.ts';
import { questionClock, runClock, runRefusal, timeLeft, watch } from '../../../src/gather/http/watch.ts';

const LIMITS: RunLimits = {
  connect: 100,
  question: 1000,
  run: 50_000,
  timeoutsPerHost: 5,
  requests: 3,
  received: 500,
  bytesPerSecond: 2000,
  large: 1,
};

describe('time that is left', () => {
  it('is what is not used, and what bytes have bought', () => {
    expect(timeLeft({ used: 0, received: 0 }, LIMITS)).toBe(1000);
    expect(timeLeft({ used: 400, received: 0 }, LIMITS)).toBe(600);
    expect(timeLeft({ used: 400, received: 4000 }, LIMITS)).toBe(2600);
    expect(timeLeft({ used: 1500, received: 0 }, LIMITS)).toBe(-500);
  });
});

describe('a run makes no more requests', () => {
  const refusal = (more: object, now = 0) => runRefusal({ ...runClock(), ...more }, LIMITS, now);

  it('beyond its limits, and says which', () => {
    expect(refusal({})).toBeUndefined();
    expect(refusal({ requests: 2 })).toBeUndefined();
    expect(refusal({ requests: 3 })).toBe('reached the limit of 3 requests in one run');
    expect(refusal({ received: 500 })).toBeUndefined();
    expect(refusal({ received: 501 })).toBe('reached the limit of 500 received bytes in one run');
  });

  it('once its time is over, counted from the first', () => {
    expect(refusal({}, 90_000)).toBeUndefined();
    expect(refusal({ started: 100 }, 50_099)).toBeUndefined();
    expect(refusal({ started: 100 }, 50_100)).toBe('reached the limit of 50 s of requests in one run');
  });
});

describe('an exchange', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function begin(limits: Partial<RunLimits> = {}) {
    const question = questionClock();
    const run = runClock();
    const ended: string[] = [];
    const begun = performance.now();
    const one = watch({ ...LIMITS, ...limits }, question, run, 'a.example:443', (cause, what) =>
      ended.push(`${Math.round(performance.now() - begun)} ${what}: ${cause}`),
    );
    const after = (ms: number) => vi.advanceTimersByTime(ms);
    return { question, run, ended, one, after };
  }

  it('ends where no connection stands in time', () => {
    const { ended, after } = begin();
    after(99);
    expect(ended).toEqual([]);
    after(10);
    expect(ended).toEqual(['100 question: dial tcp a.example:443: i/o timeout']);
  });

  it('ends where no answer comes', () => {
    const { ended, one, after } = begin();
    after(50);
    one.connected();
    after(5000);
    expect(ended).toEqual(['1000 question: no response within 1 s']);
  });

  it('ends where an answer stops', () => {
    const { ended, one, after } = begin();
    one.connected();
    after(500);
    one.sign(100_000);
    after(999);
    expect(ended).toEqual([]);
    after(5000);
    expect(ended).toEqual(['1500 question: the response stopped for 1 s']);
  });

  it('ends where an answer is too slow', () => {
    const { ended, one, after } = begin();
    one.connected();
    for (let i = 0; i < 10 && ended.length === 0; i++) {
      after(300);
      // 50 ms of time.
      one.sign(100);
    }
    expect(ended).toEqual(['1150 question: the response took longer than 1 s, with less than 2000 bytes per second']);
  });

  it('ends with the run', () => {
    const { ended, one, after } = begin({ run: 700 });
    one.connected();
    after(5000);
    expect(ended).toEqual(['700 run: reached the limit of 0.7 s of requests in one run']);
  });

  it('does not end while it is our turn, and that time is not counted', () => {
    const { ended, question, one, after } = begin();
    one.connected();
    after(400);
    one.pause();
    after(7000);
    // A second pause is none.
    one.pause();
    after(1000);
    expect(ended).toEqual([]);
    one.resume();
    one.resume();
    after(500);
    expect(ended).toEqual([]);
    one.stop();
    expect(Math.round(question.used)).toBe(900);
    after(50_000);
    expect(ended).toEqual([]);
  });

  it('counts up to a pause that was its end', () => {
    const { question, one, after } = begin();
    one.connected();
    after(300);
    one.pause();
    after(4000);
    one.stop();
    one.resume();
    after(2000);
    one.stop();
    expect(Math.round(question.used)).toBe(300);
  });

  it('has less time where the question has used some, and begins the time of the run once', () => {
    const { question, run, one, after } = begin();
    const { started } = run;
    one.connected();
    after(600);
    one.stop();
    const ended: string[] = [];
    const next = watch(LIMITS, question, run, 'b.example:443', (cause) => ended.push(cause));
    next.connected();
    after(399);
    expect(ended).toEqual([]);
    after(100);
    expect(ended).toEqual(['no response within 1 s']);
    expect(run.started).toBe(started);
    run.listening.stop();
  });
});
