// Which blocks of the library have run, as V8 counts them.
import { Session } from 'node:inspector';

/** From now on. `hasNew`: whether a block ran for the first time since it was last asked. */
export function startCoverage() {
  const session = new Session();
  session.connect();
  post(session, 'Profiler.enable');
  // Without counts V8 tells each block once, and what is told costs nothing more.
  post(session, 'Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  const seen = new Set();
  const hasNew = () => {
    const before = seen.size;
    for (const { url, functions } of post(session, 'Profiler.takePreciseCoverage').result) {
      if (!url.includes('/dist/lib/')) continue;
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges)
          if (count > 0) seen.add(`${url}:${startOffset}-${endOffset}`);
    }
    return seen.size > before;
  };
  return { hasNew, reached: () => seen.size };
}

/** In the same thread the answer comes at once. */
function post(session, method, params) {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`);
    answer = result;
  });
  return answer;
}
