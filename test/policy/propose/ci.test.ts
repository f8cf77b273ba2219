import { expect, it } from 'vitest';
import { ciServices } from '../../../src/policy/propose/ci.ts';

it.each<[string[], string[]]>([
  [[], []],
  [
    ['.github/workflows/ci.yaml', '.github/workflows/x.yml', '.gitlab-ci.yml'],
    ['GitHub Actions', 'GitLab CI'],
  ],
  [
    ['Jenkinsfile', '.tekton/push.yaml', '.circleci/config.yml', 'azure-pipelines.yml'],
    ['CircleCI', 'Azure Pipelines', 'Jenkins', 'Tekton'],
  ],
  [['sub/Jenkinsfile', '.github/dependabot.yml'], []],
])('tells the services of %j', (paths, names) => {
  expect(ciServices(paths).map(({ name }) => name)).toEqual(names);
});
