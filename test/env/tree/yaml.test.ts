import { describe, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { Collector } from '../../../src/env/collector.ts';
import { MAX_YAML_DEPTH, MAX_YAML_LENGTH } from '../../../src/env/limits.ts';
import type { TreeNode } from '../../../src/env/tree/node.ts';
import { parseYamlTrees } from '../../../src/env/tree/yaml.ts';
import { source } from '../../../src/text/source.ts';
import { settingsIn } from '../../support/settings.ts';

const plain = (node: TreeNode): unknown => {
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  if (node.kind === 'list') return node.items.map(plain);
  return node.kind === 'scalar' ? node.value.text : null;
};

const parse = (text: string) => {
  const into = new Collector(source('a.yml', text));
  const trees = parseYamlTrees(into.source, yaml, into);
  return { trees: trees.map(plain), gaps: into.finish().unread.map(({ reason }) => reason) };
};

describe('YAML trees', () => {
  it('keep scalars as text, over all documents', () => {
    expect(parse('a: off\nb: [1.20, ~]\n---\nc: "d"\n')).toEqual({
      trees: [{ a: 'off', b: ['1.20', '~'] }, { c: 'd' }],
      gaps: [],
    });
  });

  it('leave aliases alone, and keys of which there are two', () => {
    expect(parse('a: &x { b: c }\nd: *x\na: 1\n').trees).toEqual([{ a: '1', d: null }]);
  });

  it('take templates for words', () => {
    expect(parse('{{ if x }}\na: {{ .b }}\n{{- end }}\nc: d{{ e }}\n')).toEqual({
      trees: [{ a: '{{ .b }}', c: 'd{{ e }}' }],
      gaps: [],
    });
  });
});

describe('what cannot be read is told', () => {
  it.each([
    [
      'broken YAML',
      'env:\n  GOSUMDB: off\n  x: "y\n',
      ['2:3 GOSUMDB=off', 'unread: the YAML is not valid from here on'],
    ],
    ['depth', `a: ${'['.repeat(10_000)} GOSUMDB`, [`unread: YAML is nested more than ${MAX_YAML_DEPTH} levels deep`]],
    [
      'length',
      `GOSUMDB: off\n# ${'x'.repeat(MAX_YAML_LENGTH)}`,
      ['unread: the file is over the limit of 1,048,576 characters of YAML'],
    ],
  ])('%s', async (_, text, found) => {
    expect(await settingsIn('a.yml', text)).toEqual(found);
  });

  it('but not ten thousand aliases, which are not followed', async () => {
    const text = `a: &a { GOSUMDB: off }\n${Array.from({ length: 10_000 }, (_, i) => `b${i}: [*a, *a]\n`).join('')}`;
    expect(await settingsIn('a.yml', text)).toEqual(['1:9 GOSUMDB=off']);
  });
});

describe('limits', () => {
  const gaps = (text: string) => {
    const into = new Collector(source('a.yml', text));
    const trees = parseYamlTrees(into.source, yaml, into);
    return { trees: trees.length, gaps: into.finish().unread.map(({ at, reason }) => [at.start, at.end, reason]) };
  };
  const DEEP = 'YAML is nested more than 100 levels deep';

  it.each([
    ['brackets', (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`, 100],
    ['braces', (depth: number) => `${'{a: '.repeat(depth)}${'}'.repeat(depth)}`, 400],
    ['dashes', (depth: number) => `${'- '.repeat(depth)}a`, 200],
  ])('of depth hold for %s', (_, nested, place) => {
    expect(gaps(nested(99)).gaps).toEqual([]);
    expect(gaps(nested(120))).toEqual({ trees: 0, gaps: [[place, place + 1, DEEP]] });
  });

  it('of length hold', () => {
    const text = (length: number) => `a: b\n${'#'.repeat(length - 5)}`;
    expect(gaps(text(1_048_576)).gaps).toEqual([]);
    expect(gaps(text(1_048_577))).toEqual({
      trees: 0,
      gaps: [[0, 4, 'the file is over the limit of 1,048,576 characters of YAML']],
    });
  });

  it('say from where on YAML is not valid, and what stands before is read', () => {
    expect(gaps('a: b\nc: [d\ne: f\n')).toEqual({ trees: 1, gaps: [[11, 12, 'the YAML is not valid from here on']] });
    expect(gaps('a: "b')).toEqual({ trees: 1, gaps: [[4, 5, 'the YAML is not valid from here on']] });
    expect(gaps('a: b\n---\nc: d\n')).toEqual({ trees: 2, gaps: [] });
  });
});
