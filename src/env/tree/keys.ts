/** What keys of pipelines, charts and configurations mean, whoever reads them. */
import type { ReachKind } from '../setting.ts';

/** Below these, each entry or item is a reach of its own. */
const REACHES: Readonly<Record<string, ReachKind>> = {
  jobs: 'job',
  tasks: 'job',
  stages: 'job',
  builds: 'job',
  parts: 'job',
  pipelines: 'job',
  presubmits: 'job',
  postsubmits: 'job',
  periodics: 'job',
  executors: 'job',
  steps: 'step',
  phases: 'step',
  containers: 'container',
  initContainers: 'container',
  ephemeralContainers: 'container',
  services: 'container',
};

export function reachBelow(key: string): ReachKind | undefined {
  return Object.hasOwn(REACHES, key) ? REACHES[key] : undefined;
}

/** Values of these keys are scripts, or lists of commands. */
const SCRIPT =
  /^(?:runs?|code|source|runcmd|bootcmd|scripts?|commands?|cmds?|bash|sh|shell|exec|pwsh|powershell|ps|args|entrypoint|entry|inline(?:Script)?|hooks?|pre|post|before|after|before_\w+|after_\w+|(?:pre_|post_)?install|init|setup|teardown|deploy|test|build|user[-_]?data|override-\w+|\w+[_-]script|\w+Command|\w+Script)$/;

export function isScriptKey(key: string): boolean {
  return SCRIPT.test(key);
}

/** Lists of words, of which one may be a script. */
export function isWordsKey(key: string): boolean {
  return /^(?:args|commands?|cmd|entrypoint)$/.test(key);
}

/** Values of these keys, or their items, are `NAME=value`. */
export function isEnvironmentKey(key: string): boolean {
  return /env|variables?$|vars$|args$|^global$|^matrix$|^jobs$|^set$/i.test(key);
}

export function isGoVersionKey(key: string): boolean {
  return /^go[-_]?version$/i.test(key);
}
