// Made-up universes of modules, always the same ones: the go.mod files of a module cache, and repositories that require them.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const REQUIRES = 8;

function numbers() {
  let state = 1;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
}

/** Each of `modules` requires some of those before it; they are pruned, as all of today are. The repository has `mains` go.mod files. */
export function writeModules({ repo, download, modules, mains = 1 }) {
  const below = numbers();
  const some = (upTo, count) =>
    [...new Set(Array.from({ length: Math.min(upTo, count) }, () => below(upTo)))].sort((a, b) => a - b);
  const lines = (ids, rest = '') => ids.map((id) => `\tbench.example/m${id} v1.0.0${rest}\n`).join('');
  for (let id = 0; id < modules; id++) {
    const at = path.join(download, `bench.example/m${id}/@v`);
    mkdirSync(at, { recursive: true });
    writeFileSync(
      path.join(at, 'v1.0.0.mod'),
      `module bench.example/m${id}\n\ngo 1.22\n\nrequire (\n${lines(some(id, REQUIRES))})\n`,
    );
    writeFileSync(path.join(at, 'v1.0.0.info'), '{"Version":"v1.0.0","Time":"2026-01-01T00:00:00Z"}');
  }
  for (let main = 0; main < mains; main++) {
    const dir = mains === 1 ? repo : path.join(repo, `part${main}`);
    mkdirSync(dir, { recursive: true });
    // One module lists the whole graph, as go mod tidy would; many list what they use.
    const listed = mains === 1 ? Array.from({ length: modules }, (_, id) => id) : some(modules, 40);
    const direct = listed.slice(-40);
    const indirect = listed.slice(0, -40);
    const text = `module bench.example/main${main}\n\ngo 1.22\n\nrequire (\n${lines(direct)})\n\nrequire (\n${lines(indirect, ' // indirect')})\n`;
    writeFileSync(path.join(dir, 'go.mod'), text);
  }
}
