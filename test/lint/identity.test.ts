import { describe, expect, it } from 'vitest';
import { identify, scopeOf } from '../../src/lint/identity.ts';
import type { MainModule } from '../../src/model/repo.ts';
import type { Draft } from '../../src/model/rule.ts';
import { firstLine, source } from '../../src/text/source.ts';

const module = (dir: string, kind: MainModule['kind'] = 'module', path = 'go.mod') =>
  ({ dir, kind, source: source(path, '') }) as MainModule;
const draft = (subject: string, more: Partial<Draft> = {}): Draft =>
  ({ at: firstLine(source('f', 'x')), subject, message: 'm', ...more }) as Draft;
const trail = (...paths: string[]) => paths.map((path) => ({ path, version: 'v1.0.0' }));

describe('the scope of a finding', () => {
  it('is the folder of the module, the modfile, or the file', () => {
    expect(scopeOf(draft('s', { module: module('a/b') }))).toBe('module:a/b');
    expect(scopeOf(draft('s', { module: module('a', 'modfile', 'a/vendor.mod') }))).toBe('modfile:a/vendor.mod');
    expect(scopeOf(draft('s'))).toBe('file:f');
  });
});

describe('identities', () => {
  const ids = async (...drafts: Draft[]) => identify(drafts.map((d) => ({ rule: 'a/b', draft: d })));

  it('are none where there are no drafts', async () => {
    expect(await identify([])).toEqual([]);
  });

  it('depend on rule, scope and subject, and on nothing else', async () => {
    const [one, same, other] = await ids(draft('s'), draft('s', { message: 'x', version: 'v2.0.0' }), draft('t'));
    const [again] = await ids(draft('s', { message: 'x', version: 'v2.0.0' }));
    expect(again!.id).toBe(one!.id);
    expect(same!.id).not.toBe(one!.id);
    expect(other!.id).not.toBe(one!.id);
    const [rule] = await identify([{ rule: 'a/c', draft: draft('s') }]);
    const [scope] = await ids(draft('s', { module: module('') }));
    expect(new Set([one!.id, rule!.id, scope!.id]).size).toBe(3);
    expect(one!.id).toMatch(/^mw1:[0-9a-f]{32}$/);
  });

  it('that collide get ordinals in their order', async () => {
    const three = await ids(draft('s'), draft('s'), draft('s'));
    expect(new Set(three.map(({ id }) => id)).size).toBe(3);
    expect((await ids(draft('s'), draft('s'))).map(({ id }) => id)).toEqual(three.slice(0, 2).map(({ id }) => id));
  });

  it('of a line are those of the requirement through which the module comes in', async () => {
    const [direct, deep, deeper, own] = await ids(
      draft('r'),
      draft('s', { trail: trail('r', 's') }),
      draft('t', { trail: trail('r', 'u', 't') }),
      draft('s', { trail: trail('s') }),
    );
    expect(direct!.lineId).toBeUndefined();
    expect(own!.lineId).toBeUndefined();
    expect(deep!.lineId).toBe(direct!.id);
    expect(deeper!.lineId).toBe(direct!.id);
  });
});
