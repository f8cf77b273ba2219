import { describe, expect, it } from 'vitest';
import { parseToolchain, selectToolchain } from '../../../src/go/env/gotoolchain.ts';

describe('GOTOOLCHAIN', () => {
  const run = (value: string, goLine = '1.21.0', toolchainLine = '') => {
    const { value: setting, error } = parseToolchain(value);
    if (error !== undefined) return error;
    const selected = selectToolchain(setting, { local: 'go1.26.8', goLine, toolchainLine });
    return selected.value ?? selected.error;
  };

  it.each([
    ['local', '1.99.0', 'go1.99.1', 'go1.26.8'],
    ['', '1.99.0', 'go1.99.1', 'go1.26.8'],
    ['auto', '1.21.0', '', 'go1.26.8'],
    ['auto', '1.99.0', '', 'go1.99.0'],
    ['auto', '1.99.0', 'go1.99.1', 'go1.99.1'],
    ['auto', '1.99.0', 'go1.98.1', 'go1.99.0'],
    // There is no release 1.99 to download, only 1.99.0.
    ['auto', '1.99', '', 'go1.99.0'],
    ['auto', '1.99rc1', '', 'go1.99rc1'],
    ['auto', '1.99.0', 'default', 'go1.26.8'],
    ['path', '1.99.0', '', 'go1.99.0'],
    ['go1.21.0', '1.99.0', 'go1.99.1', 'go1.21.0'],
    ['go1.21.0+auto', '1.21.0', '', 'go1.21.0'],
    ['go1.21.0+auto', '1.20', 'go1.22.0-custom', 'go1.22.0-custom'],
    ['local+path', '1.99.0', '', 'go1.99.0'],
    ['go1', '1.21.0', '', 'go1'],
    ['go2', '1.21.0', '', 'invalid GOTOOLCHAIN "go2"'],
    ['latest', '', '', 'invalid GOTOOLCHAIN "latest"'],
    ['1.25.0', '', '', 'invalid GOTOOLCHAIN "1.25.0"'],
    ['bash+auto', '', '', 'invalid GOTOOLCHAIN "bash+auto": invalid minimum toolchain "bash"'],
    ['auto+path', '', '', 'invalid GOTOOLCHAIN "auto+path": invalid minimum toolchain "auto"'],
    ['go1.25.0+', '', '', 'invalid GOTOOLCHAIN "go1.25.0+": only version suffixes are +auto and +path'],
    ['auto', '1.21.0', 'local', 'invalid toolchain "local"'],
    ['+auto', '', '', 'invalid GOTOOLCHAIN "+auto": invalid minimum toolchain ""'],
    ['local+', '', '', 'invalid GOTOOLCHAIN "local+": only version suffixes are +auto and +path'],
    // Of two that are as new the installed one runs, or the one that the setting names.
    ['auto', '1.26.8', 'go1.26.8-custom', 'go1.26.8'],
    ['go1.26.8-a+auto', '1.26.8', 'go1.26.8-b', 'go1.26.8-a'],
    // Before 1.21 the first release of a language version had no third number.
    ['go1.10+auto', '1.21', '', 'go1.21.0'],
    ['go1.10+auto', '1.20', '', 'go1.20'],
    ['go1.10+auto', '1.20.1', '', 'go1.20.1'],
    ['auto', '2.0', '', 'invalid GOTOOLCHAIN "go2.0"'],
  ])('%s with go %s and toolchain %j: %s', (value, goLine, toolchainLine, result) => {
    expect(run(value, goLine, toolchainLine)).toBe(result);
  });
});
