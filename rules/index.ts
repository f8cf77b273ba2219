// Written by "npm run generate" from the folders beside it; not to be edited.
import type { Rule } from '../src/model/rule.ts';
import { rule as envFlags } from './env/flags/rule.ts';
import { rule as envInsecure } from './env/insecure/rule.ts';
import { rule as envProxyPlaintext } from './env/proxy-plaintext/rule.ts';
import { rule as envSumdbBypass } from './env/sumdb-bypass/rule.ts';
import { rule as envSumdbOff } from './env/sumdb-off/rule.ts';
import { rule as envSumdbValue } from './env/sumdb-value/rule.ts';
import { rule as freshnessCooldown } from './freshness/cooldown/rule.ts';
import { rule as freshnessDeprecated } from './freshness/deprecated/rule.ts';
import { rule as freshnessOutdated } from './freshness/outdated/rule.ts';
import { rule as freshnessRetracted } from './freshness/retracted/rule.ts';
import { rule as freshnessStale } from './freshness/stale/rule.ts';
import { rule as freshnessUnavailable } from './freshness/unavailable/rule.ts';
import { rule as gomodDirectiveTooNew } from './gomod/directive-too-new/rule.ts';
import { rule as gomodExclude } from './gomod/exclude/rule.ts';
import { rule as gomodGoVersion } from './gomod/go-version/rule.ts';
import { rule as gomodGodebug } from './gomod/godebug/rule.ts';
import { rule as gomodNotInstallable } from './gomod/not-installable/rule.ts';
import { rule as gomodRetractReason } from './gomod/retract-reason/rule.ts';
import { rule as gomodSyntax } from './gomod/syntax/rule.ts';
import { rule as gomodTool } from './gomod/tool/rule.ts';
import { rule as gomodToolchain } from './gomod/toolchain/rule.ts';
import { rule as graphAllowed } from './graph/allowed/rule.ts';
import { rule as graphBanned } from './graph/banned/rule.ts';
import { rule as graphDuplicateMajors } from './graph/duplicate-majors/rule.ts';
import { rule as graphIncompatible } from './graph/incompatible/rule.ts';
import { rule as graphLookAlike } from './graph/look-alike/rule.ts';
import { rule as graphMaxDepth } from './graph/max-depth/rule.ts';
import { rule as graphMaxModules } from './graph/max-modules/rule.ts';
import { rule as graphNewOrigin } from './graph/new-origin/rule.ts';
import { rule as graphPrerelease } from './graph/prerelease/rule.ts';
import { rule as graphPseudoVersion } from './graph/pseudo-version/rule.ts';
import { rule as graphStdReplacement } from './graph/std-replacement/rule.ts';
import { rule as graphUntidy } from './graph/untidy/rule.ts';
import { rule as healthScore } from './health/score/rule.ts';
import { rule as licensePolicy } from './license/policy/rule.ts';
import { rule as licenseUnknown } from './license/unknown/rule.ts';
import { rule as policyExpiredWaiver } from './policy/expired-waiver/rule.ts';
import { rule as policyUnmatched } from './policy/unmatched/rule.ts';
import { rule as policyUnusedWaiver } from './policy/unused-waiver/rule.ts';
import { rule as replaceDowngrade } from './replace/downgrade/rule.ts';
import { rule as replaceLocalPath } from './replace/local-path/rule.ts';
import { rule as replaceTarget } from './replace/target/rule.ts';
import { rule as replaceUnused } from './replace/unused/rule.ts';
import { rule as replaceUnversioned } from './replace/unversioned/rule.ts';
import { rule as sumConflict } from './sum/conflict/rule.ts';
import { rule as sumMismatch } from './sum/mismatch/rule.ts';
import { rule as sumMissing } from './sum/missing/rule.ts';
import { rule as sumSyntax } from './sum/syntax/rule.ts';
import { rule as sumVendor } from './sum/vendor/rule.ts';
import { rule as vulnKnown } from './vuln/known/rule.ts';
import { rule as vulnMalicious } from './vuln/malicious/rule.ts';
import { rule as vulnReported } from './vuln/reported/rule.ts';
import { rule as workCommitted } from './work/committed/rule.ts';
import { rule as workDrift } from './work/drift/rule.ts';
import { rule as workOutside } from './work/outside/rule.ts';
import { rule as workReplaceConflict } from './work/replace-conflict/rule.ts';

/** Sorted by id. */
export const rules: readonly Rule[] = [
  envFlags,
  envInsecure,
  envProxyPlaintext,
  envSumdbBypass,
  envSumdbOff,
  envSumdbValue,
  freshnessCooldown,
  freshnessDeprecated,
  freshnessOutdated,
  freshnessRetracted,
  freshnessStale,
  freshnessUnavailable,
  gomodDirectiveTooNew,
  gomodExclude,
  gomodGoVersion,
  gomodGodebug,
  gomodNotInstallable,
  gomodRetractReason,
  gomodSyntax,
  gomodTool,
  gomodToolchain,
  graphAllowed,
  graphBanned,
  graphDuplicateMajors,
  graphIncompatible,
  graphLookAlike,
  graphMaxDepth,
  graphMaxModules,
  graphNewOrigin,
  graphPrerelease,
  graphPseudoVersion,
  graphStdReplacement,
  graphUntidy,
  healthScore,
  licensePolicy,
  licenseUnknown,
  policyExpiredWaiver,
  policyUnmatched,
  policyUnusedWaiver,
  replaceDowngrade,
  replaceLocalPath,
  replaceTarget,
  replaceUnused,
  replaceUnversioned,
  sumConflict,
  sumMismatch,
  sumMissing,
  sumSyntax,
  sumVendor,
  vulnKnown,
  vulnMalicious,
  vulnReported,
  workCommitted,
  workDrift,
  workOutside,
  workReplaceConflict,
];
