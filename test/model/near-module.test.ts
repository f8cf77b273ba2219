import { describe, expect, it } from 'vitest';
import { nearModule } from '../../src/model/near-module.ts';

const PATHS = [
  'example.com/lib/v2',
  'example.com/other',
  'github.com/acme/abcdefgh',
  'github.com/acme/qrstuvw',
  'github.com/acme/yaml',
  'github.com/spf13/cobra',
  'gopkg.in/yaml.v3',
];

describe('the module that was meant', () => {
  it.each([
    ['example.com/lib', 'example.com/lib/v2', 'another major version'],
    ['example.com/lib/v5', 'example.com/lib/v2', 'another major version'],
    ['gopkg.in/yaml.v2', 'gopkg.in/yaml.v3', 'another major version'],
    ['github.com/spf13/cobra/doc', 'github.com/spf13/cobra', 'the module of a package'],
    ['github.com/spf13/corba', 'github.com/spf13/cobra', 'two letters swapped'],
    ['Github.com/spf13/cobra', 'github.com/spf13/cobra', 'another case'],
    ['cobra', 'github.com/spf13/cobra', 'the last element alone'],
    ['github.com/acme/abcdxxgh', 'github.com/acme/abcdefgh', 'two slips in a name of eight letters'],
  ])('of %s is %s: %s', (written, meant) => {
    expect(nearModule(written, PATHS)).toBe(meant);
  });

  it.each([
    ['example.com/nothing'],
    ['github.com/acme/qrxxuvw'],
    ['github.com/acme/toml'],
    ['github.com/spf13/viper'],
    ['yaml'],
    [''],
  ])('is none of these for %s', (written) => {
    expect(nearModule(written, PATHS)).toBeUndefined();
  });
});
