import { expect, test } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { MainModule, ModuleInUse } from '../../../src/model/repo.ts';
import { requiringLines } from '../../../src/model/trail/requiring-lines.ts';
import { workspaceModule } from '../../../src/model/workspace/built.ts';
import { placeOf } from '../../../src/text/source.ts';

const repo = await openRepo(
  memoryTree({
    'go.work': 'go 1.25\n\nuse (\n\t./app\n\t./api\n)\n',
    'app/go.mod':
      'module example.com/app\n\ngo 1.25\n\nrequire example.com/lib v1.0.0\n\nrequire example.com/api v1.0.0\n\nreplace example.com/lib => ../lib\n',
    'api/go.mod': 'module example.com/api\n\ngo 1.25\n\n\n\n\n\nrequire example.com/far v1.0.0\n',
    'lib/go.mod':
      'module example.com/lib\n\ngo 1.25\n\nrequire (\n\texample.com/near v1.1.0\n\texample.com/far v1.0.0\n)\n',
  }),
);
const moduleIn = (dir: string) => repo.modules.find((m) => m.dir === dir)!;

const built = (path: string, more: Partial<ModuleInUse> = {}) =>
  ({ path, version: 'v1.0.0', replace: undefined, ...more }) as ModuleInUse;
const folder = (path: string) => ({ replace: { path, version: '' } });

function lines(main: MainModule, uses: readonly ModuleInUse[], way: readonly string[]): (string | undefined)[] {
  const trail = way.map((path) => ({ path: `example.com/${path}`, version: 'v1.0.0' }));
  return requiringLines(repo)({ ...main, uses }, trail).map((at) => {
    const place = at && placeOf(at);
    return place && `${place.path}:${place.start.line}`;
  });
}

test('a step that a folder of the repository requires is at the line there', () => {
  const uses = [built('example.com/lib', folder('../lib')), built('example.com/near'), built('example.com/far')];
  expect(lines(moduleIn('app'), uses, ['lib', 'near', 'deep'])).toEqual(['app/go.mod:5', 'lib/go.mod:6', undefined]);
});

test('a published module and a folder elsewhere have no line at hand', () => {
  const published = [built('example.com/lib')];
  expect(lines(moduleIn('app'), published, ['lib', 'far'])).toEqual(['app/go.mod:5', undefined]);
  for (const path of ['../../lib', '/srv/lib', '../gone']) {
    expect(lines(moduleIn('app'), [built('example.com/lib', folder(path))], ['lib', 'far'])[1]).toBeUndefined();
  }
});

test('a module built without its workspace takes the published version of a member', () => {
  const uses = [built('example.com/api', { own: true })];
  const app = moduleIn('app');
  expect(lines(app, uses, ['api', 'far'])).toEqual(['app/go.mod:7', undefined]);
  const inWork = { ...app, graph: { state: 'workspace' } } as MainModule;
  expect(lines(inWork, uses, ['api', 'far'])).toEqual(['app/go.mod:7', 'api/go.mod:9']);
});

test('of a workspace the first member that requires the module has the line, and folders begin at go.work', () => {
  const work = workspaceModule(repo.workspaces[0]!, repo);
  const uses = [built('example.com/lib', folder('./lib')), built('example.com/far')];
  expect(lines(work, uses, ['lib', 'far'])).toEqual(['app/go.mod:5', 'lib/go.mod:7']);
  expect(lines(work, uses, ['far'])).toEqual(['api/go.mod:9']);
});
