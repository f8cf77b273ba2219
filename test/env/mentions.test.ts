import { expect, it } from 'vitest';
import { mentionsSettings, variableOf } from '../../src/env/mentions.ts';

it.each([
  'ENV GOSUMDB=off',
  'export GONOSUMCHECK=1',
  '[http]\n\tsslVerify = false',
  'ssh -o StrictHostKeyChecking=no',
  'go get -insecure x',
  'go-version: 1.20',
  'FROM golang:1.20',
  'matrix:\n  go: [1.20]',
  'go = "1.20"',
  'go install example.com/x@latest',
  'GIT_CONFIG_KEY_0=http.sslVerify',
])('finds a mention in %s', (text) => {
  expect(mentionsSettings(text)).toBe(true);
});

it.each([
  'FROM alpine',
  'MY_GOSUMDB=off',
  'GOSUMDB_MODE=off',
  'npm run build',
  'go-version: ${{ env.V }}',
  'go_version: "${V}"',
])('finds no mention in %s', (text) => {
  expect(mentionsSettings(text)).toBe(false);
});

it('knows variables by their exact names', () => {
  expect(variableOf('GOSUMDB')).toBe('GOSUMDB');
  expect(variableOf('gosumdb')).toBeUndefined();
  expect(variableOf('GOPATH')).toBeUndefined();
});
