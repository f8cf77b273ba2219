/** Which CI service a repository uses, told from its paths. */

export interface CiService {
  readonly name: string;
  /** The page in docs/ci that shows its configuration. */
  readonly page: string;
}

const SERVICES: readonly (readonly [paths: RegExp, service: CiService])[] = [
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, { name: 'GitHub Actions', page: 'github' }],
  [/^\.gitlab-ci\.ya?ml$/, { name: 'GitLab CI', page: 'gitlab' }],
  [/^\.circleci\/config\.ya?ml$/, { name: 'CircleCI', page: 'circleci' }],
  [/^\.?azure-pipelines\.ya?ml$/, { name: 'Azure Pipelines', page: 'azure' }],
  [/^Jenkinsfile$/, { name: 'Jenkins', page: 'jenkins' }],
  [/^\.tekton\/[^/]+\.ya?ml$/, { name: 'Tekton', page: 'tekton' }],
];

/** In a fixed order, each once. */
export function ciServices(paths: readonly string[]): CiService[] {
  return SERVICES.flatMap(([known, service]) => (paths.some((path) => known.test(path)) ? [service] : []));
}
