import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import {
  ignoredVendors,
  isVendored,
  replacedFromVendor,
  toolsNotVendored,
  vendorContradictions,
} from '../../../src/model/vendor/vendoring.ts';

const open = (files: Record<string, string>) => openRepo(memoryTree(files));
const contradictions = async (files: Record<string, string>) =>
  [...vendorContradictions(await open(files))].map(({ subject, at, workspace }) => ({
    what: `${subject.path}@${subject.version}`,
    at: `${at.file.path}: ${at.file.text.slice(at.start, at.end)}`,
    workspace,
  }));
const MOD = 'module m.example\n\ngo 1.25\n\nrequire a.example v1.0.0\n';
const RECORD = '# a.example v1.0.0\n## explicit; go 1.25\na.example\n';

describe('the vendor folder of a module', () => {
  it('that agrees with go.mod has nothing to tell', async () => {
    expect(await contradictions({ 'go.mod': MOD, 'vendor/modules.txt': RECORD })).toEqual([]);
  });

  it.each([
    [RECORD.replace('v1.0.0', 'v1.1.0'), 'go.mod: require a.example v1.0.0'],
    ['', 'go.mod: require a.example v1.0.0'],
    [`${RECORD}# b.example v1.0.0\n## explicit\nb.example\n`, 'vendor/modules.txt: # b.example v1.0.0'],
    [`${RECORD}# b.example v1.0.0\nb.example\n`, 'vendor/modules.txt: # b.example v1.0.0'],
  ])('%j is told at %s', async (vendor, place) => {
    const found = await contradictions({ 'go.mod': MOD, 'vendor/modules.txt': vendor });
    expect(found.map(({ at }) => at)).toContain(place);
    expect(found.every(({ workspace }) => !workspace)).toBe(true);
  });

  it('may hold more than go.mod names before Go 1.17', async () => {
    const vendor = `${RECORD}# b.example v1.0.0\nb.example\n`;
    const at = (version: string) =>
      contradictions({ 'go.mod': MOD.replace('1.25', version), 'vendor/modules.txt': vendor });
    expect(await at('1.16')).toEqual([]);
    expect(await at('1.17')).toHaveLength(1);
  });

  it('is not compared where go.mod has errors, or it is a workspace’s', async () => {
    expect(await contradictions({ 'go.mod': `${MOD}bad\n`, 'vendor/modules.txt': '' })).toEqual([]);
    expect(await contradictions({ 'go.mod': MOD, 'vendor/modules.txt': '## workspace\n' })).toEqual([]);
  });

  it('is built from by itself from Go 1.14 on', async () => {
    const vendored = async (mod: string, vendor: string) => {
      const { modules } = await open({ 'go.mod': mod, 'vendor/modules.txt': vendor });
      return isVendored(modules[0]!);
    };
    expect(await vendored(MOD.replace('1.25', '1.14'), RECORD)).toBe(true);
    expect(await vendored(MOD.replace('1.25', '1.13'), RECORD)).toBe(false);
    expect(await vendored('module m.example\n', RECORD)).toBe(false);
    expect(await vendored(MOD, `## workspace\n${RECORD}`)).toBe(false);
    expect(isVendored((await open({ 'go.mod': MOD })).modules[0]!)).toBe(false);
  });
});

describe('the vendor folder of a workspace', () => {
  const files = (more: Record<string, string> = {}) => ({
    'go.work': 'go 1.25\n\nuse (\n\t./m\n\t./n\n)\n',
    'm/go.mod': MOD,
    'n/go.mod': 'module n.example\n\ngo 1.25\n',
    'vendor/modules.txt': '## workspace\n',
    ...more,
  });

  it('is compared with all members', async () => {
    expect(await contradictions(files())).toEqual([
      { what: 'a.example@v1.0.0', at: 'm/go.mod: require a.example v1.0.0', workspace: true },
    ]);
    expect(await contradictions(files({ 'vendor/modules.txt': `## workspace\n${RECORD}` }))).toEqual([]);
  });

  it('lacks a replacement of go.work at the line that makes it', async () => {
    const work = 'go 1.25\n\nuse (\n\t./m\n\t./n\n)\n\nreplace a.example => b.example v1.0.0\n';
    expect(await contradictions(files({ 'go.work': work, 'vendor/modules.txt': `## workspace\n${RECORD}` }))).toEqual([
      { what: 'a.example@', at: 'go.work: replace a.example => b.example v1.0.0', workspace: true },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['a member is not there', { 'go.work': 'go 1.25\n\nuse (\n\t./m\n\t./gone\n)\n' }],
    ['a member lies outside', { 'go.work': 'go 1.25\n\nuse (\n\t./m\n\t../out\n)\n' }],
    ['a member has errors', { 'n/go.mod': 'module n.example\n\ngo 1.25\n\nbad\n' }],
    ['go.work has errors', { 'go.work': 'go 1.25\n\nuse (\n\t./m\n\t./n\n)\n\nbad\n' }],
    ['it is that of a module', { 'vendor/modules.txt': '# b.example v1.0.0\n' }],
  ])('is not compared where %s', async (_, more) => {
    expect(await contradictions(files(more))).toEqual([]);
  });
});

describe('a vendor folder that Go does not take', () => {
  const ignored = async (files: Record<string, string>) =>
    [...ignoredVendors(await open(files))].map(({ vendor, kind, module }) =>
      [kind, vendor.source.path, ...(module ? [module.path] : [])].join(' '),
    );
  const WORK = 'go 1.25\n\nuse .\n';
  const OF_WORKSPACE = `## workspace\n${RECORD}`;

  it.each<[string, Record<string, string>, string[]]>([
    ['of a module, as it should be', { 'go.mod': MOD, 'vendor/modules.txt': RECORD }, []],
    [
      'of a workspace that is not there',
      { 'go.mod': MOD, 'vendor/modules.txt': OF_WORKSPACE },
      ['no-workspace vendor/modules.txt m.example'],
    ],
    ['of a workspace', { 'go.work': WORK, 'go.mod': MOD, 'vendor/modules.txt': OF_WORKSPACE }, []],
    [
      'of a module that is a member',
      { 'go.work': WORK, 'go.mod': MOD, 'vendor/modules.txt': RECORD },
      ['module vendor/modules.txt'],
    ],
    [
      'of a module beside go.work that is no member',
      {
        'go.work': 'go 1.25\n\nuse ./n\n',
        'n/go.mod': 'module n.example\n',
        'go.mod': MOD,
        'vendor/modules.txt': RECORD,
      },
      [],
    ],
    [
      'beside go.work alone',
      { 'go.work': 'go 1.25\n\nuse ./m\n', 'm/go.mod': MOD, 'vendor/modules.txt': RECORD },
      ['module vendor/modules.txt'],
    ],
    [
      'of a go.work without a go line',
      { 'go.work': 'use .\n', 'go.mod': MOD, 'vendor/modules.txt': OF_WORKSPACE },
      ['no-go-line vendor/modules.txt'],
    ],
    ['of a go.work with errors', { 'go.work': `${WORK}bad\n`, 'go.mod': MOD, 'vendor/modules.txt': RECORD }, []],
  ])('%s', async (_, files, expected) => {
    expect(await ignored(files)).toEqual(expected);
  });
});

describe('a replacement from inside the vendor folder', () => {
  const replaced = async (files: Record<string, string>) =>
    [...replacedFromVendor(await open(files))].map(({ file, line }) => `${file.source.path} ${line.new.path}`);
  const vendor = { 'vendor/modules.txt': RECORD, 'vendor/a.example/go.mod': 'module a.example\n' };

  it.each<[target: string, isInside: boolean]>([
    ['./vendor/a.example', true],
    ['./vendor', true],
    ['./x/../vendor/a.example', true],
    ['./vendored/a.example', false],
    ['./lib/vendor/a.example', false],
    ['../vendor/a.example', false],
    ['vendor.example/a v1.0.0', false],
  ])('%s: %s', async (target, isInside) => {
    const files = { 'go.mod': `${MOD}\nreplace a.example => ${target}\n`, ...vendor };
    expect(await replaced(files)).toEqual(isInside ? [`go.mod ${target}`] : []);
  });

  it('is none where there is no such folder', async () => {
    expect(await replaced({ 'go.mod': `${MOD}\nreplace a.example => ./vendor/a.example\n` })).toEqual([]);
  });
});

describe('a tool that is not vendored', () => {
  const tools = async (lines: string, vendor: string, more: Record<string, string> = {}) => {
    const mod = `${MOD.replace('1.25', '1.24')}\n${lines}`;
    const files = { 'go.mod': mod, 'vendor/modules.txt': vendor, ...more };
    return [...toolsNotVendored(await open(files))].map(({ tool }) => tool.path);
  };

  it.each<[string, string, string[]]>([
    ['is there', 'tool a.example\n', []],
    ['is not there', 'tool a.example/cmd\n', ['a.example/cmd']],
    ['is of the module itself', 'tool m.example/cmd\ntool m.example\n', []],
    ['has a name that only begins like the module', 'tool m.example2/cmd\n', ['m.example2/cmd']],
    ['is of the standard library', 'tool cmd/vet\n', []],
  ])('%s', async (_, lines, expected) => {
    expect(await tools(lines, RECORD)).toEqual(expected);
  });

  it('is not asked of a workspace, or of files with errors', async () => {
    const line = 'tool a.example/cmd\n';
    expect(await tools(line, RECORD, { 'go.work': 'go 1.25\n\nuse .\n' })).toEqual([]);
    expect(await tools(`${line}bad\n`, RECORD)).toEqual([]);
  });
});
