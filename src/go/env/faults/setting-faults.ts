/** What is wrong with one setting, by its name and value: one table for captured environments and for committed files. */
import { authFaults, cgoFaults, debugFaults, flagFaults, toolchainFaults, vcsFaults } from './command-faults.ts';
import {
  allowProtocolFaults,
  goGetFaults,
  hostKeyFaults,
  insteadOfFaults,
  sslNoVerifyFaults,
  sslVerifyFaults,
} from './git-faults.ts';
import { PATTERN_VARIABLES, patternFaults } from './pattern-faults.ts';
import { proxyFaults } from './proxy-faults.ts';
import { INVENTED_VARIABLES, modulesFaults, sumdbFaults } from './sumdb-faults.ts';
import type { FaultContext, SettingFault } from './types.ts';

type Find = (value: string, context: FaultContext) => Iterable<SettingFault>;

const BY_VARIABLE: ReadonlyMap<string, Find> = new Map<string, Find>([
  ['GOPROXY', proxyFaults],
  ['GOSUMDB', sumdbFaults],
  ['GO111MODULE', modulesFaults],
  ['GOFLAGS', flagFaults],
  ['GOVCS', vcsFaults],
  ['GOTOOLCHAIN', toolchainFaults],
  ['GOAUTH', authFaults],
  ['GODEBUG', debugFaults],
  ['HTTP.SSLVERIFY', sslVerifyFaults],
  ['URL.INSTEADOF', insteadOfFaults],
  ['GIT_SSL_NO_VERIFY', sslNoVerifyFaults],
  ['GIT_ALLOW_PROTOCOL', allowProtocolFaults],
  ['STRICTHOSTKEYCHECKING', hostKeyFaults],
  ['-INSECURE', goGetFaults],
  ...PATTERN_VARIABLES.map((name): [string, Find] => [name, (value, context) => patternFaults(name, value, context)]),
]);

/**
 * Everything in the order of the value, one for each bad entry of a list. `value`: as Go, git or ssh gets it; what other files decide
 * (`$X`, `${{ … }}`) stands in it as written and is taken for unknown. A variable that Go does not have is a fault whatever its value.
 */
export function settingFaults(variable: string, value: string, context: FaultContext = {}): SettingFault[] {
  const name = variable.toUpperCase();
  if (INVENTED_VARIABLES.has(name)) return [{ kind: 'no-such-variable', start: 0, end: value.length, text: value }];
  const find = /^CGO_[A-Z]+_ALLOW$/.test(name) ? cgoFaults : BY_VARIABLE.get(name);
  return find === undefined ? [] : [...find(value, context)];
}
