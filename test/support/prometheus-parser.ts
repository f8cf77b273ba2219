/** OpenMetrics texts through the parser that Prometheus's Python client has. */
import { execFileSync } from 'node:child_process';

type Sample = [name: string, labels: Record<string, string>, value: number];

/** With prometheus_client; undefined where there is none. */
export const python = ['python3', 'python'].find((name) => {
  try {
    execFileSync(name, ['-c', 'import prometheus_client.openmetrics.parser'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** Reads texts separated by NUL, prints their samples. */
const PARSE = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
texts = sys.stdin.buffer.read().decode('utf-8').split('\\0')
print(json.dumps([[[s.name, s.labels, s.value] for f in text_string_to_metric_families(t) for s in f.samples] for t in texts]))
`;

/** The samples of each text, as Prometheus's own parser reads them. Throws where it refuses one. */
export function parsed(texts: readonly string[]): Sample[][] {
  return JSON.parse(execFileSync(python!, ['-c', PARSE], { input: texts.join('\0'), encoding: 'utf8', stdio: 'pipe' }));
}
