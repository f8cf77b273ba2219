/** What servers may cost a run: time, requests and bytes. Each limit that is reached is a gap that names it; the rest is still checked. */

/** Milliseconds for one question to one server, requests again and redirects included (`--timeout`). Silence may last no longer either. */
export const QUESTION_TIMEOUT = 30_000;

/** Milliseconds until a connection stands, TLS included. */
export const CONNECT_TIMEOUT = 20_000;

/** Bytes a second. An answer that arrives at this rate may take longer than a question's time: a large zip on a slow line. */
export const MIN_BYTES_PER_SECOND = 64 << 10;

/** Questions in one run that a host lets run out of time, until it is given up for the rest of the run. */
export const MAX_TIMEOUTS_PER_HOST = 5;

/** Questions in a row that a host refused after all repetitions (429, 502, 503, 504, broken connections), until nothing is repeated there. */
export const MAX_VAIN_REPETITIONS = 2;

/** Milliseconds from the first request of a run to the end of its last. */
export const RUN_TIMEOUT = 900_000;

/** With a longer `--timeout` a run has this many times as long, if that is more. */
export const QUESTION_TIMES_PER_RUN = 30;

/** Requests in one run, redirects and repetitions included. */
export const MAX_REQUESTS = 200_000;

/** Bytes that a run receives, unpacked. */
export const MAX_RECEIVED = 8 * 2 ** 30;

/** Bytes. Of answers above this size one is read at a time: they are held in memory. */
export const LARGE_ANSWER = 16 << 20;

/** Limits of one HTTP client, which serves one run. Times in milliseconds. */
export interface RunLimits {
  readonly connect: number;
  readonly question: number;
  readonly run: number;
  readonly timeoutsPerHost: number;
  readonly requests: number;
  readonly received: number;
  readonly bytesPerSecond: number;
  readonly large: number;
}

/** The limits of a run with this time for a question, in milliseconds. */
export function runLimits(question = QUESTION_TIMEOUT): RunLimits {
  return {
    connect: CONNECT_TIMEOUT,
    question,
    run: Math.max(RUN_TIMEOUT, QUESTION_TIMES_PER_RUN * question),
    timeoutsPerHost: MAX_TIMEOUTS_PER_HOST,
    requests: MAX_REQUESTS,
    received: MAX_RECEIVED,
    bytesPerSecond: MIN_BYTES_PER_SECOND,
    large: LARGE_ANSWER,
  };
}

/** `30 s`, for messages. */
export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
