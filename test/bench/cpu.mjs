// CPU time of whole processes, as ratios to a reference run in the same minute: these figures survive a noisy machine, bare times do not.
import { spawnSync } from 'node:child_process';

/** NODE_EXTRA_CA_CERTS makes every start of Node 20 load that file, which flatters every ratio to bare Node. */
export const cleanEnv = () => {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  return env;
};

/**
 * User and system CPU seconds of `runs` runs of a command, its children included. Its exit code may be any of `codes`. `anew`: a hook takes
 * no run for the same as any before, because the environment is another one each time.
 */
export function cpuSeconds(command, { cwd, env = {}, runs = 1, codes = [0], anew = false } = {}) {
  const other = anew ? 'export MODWARDEN_BENCH_RUN=$$.$i; ' : '';
  const loop = `i=0; while [ $i -lt "$RUNS" ]; do ${other}"$@" >/dev/null 2>&1; c=$?; case " $CODES " in *" $c "*) ;; *) echo "exit $c" >&2; exit 9;; esac; i=$((i+1)); done; times`;
  const r = spawnSync('sh', ['-c', loop, 'sh', ...command], {
    cwd,
    encoding: 'utf8',
    env: { ...cleanEnv(), ...env, RUNS: String(runs), CODES: codes.join(' ') },
  });
  if (r.status !== 0) throw new Error(`${command.join(' ')}: ${r.stderr}`);
  const children = r.stdout.trim().split('\n')[1];
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Median of interleaved ratios, command over reference. */
export function ratio(command, reference, { rounds = 9, runs = 10, ...options } = {}) {
  cpuSeconds(command, { ...options, runs: 2 });
  const ratios = [];
  for (let i = 0; i < rounds; i++) {
    const base = cpuSeconds(reference.command, { ...reference, runs });
    ratios.push(cpuSeconds(command, { ...options, runs }) / base);
  }
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** Every ratio measured so far, in order. */
export const measured = [];

export function line(name, { median: m, least, most }, aim) {
  measured.push({ name: name.trim(), median: m, least, most, aim });
  console.log(`${name.padEnd(58)} x${m.toFixed(2)}  (${least.toFixed(2)} to ${most.toFixed(2)})  ${aim}`);
}

export const hasGo = () => spawnSync('go', ['version']).status === 0;

export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Every size measured so far, in order: CPU time and greatest memory of a whole process. */
export const grown = [];

export function growth(name, { size, milliseconds, megabytes }) {
  const each = (milliseconds / size).toFixed(2);
  grown.push({ name, size, milliseconds: Math.round(milliseconds), megabytes: Math.round(megabytes) });
  console.log(
    `${name.padEnd(58)} ${Math.round(milliseconds)} ms, ${each} ms each, ${Math.round(megabytes)} MB, ${((megabytes * 1024) / size).toFixed(1)} kB each`,
  );
}
