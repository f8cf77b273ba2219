import { describe, expect, test } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { runnable } from '../../../src/lint/hints/where-to-run.ts';
import { openRepo } from '../../../src/model/open.ts';
import { workspaceModule } from '../../../src/model/workspace/built.ts';
import { source } from '../../../src/text/source.ts';

const repo = await openRepo(
  memoryTree({
    'go.mod': 'module example.com/root\n',
    'svc/pay/go.mod': 'module example.com/pay\n',
    'w/go.work': 'go 1.25\n\nuse ./a\n\nuse ./b\n',
    'w/a/go.mod': 'module example.com/a\n',
    'w/b/go.mod': 'module example.com/b\n',
  }),
);
const at = (path: string, start = 0) => ({ file: source(path, ''), start, end: start + 1 });
const moduleIn = (dir: string) => repo.modules.find((m) => m.dir === dir)!;
const modfile = { ...moduleIn('svc/pay'), kind: 'modfile' as const, source: source('svc/pay/vendor.mod', '') };

describe('a hint with a go command', () => {
  const nested = { at: at('svc/pay/go.mod'), module: moduleIn('svc/pay') };
  test.each([
    ['go get example.com/x@v1.2.0', 'go get example.com/x@v1.2.0 (in svc/pay)'],
    ['run "go mod tidy"', 'run "go mod tidy" (in svc/pay)'],
    ['run "go mod edit -dropreplace=x.example"', 'run "go mod edit -dropreplace=x.example" (in svc/pay)'],
    ['see go list -m -versions example.com/x', undefined],
    ['remove the line', 'remove the line'],
    ['use a newer release', 'use a newer release'],
    ['remove the line, unless you need it to stop "go get" from adding one', undefined],
    ['run "go get example.com/x@v1.2.0" in each module', undefined],
  ])('%s names the folder of a module below the root', (hint, expected = hint) => {
    expect(runnable(hint, nested)).toBe(expected);
    expect(runnable(hint, { at: at('go.mod'), module: moduleIn('') })).toBe(hint);
  });

  test.each([
    ['run "go mod tidy"', 'run "go mod tidy -modfile=vendor.mod" (in svc/pay)'],
    ['go get example.com/x@v1.2.0', 'go get -modfile=vendor.mod example.com/x@v1.2.0 (in svc/pay)'],
    [
      'require the version instead: go get x.example/a@v1.1.0, then go mod edit -dropreplace=x.example/a',
      'require the version instead: go get -modfile=vendor.mod x.example/a@v1.1.0, then go mod edit -dropreplace=x.example/a vendor.mod (in svc/pay)',
    ],
    ['run "go mod edit -go=1.25"', 'run "go mod edit -go=1.25 vendor.mod" (in svc/pay)'],
    ['remove the line', 'remove the line'],
  ])('%s names the modfile', (hint, expected) => {
    expect(runnable(hint, { at: at('svc/pay/vendor.mod'), module: modfile })).toBe(expected);
  });

  test('names the member by whose use line a module comes into a workspace, else the first', () => {
    const [workspace] = repo.workspaces;
    const module = workspaceModule(workspace!, repo);
    const hint = 'go get example.com/x@v1.2.0';
    expect(runnable(hint, { at: workspace!.members[1]!.at, module })).toBe(`${hint} (in w/b)`);
    expect(runnable(hint, { at: at('w/go.work', 0), module })).toBe(`${hint} (in w/a)`);
  });

  test('to vendor a member leaves the workspace, which Go would have vendored as a whole', () => {
    const vendor = 'run "go mod vendor" and commit the vendor folder';
    const member = { at: at('w/a/go.mod'), module: moduleIn('w/a') };
    expect(runnable(vendor, member)).toBe('run "GOWORK=off go mod vendor" and commit the vendor folder (in w/a)');
    expect(runnable('run "go mod tidy"', member)).toBe('run "go mod tidy" (in w/a)');
    expect(runnable(vendor, { at: at('go.mod'), module: moduleIn('') })).toBe(vendor);
  });

  test('about a go.work names its folder', () => {
    const hint = 'run "go work use"';
    expect(runnable(hint, { at: at('w/go.work') })).toBe(`${hint} (in w)`);
    expect(runnable(hint, { at: at('w/a/go.mod'), module: moduleIn('w/a') })).toBe(`${hint} (in w)`);
    expect(runnable('run "go work vendor"', { at: at('w/vendor/modules.txt') })).toBe('run "go work vendor" (in w)');
    expect(runnable(hint, { at: at('go.work') })).toBe(hint);
  });

  test('of a file of settings names none', () => {
    const hint = 'remove it: -mod=readonly is the default; use "go mod tidy" to change go.mod';
    expect(runnable(hint, { at: at('deploy/Dockerfile') })).toBe(hint);
    expect(runnable(hint, { at: at('svc/pay/go.sum') })).toBe(`${hint} (in svc/pay)`);
  });
});
