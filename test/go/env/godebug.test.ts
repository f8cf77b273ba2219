import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  GODEBUG_MINOR,
  godebugAdmits,
  godebugDefaults,
  godebugNames,
  godebugRemoved,
} from '../../../src/go/env/godebug.ts';

const version =
  spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } }).stdout ??
  '';
const isThatGo = version.startsWith(`go1.${GODEBUG_MINOR}.`);

describe('godebug settings', () => {
  it.each([
    ['tlsrsakex', '1', true],
    ['tlsrsakex', '0', false],
    ['rsa1024min', '0', true],
    ['rsa1024min', '1', false],
    ['netdns', '1', false],
    ['__proto__', '1', false],
  ])('%s=%s weakens: %s', (name, value, weakens) => {
    expect(godebugAdmits(name, value) !== undefined).toBe(weakens);
  });

  it('that weaken have the value that does', () => {
    const weak = Object.fromEntries(
      godebugNames().map((name) => [
        name,
        ['0', '1'].filter((value) => godebugAdmits(name, value) !== undefined).join(),
      ]),
    );
    expect(Object.entries(weak).filter(([, value]) => value !== '')).toEqual([
      ['allowmultiplevcs', '1'],
      ['execerrdot', '0'],
      ['rsa1024min', '0'],
      ['tls10server', '1'],
      ['tls3des', '1'],
      ['tlsrsakex', '1'],
      ['tlssha1', '1'],
      ['tlsunsafeekm', '1'],
      ['x509negativeserial', '1'],
      ['x509usepolicies', '0'],
    ]);
  });

  it('come with a go line up to the release that ended them', () => {
    const until = Array.from({ length: 6 }, (_, i) =>
      godebugDefaults(20 + i).map(({ name, value }) => `${name}=${value}`),
    );
    const in24 = ['tlssha1=1'];
    const in23 = ['rsa1024min=0', 'tlssha1=1', 'x509usepolicies=0'];
    const in22 = ['rsa1024min=0', 'tls3des=1', 'tlssha1=1', 'x509negativeserial=1', 'x509usepolicies=0'];
    const in21 = [
      'rsa1024min=0',
      'tls10server=1',
      'tls3des=1',
      'tlsrsakex=1',
      'tlssha1=1',
      'tlsunsafeekm=1',
      'x509negativeserial=1',
      'x509usepolicies=0',
    ];
    expect(until).toEqual([in21, in21, in22, in23, in24, []]);
  });

  it('of an old go line', () => {
    const names = (minor: number) => godebugDefaults(minor).map(({ name }) => name);
    expect(names(25)).toEqual([]);
    expect(names(24)).toEqual(['tlssha1']);
    expect(names(21)).toContain('tls10server');
    expect(names(22)).not.toContain('tls10server');
  });

  it('that were removed', () => {
    expect([godebugRemoved('x509sha1'), godebugRemoved('tlssha1'), godebugRemoved('__proto__')]).toEqual([
      24,
      undefined,
      undefined,
    ]);
  });

  it.skipIf(!isThatGo)(`are those of the installed Go (skipped without Go 1.${GODEBUG_MINOR})`, () => {
    const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const table = readFileSync(join(root, 'src/internal/godebugs/table.go'), 'utf8');
    const [all, removed] = table.split('var Removed');
    const named = (text: string) => [...text.matchAll(/^\s*\{Name: "(\w+)"/gm)].map((m) => m[1]!);
    expect(godebugNames()).toEqual(named(all!).sort());
    expect(named(removed!).filter((name) => godebugRemoved(name) === undefined)).toEqual([]);
    for (const { name, value } of godebugDefaults(0)) {
      const line = new RegExp(`Name: "${name}".*Changed: (\\d+), Old: "${value}"`).exec(table);
      expect(
        godebugDefaults(Number(line?.[1]) - 1).map((d) => d.name),
        name,
      ).toContain(name);
      expect(
        godebugDefaults(Number(line?.[1])).map((d) => d.name),
        name,
      ).not.toContain(name);
    }
  });
});
