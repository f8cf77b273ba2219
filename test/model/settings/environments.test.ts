import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { parseEnvFile } from '../../../src/go/env/captured.ts';
import { openRepo } from '../../../src/model/open.ts';
import {
  type Environment,
  environments,
  here,
  partSpan,
  pathsMatching,
  patternEntries,
  usedPaths,
} from '../../../src/model/settings/environments.ts';
import { type Span, source } from '../../../src/text/source.ts';

async function environment(text: string): Promise<Environment> {
  const file = source('env', text);
  const repo = await openRepo(memoryTree({}), { env: [{ source: file, file: parseEnvFile(file) }] });
  return [...environments(repo)][0]!;
}

const shown = ({ file, start, end }: Span) => file.text.slice(start, end);

describe('environments', () => {
  it("gives Go's defaults for what is not set", async () => {
    const env = await environment("GOFLAGS=''\nGOSUMDB=''\nGOPRIVATE='corp.example'\n");
    expect(env.value('GOSUMDB')).toBe('sum.golang.org');
    expect(env.value('GONOSUMDB')).toBe('corp.example');
    expect(env.value('GOVCS')).toBe('');
  });

  it('keeps an empty value of a settings file, which hides the default', async () => {
    const env = await environment('GOPRIVATE=corp.example\nGOSUMDB=\n');
    expect(env.value('GOSUMDB')).toBe('');
    expect(env.posture('golang.org/x/net').sumdb).toBe('refused');
    expect(env.posture('corp.example/a').sumdb).toBe('skip');
  });

  it('points at GOPRIVATE where GONOSUMDB has its value from there', async () => {
    const env = await environment("GONOPROXY='none'\nGONOSUMDB='corp.example'\nGOPRIVATE='corp.example'\n");
    expect(env.setting('GONOSUMDB')?.name).toBe('GOPRIVATE');
    expect(env.setting('GONOPROXY')?.name).toBe('GONOPROXY');
    expect(env.setting('GOINSECURE')).toBeUndefined();
    const alone = await environment("GOPRIVATE='corp.example'\n");
    expect(['GONOPROXY', 'GONOSUMDB', 'GOINSECURE'].map((name) => alone.setting(name)?.name)).toEqual([
      'GOPRIVATE',
      'GOPRIVATE',
      undefined,
    ]);
    expect(env.names).toEqual(['GONOPROXY', 'GONOSUMDB', 'GOPRIVATE']);
  });
});

it('what a capture repeats for settings that GOPRIVATE stands in for is one fault', async () => {
  const found = async (text: string) =>
    (await environment(text))
      .faults('private-all', 'proxy-skip-all', 'sumdb-skip-all')
      .map(({ setting }) => setting.name);
  expect(await found("GONOPROXY='*'\nGONOSUMDB='*'\nGOPRIVATE='*'\n")).toEqual(['GOPRIVATE']);
  expect(await found("GONOPROXY='*'\nGONOSUMDB='*'\nGOPRIVATE=''\n")).toEqual(['GONOPROXY', 'GONOSUMDB']);
  expect(await found("GONOPROXY='*'\nGONOSUMDB='*'\nGOPRIVATE='a.example'\n")).toEqual(['GONOPROXY', 'GONOSUMDB']);
});

describe('partSpan', () => {
  it('finds a part of a value', async () => {
    const setting = (await environment("GOPROXY='https://a.example,direct'\n")).setting('GOPROXY')!;
    expect(shown(partSpan(setting, 18, 24))).toBe('direct');
  });

  it('takes the whole value where it is written with escapes', async () => {
    // Unix: a quote inside is written '\''.
    const setting = (
      await environment("GOFLAGS='-ldflags=\\'x\\' -mod=mod'\nGOFLAGS='-tags='\\''a'\\'' -mod=mod'\n")
    ).setting('GOFLAGS')!;
    expect(setting.value).toBe("-tags='a' -mod=mod");
    expect(shown(partSpan(setting, 10, 18))).toBe("-tags='\\''a'\\'' -mod=mod");
  });
});

describe('patternEntries', () => {
  it.each([
    ['*', 'all', 'x/module'],
    ['**', 'all', 'x/module'],
    ['*/*', 'all', 'x/x/module'],
    ['*.*', 'all', 'x.x/module'],
    ['github.com', ['github.com'], 'github.com/module'],
    ['github.com/*', ['github.com'], 'github.com/x/module'],
    ['*.com', ['github.com', 'gitlab.com'], 'x.com/module'],
    ['github.com/acme', [], 'github.com/acme/module'],
    ['*.corp.example/', [], 'x.corp.example/module'],
    ['[a-z]*.corp.example', [], undefined],
    // Matches no path at all: nothing is trimmed.
    [' github.com', [], ' github.com/module'],
    ['https://corp.example', [], 'https://corp.example/module'],
  ])('%s', async (text, covers, example) => {
    const setting = (await environment(`GOPRIVATE='${text}'\n`)).setting('GOPRIVATE')!;
    expect(patternEntries(setting).map((e) => [e.text, e.covers, e.example, shown(e.at)])).toEqual([
      [text, covers, example, text],
    ]);
  });

  it('splits at commas and passes over nothing', async () => {
    const setting = (await environment("GOPRIVATE='a.example,, b.example'\n")).setting('GOPRIVATE')!;
    expect(patternEntries(setting).map((e) => shown(e.at))).toEqual(['a.example', ' b.example']);
  });
});

it('usedPaths and here say what a setting means for the repository', async () => {
  const mod = (...paths: string[]) =>
    `module m.example\n\ngo 1.25\n\n${paths.map((p) => `require ${p} v1.0.0\n`).join('')}`;
  const repo = await openRepo(
    memoryTree({ 'go.mod': mod('b.example', 'a.example'), 'x/go.mod': mod('a.example', 'c.example') }),
  );
  const used = usedPaths(repo, (path) => path !== 'c.example');
  expect(used).toEqual(['a.example', 'b.example']);
  expect([here(used), here(['a.example']), here([])]).toEqual([' (2 modules, such as a.example)', ' (a.example)', '']);
});

it.each<[pattern: string, paths: string]>([
  ['a.example', 'a.example a.example/x a.example/x/y'],
  ['a.example/', 'a.example a.example/x a.example/x/y'],
  ['a.example/x', 'a.example/x a.example/x/y'],
  ['a.example/x/y/z', ''],
  ['a', ''],
  ['b.example', 'b.example/only'],
  ['z.example', 'z.example'],
  ['0.example', ''],
  ['*.example', 'a.example a.example/x a.example/x/y b.example/only z.example'],
  ['a.example*', 'a.example a.example-x a.example.org a.example/x a.example/x/y a.example0'],
  ['', ''],
  ['/', ''],
])('pathsMatching finds %j', (pattern, paths) => {
  // In the order of the characters: `-` and `.` come before `/`.
  const all = 'a.example a.example-x a.example.org a.example/x a.example/x/y a.example0 b.example/only z.example'.split(
    ' ',
  );
  expect(pathsMatching(all, pattern)).toEqual(paths.split(' ').filter((path) => path !== ''));
});
