/** Files of YAML and JSON that set variables; what their keys mean is told by their paths. */
import type * as Yaml from 'yaml';
import type { Source } from '../../text/source.ts';
import { Collector } from '../collector.ts';
import { reach, type SettingsRead } from '../setting.ts';
import { parseJsonTree } from './json.ts';
import { type Dialect, readTree } from './settings.ts';
import { parseYamlTrees } from './yaml.ts';

const PIPELINES =
  /(?:^|\/)(?:\.github\/workflows\/|\.circleci\/|\.buildkite\/|\.woodpecker\/|\.tekton\/)|(?:^|\/)[^/]*(?:gitlab-ci|azure-pipelines|bitbucket-pipelines|travis|drone|woodpecker|cloudbuild|buildspec|appveyor|cirrus|semaphore|goreleaser)[^/]*\.ya?ml$/i;

function dialectOf(path: string): Dialect {
  const isPipeline = PIPELINES.test(path);
  return {
    root: reach(isPipeline ? 'workflow' : 'file', path),
    hasJobsOnTop: /gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab\//i.test(path),
    hasShellWords: /(?:^|\/)\.?travis[^/]*\.ya?ml$/i.test(path),
    hasGoKey: isPipeline,
  };
}

export function readYaml(source: Source, yaml: typeof Yaml): SettingsRead {
  const into = new Collector(source);
  const dialect = dialectOf(source.path);
  const trees = parseYamlTrees(source, yaml, into);
  for (const [i, tree] of trees.entries()) {
    const root = trees.length === 1 ? dialect.root : reach(dialect.root.kind, `${source.path}, document ${i + 1}`);
    readTree(into, tree, { ...dialect, root });
  }
  return into.finish();
}

/** Settings of editors and development containers. */
export function readJson(source: Source): SettingsRead {
  const into = new Collector(source);
  const root = reach('developers', source.path);
  readTree(into, parseJsonTree(source.text, into), {
    root,
    hasJobsOnTop: false,
    hasShellWords: false,
    hasGoKey: false,
  });
  return into.finish();
}
