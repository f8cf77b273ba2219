import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const found = async (argument: string) => {
  const text = `tools:\n\tgo install ${argument}\n`;
  const findings = await findingsIn('env/unpinned-install', { Makefile: text });
  return findings.map(({ subject, data }) => [subject, data!.query]);
};

it.each(['latest', 'upgrade', 'patch', 'master', 'main', 'HEAD', 'develop', 'trunk'])('reports @%s', async (query) => {
  expect(await found(`example.com/cmd/tool@${query}`)).toEqual([['example.com/cmd/tool', query]]);
});

it.each(['@v1.2.3', '@v1', '@mainline', '@old-main', '@3f2a9c1', '', '@'])('says nothing of %j', async (query) => {
  expect(await found(`example.com/cmd/tool${query}`)).toEqual([]);
});

it('says nothing of a query without a package', async () => {
  expect(await found('@latest')).toEqual([]);
});
