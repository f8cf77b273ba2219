/** Outputs through readers of Python: independent of ours, and at hand on most machines. */
import { execFileSync } from 'node:child_process';

/** A Python that can import these modules; undefined where there is none. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  return ['python3', 'python'].find((name) => {
    try {
      execFileSync(name, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** `code` gets the texts as the list `texts` and leaves what it made of them in `result`. Throws where it does. */
export function throughPython<T>(python: string, code: string, texts: readonly string[]): T {
  const program = `import json, sys\ntexts = json.load(sys.stdin)\n${code}\nprint(json.dumps(result))`;
  const input = JSON.stringify(texts);
  return JSON.parse(
    execFileSync(python, ['-c', program], { input, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1 << 28 }),
  );
}
