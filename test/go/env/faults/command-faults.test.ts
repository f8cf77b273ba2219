import { describe, expect, it } from 'vitest';
import {
  authFaults,
  cgoFaults,
  debugFaults,
  flagFaults,
  toolchainFaults,
  vcsFaults,
} from '../../../../src/go/env/faults/command-faults.ts';
import type { FaultContext, SettingFault } from '../../../../src/go/env/faults/types.ts';

type Find = (value: string, context: FaultContext) => Iterable<SettingFault>;
const found = (find: Find, value: string) => [...find(value, {})].map(({ kind, text }) => `${kind} ${text}`);

describe('settings of the go command', () => {
  it.each<[Find, string, string[]]>([
    [flagFaults, '-mod=mod -v', ['goflags-mod-mod -mod=mod']],
    [flagFaults, '-mod=readonly', []],
    [flagFaults, '-mod mod', ['goflags-invalid mod']],
    [flagFaults, '-insecure=false', []],
    [flagFaults, '$FLAGS -insecure', ['goflags-insecure -insecure']],
    [flagFaults, '-toolexec=$TOOL', ['goflags-toolexec -toolexec=$TOOL']],
    [flagFaults, '$FLAGS mod', []],
    [vcsFaults, '*:all', ['govcs-all *:all']],
    [vcsFaults, 'github.com:git,public:all', ['govcs-all github.com:git,public:all']],
    [vcsFaults, 'private:all', []],
    [vcsFaults, 'x', ['govcs-invalid x']],
    [toolchainFaults, 'local', []],
    [toolchainFaults, 'go1.26.0+auto', []],
    [toolchainFaults, 'go1.26.0', ['toolchain-pin go1.26.0']],
    [toolchainFaults, 'latest', ['toolchain-invalid latest']],
    [toolchainFaults, 'go2', ['toolchain-invalid go2']],
    [authFaults, 'netrc', []],
    [authFaults, 'off;netrc', ['auth-invalid off;netrc']],
    [authFaults, 'helper --token abc123', ['auth-credentials helper --token abc123']],
    [authFaults, 'helper --token $TOKEN', []],
    [authFaults, 'helper --token /run/secrets/token', []],
    [
      authFaults,
      "sh -c 'echo Authorization: Basic Zm9vOmJhcg=='",
      ["auth-credentials sh -c 'echo Authorization: Basic Zm9vOmJhcg=='"],
    ],
    [debugFaults, 'http2client=0,tlssha1=1', ['godebug-weak tlssha1=1']],
    [debugFaults, 'tlssha1=1,tlssha1=0', []],
    [debugFaults, 'x509sha1=1', ['godebug-weak x509sha1=1']],
    [cgoFaults, '.*', ['cgo-allow-all .*']],
    [cgoFaults, '-X.*', []],
  ])('%o: %s', (find, value, kinds) => expect(found(find, value)).toEqual(kinds));
});
