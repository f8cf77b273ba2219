import { expect, it } from 'vitest';
import { Collector } from '../../src/env/collector.ts';
import { goImage, goVersion } from '../../src/env/go-image.ts';
import { plainText } from '../../src/env/mapped-text.ts';
import { reach } from '../../src/env/setting.ts';
import { source } from '../../src/text/source.ts';

const found = (text: string, read: (into: Collector) => void) => {
  const into = new Collector(source('x', text));
  read(into);
  const { settings } = into.finish();
  return settings.map(({ value, valueAt: { start, end } }) => `${value} ${text.slice(start, end)}`);
};
const where = reach('file', 'x');

it.each([
  ['1.23', ['1.23 1.23']],
  ['^1.22.1', ['1.22.1 1.22.1']],
  ['>=1.20 <2', ['1.20 1.20']],
  ['go1.21rc2', ['1.21rc2 1.21rc2']],
  ['v1.21', ['1.21 1.21']],
  ['1.21.x', ['1.21 1.21']],
  ['stable', []],
  ['${{ matrix.go }}', []],
])('reads the version %s', (text, versions) => {
  expect(found(text, (into) => goVersion(into, plainText(text, 0), plainText(text, 0), where))).toEqual(versions);
});

it.each([
  ['golang:1.23-alpine', ['1.23 1.23']],
  ['docker.io/library/golang:1.23.1@sha256:0', ['1.23.1 1.23.1']],
  ['cimg/go:1.22', ['1.22 1.22']],
  ['r.example/devcontainers/go:1-1.22-bookworm', ['1.22 1.22']],
  ['golang', []],
  ['mygolang:1.23', []],
  ['node:20', []],
])('reads the Go of the image %s', (text, versions) => {
  expect(found(text, (into) => goImage(into, plainText(text, 0), where))).toEqual(versions);
});

it.each([
  ['  >= 1.20', '1.20'],
  ['~1.21.0', '1.21.0'],
  ['=1.22', '1.22'],
  ['1.9beta2', '1.9beta2'],
  ['1.123456', '1.123456'],
  ['1.2.3.4', '1.2.3'],
  ['go1.22.x', '1.22'],
])('reads what the version %j begins with', (text, version) => {
  expect(found(text, (into) => goVersion(into, plainText(text, 0), plainText(text, 0), where))).toEqual([
    `${version} ${version}`,
  ]);
});

it.each(['2.0', 'x1.20', '1', '1.', '01.20', ''])('reads no version of %j', (text) => {
  expect(found(text, (into) => goVersion(into, plainText(text, 0), plainText(text, 0), where))).toEqual([]);
});

it.each([
  ['golang:1.23', 'golang'],
  ['r.example/circleci/golang:1.23', 'circleci/golang'],
  ['cimg/go:1.23', 'cimg/go'],
  ['devcontainers/go:1.23', 'devcontainers/go'],
  ['oss/go:1.23', 'oss/go'],
])('names the image %s as it is written', (text, name) => {
  const into = new Collector(source('x', text));
  goImage(into, plainText(text, 0), where);
  const [setting] = into.finish().settings;
  expect(text.slice(setting!.nameAt.start, setting!.nameAt.end)).toBe(name);
  expect(setting).toMatchObject({
    variable: 'go-version',
    value: '1.23',
    by: 'version',
    certainty: 'certain',
    reach: where,
  });
});
