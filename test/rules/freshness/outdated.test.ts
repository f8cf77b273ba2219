import { describe, expect, it } from 'vitest';
import { goMod, linesOf } from '../run.ts';

interface Known {
  readonly version: string;
  readonly time: string;
}

/** Facts for a module: the version in use, and a newer one. */
function facts(name: string, ...known: readonly Known[]): string {
  const versions = known.map(({ version }) => version).join(', ');
  const each = known.map(
    ({ version, time }) =>
      `example.com/${name}@${version}: { mod: module example.com/${name}, time: ${time}T00:00:00Z }\n`,
  );
  return `example.com/${name}: { versions: [${versions}] }\n${each.join('')}`;
}

const OLD = { version: 'v1.0.0', time: '2020-01-01' };
/** 1096 days later: 3.003 years. */
const NEW = { version: 'v1.1.0', time: '2023-01-01' };

describe('library years', () => {
  async function found(max: string, text: string, ...names: string[]): Promise<string[]> {
    const options = `max-library-years: ${max}`;
    return linesOf('freshness/outdated', { options, facts: text, 'go.mod': goMod(...names.map((n) => `${n} v1.0.0`)) });
  }

  it('add up over all modules, each counted once', async () => {
    const text = facts('a', OLD, NEW) + facts('b', OLD, NEW);
    expect(await found('5.9', text, 'a', 'b')).toEqual([expect.stringMatching(/\b6 library years/), expect.anything()]);
    expect(await found('6', text, 'a', 'b')).toEqual([]);
    expect(await found('3', facts('a', OLD, NEW), 'a')).toEqual([]);
    expect(await found('2.9', facts('a', OLD, NEW), 'a')).toHaveLength(2);
  });

  it('of a module that is newer than its highest version take nothing from the sum', async () => {
    const late = facts('b', { version: 'v1.0.0', time: '2026-01-01' }, { version: 'v1.1.0', time: '2020-01-01' });
    expect(await found('2.9', facts('a', OLD, NEW) + late, 'a', 'b')).toEqual([
      expect.stringMatching(/\b3 library years/),
      expect.anything(),
    ]);
  });

  it('have no place, and are not told, where nothing is required directly', async () => {
    expect(await found('2.9', facts('a', OLD, NEW), 'a')).not.toEqual([]);
    const indirect = goMod('a v1.0.0 // indirect');
    const options = 'max-library-years: 2.9';
    expect(await linesOf('freshness/outdated', { options, facts: facts('a', OLD, NEW), 'go.mod': indirect })).toEqual(
      [],
    );
  });

  it('of modules whose age is not known are not counted, and that is told', async () => {
    const timeless = 'example.com/b: { versions: [v1.0.0] }\nexample.com/b@v1.0.0: { mod: module example.com/b }\n';
    const lines = await found('2.9', facts('a', OLD, NEW) + timeless, 'a', 'b');
    expect(lines).toContainEqual(expect.stringMatching(/\b3 library years .*unknown/));
    expect(lines).toContainEqual(expect.stringMatching(/^gap: example\.com\/b: /));
  });
});

describe('majors behind', () => {
  const none = (name: string, ...majors: number[]) =>
    majors.map((n) => `example.com/${name}/v${n}: { versions: { why: missing, detail: not found } }\n`).join('');
  async function found(max: number, version: string, text: string): Promise<string | undefined> {
    const mod = goMod(`a ${version}`);
    const [line] = await linesOf('freshness/outdated', { options: `max-majors: ${max}`, facts: text, 'go.mod': mod });
    return /\b\d+ major/.exec(line ?? '')?.[0];
  }

  it('count a path only where it has a release', async () => {
    const text = facts('a', OLD) + none('a', 4);
    expect(await found(0, 'v1.0.0', `${text}${none('a', 2)}`)).toBeUndefined();
    const two = `example.com/a/v2: { versions: [v2.0.0] }\n`;
    expect(await found(0, 'v1.0.0', `${text}${two}${none('a', 3)}`)).toBe('1 major');
    expect(await found(1, 'v1.0.0', `${text}${two}${none('a', 3)}`)).toBeUndefined();
    const three = `example.com/a/v3: { versions: [v3.0.0-rc.1] }\n`;
    expect(await found(0, 'v1.0.0', text + two + three)).toBe('1 major');
    expect(await found(1, 'v1.0.0', text + two + three.replace('-rc.1', ''))).toBe('2 major');
  });

  it('are not negative where the version in use is of a higher major than the newest', async () => {
    // The newest is the highest that is compatible, once it has a go.mod.
    const text =
      'example.com/a: { versions: [v1.0.0] }\n' +
      'example.com/a@v1.0.0: { mod: "module example.com/a\\ngo 1.25\\n", time: 2020-01-01T00:00:00Z }\n' +
      'example.com/a@v3.0.0+incompatible: { mod: module example.com/a, time: 2019-01-01T00:00:00Z }\n' +
      'example.com/a/v4: { versions: [v4.0.0] }\n' +
      none('a', 5);
    expect(await found(0, 'v3.0.0+incompatible', text)).toBe('1 major');
    expect(await found(1, 'v3.0.0+incompatible', text)).toBeUndefined();
  });
});

it('counts twenty major versions at other paths, and asks for no more', async () => {
  const paths = Array.from({ length: 24 }, (_, i) => `example.com/a${i === 0 ? '' : `/v${i + 1}`}`);
  const lines = await linesOf('freshness/outdated', {
    options: 'max-majors: 0',
    'go.mod': goMod('a v1.0.0'),
    facts: paths
      .map((path, i) => {
        const version = `v${i + 1}.0.0`;
        return `${path}: { versions: [${version}] }\n${path}@${version}: { mod: module ${path}, time: 2024-01-01T00:00:00Z }\n`;
      })
      .join(''),
  });
  expect(lines).toEqual([
    'go.mod:5:23-5:29 warning example.com/a v1.0.0 is behind: 20 major versions (example.com/a/v21; at most 0)',
    '  help: go get example.com/a/v21@latest, and import it by that path',
  ]);
});
