import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const found = async (path: string, go: string, options: object = {}) => {
  const mod = `module example.com/shop\n\n${go === '' ? '' : `go ${go}\n\n`}require ${path} v1.0.0\n`;
  const findings = await findingsIn('graph/std-replacement', { 'go.mod': mod, options: JSON.stringify(options) });
  return findings.map(({ subject, data }) => `${subject} ${data!.since}`);
};

// The release in which the standard library got what the module is for.
it.each<[path: string, since: string, before: string]>([
  ['github.com/rakyll/statik', '1.16', '1.15'],
  ['github.com/pkg/errors', '1.13', '1.12'],
  ['golang.org/x/xerrors', '1.13', '1.12'],
  ['go.uber.org/multierr', '1.20', '1.19'],
  ['github.com/hashicorp/go-multierror', '1.20', '1.19'],
  ['github.com/dvyukov/go-fuzz', '1.18', '1.17'],
  ['github.com/gorilla/context', '1.7', '1.6'],
  ['github.com/kardianos/osext', '1.8', '1.7'],
  ['github.com/mitchellh/go-homedir', '1.12', '1.11'],
])('%s is superseded since Go %s', async (path, since, before) => {
  expect(await found(path, since)).toEqual([`${path} ${since}`]);
  expect(await found(path, before)).toEqual([]);
  expect(await found(path, '1.25', { allow: [path] })).toEqual([]);
});

it('takes a go.mod without a go line for one of Go 1.16', async () => {
  expect(await found('github.com/rakyll/statik', '')).toHaveLength(1);
  expect(await found('go.uber.org/multierr', '')).toEqual([]);
});

it('looks at modules alone, not at what only has such a path in it', async () => {
  expect(await found('github.com/pkg/errors2', '1.25')).toEqual([]);
  expect(await found('example.com/github.com/pkg/errors', '1.25')).toEqual([]);
});
