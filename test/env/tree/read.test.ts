import { expect, it } from 'vitest';
import { readFile } from '../../support/settings.ts';

it.each([
  ['.github/workflows/a.yml', 'workflow'],
  ['ci/x.gitlab-ci.yml', 'workflow'],
  ['a/cloudbuild.yaml', 'workflow'],
  ['values.yaml', 'file'],
])('says how far the settings at the top of %s reach', async (path, kind) => {
  const { settings } = await readFile(path, 'env:\n  GOSUMDB: off\n');
  expect(settings.map(({ reach }) => reach.kind)).toEqual([path.includes('gitlab') ? 'job' : kind]);
});

it('takes each key on top of GitLab CI for a job, and that of other files for none', async () => {
  const text = 'a: { env: { GOSUMDB: off } }\nvariables: { GOPROXY: direct }\n';
  const reaches = async (path: string) => (await readFile(path, text)).settings.map(({ reach }) => reach.kind);
  expect(await reaches('.gitlab-ci.yml')).toEqual(['job', 'workflow']);
  expect(await reaches('a.yml')).toEqual(['file', 'file']);
});
