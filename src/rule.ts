/**
 * The public API for rule authors: everything that a rule imports, built-in or plug-in. A rule is a definition: data, options as a valibot schema, and
 * one pure function from the repository to findings.
 */

export type { FileSetting, Reach } from './env/setting.ts';
export { layoutEdits } from './go/edit/layout-edits.ts';
export { indirectEdit, lineRemoval } from './go/edit/line-edits.ts';
export type { CapturedSetting } from './go/env/captured-types.ts';
export { isLoopback } from './go/env/faults/proxy-faults.ts';
export type { FaultKind } from './go/env/faults/types.ts';
export { GODEBUG_MINOR, godebugAdmits, godebugDefaults, godebugNames, godebugRemoved } from './go/env/godebug.ts';
export { type GoFlag, parseGoFlags } from './go/env/goflags.ts';
export { parseProxyList, refusesCredentials } from './go/env/goproxy.ts';
export { parseSumdb } from './go/env/gosumdb.ts';
export type { ModuleGraph } from './go/graph/types.ts';
export { isDirectoryPath } from './go/modfile/quote.ts';
export { argumentSpan, lineSpan, pathSpan, replaceSpans, versionSpan } from './go/modfile/spans.ts';
export type { Line } from './go/modfile/tree.ts';
export type {
  Exclude,
  Godebug,
  GoLine,
  ModError,
  ModFile,
  PathLine,
  Replace,
  Require,
  Retract,
  ToolchainLine,
  WorkFile,
} from './go/modfile/types.ts';
export { checkMainPath, checkPath } from './go/path/check.ts';
export { matchPrefixPatterns, patternTable, prefixMatcher } from './go/path/pattern.ts';
export { coveringPaths, pathSet } from './go/path/prefixes.ts';
export { finalNewline, sumLineRemoval } from './go/sum/line-edits.ts';
export { type SumEntry, type SumFile, sumHashes, sumKey, sumParts } from './go/sum/parse.ts';
export { type SumProblemKind, sumProblems } from './go/sum/problems.ts';
export * as goversion from './go/version/go-version.ts';
export type { ModuleVersion } from './go/version/module-version.ts';
export { isToolchain } from './go/version/module-version.ts';
export { splitPathVersion } from './go/version/path-major.ts';
export { isPlaceholder, isPseudoVersion, isZeroPseudoVersion, pseudoVersionTime } from './go/version/pseudo.ts';
export * as semver from './go/version/semver.ts';
export type { Verdict } from './license/spdx/judge.ts';
export type { ModuleLicense } from './license/types.ts';
export {
  type Conditioned,
  conditioned,
  type Holds,
  type KnownDepth,
  type When,
  type WhenContext,
  whenAsks,
  whenGaps,
  whenHolds,
  whenUses,
} from './model/conditions/when.ts';
export {
  type DirectiveFile,
  directiveFiles,
  explanationsOf,
  replacedSpan,
  requiredVersions,
  targetSpan,
} from './model/directives.ts';
export { folderOf, inFolder, isUnder, resolveIn } from './model/discover.ts';
export type {
  Answer,
  Ask,
  CachedPart,
  FactKind,
  FactTypes,
  LicenseFile,
  Unknown,
  VersionOrigin,
} from './model/facts/facts.ts';
export { VULNERABILITY_DATABASE } from './model/facts/facts.ts';
export type { FoundVulnerability } from './model/facts/found-vulnerability.ts';
export {
  ageInDays,
  dayBefore,
  dayOf,
  describeAge,
  knownTime,
  type LastRelease,
  lastRelease,
  newestUnknown,
  type Published,
  publishedInUse,
  timeOf,
  timeUnknown,
  unchecked,
  updateUnknown,
} from './model/facts/freshness.ts';
export {
  HEALTH_WEIGHTS,
  type Health,
  type HealthWeights,
  healthOf,
  type LicenseWord,
  meanScore,
} from './model/facts/health.ts';
export type { Known, VulnerabilityTools } from './model/facts/known-vulnerabilities.ts';
export {
  evidenceOf,
  type LicenseAnswer,
  type Licensed,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseOf,
  linesOf,
} from './model/facts/licenses.ts';
export { latestOf, majorOf, majorPath, standingVersions } from './model/facts/majors.ts';
export { isMalicious } from './model/facts/malicious.ts';
export { type AgeLimit, type Origin, originAsks, originsOf } from './model/facts/origins.ts';
export {
  decidingSpan,
  entriesFrom,
  pathsToLookUp,
  reportAsk,
  reportsFrom,
  STANDARD_LIBRARY,
  vulnerabilityAsks,
} from './model/facts/vulnerabilities.ts';
export type { DraftFix, FollowUp } from './model/fix.ts';
export { builtOf, type InUse, isRequired, listing, modulesInUse, type Scope, scopeOption } from './model/in-use.ts';
export type { FindLookAlike, LookAlike } from './model/look-alike/compare.ts';
export { moduleName, sumName } from './model/module-name.ts';
export { previousVersion } from './model/previous-version.ts';
export { type ReplacedVersion, replacedVersions } from './model/replaced-versions.ts';
export type {
  CapturedEnv,
  GraphState,
  ImportState,
  MainModule,
  Mismatch,
  ModuleInUse,
  Repo,
  SettingFile,
  Workspace,
} from './model/repo.ts';
export type {
  Context,
  Draft,
  Facts,
  FixSafety,
  GivenKind,
  Level,
  Measure,
  NeedsContext,
  OptionChecks,
  Rule,
  Unchecked,
  Valibot,
} from './model/rule.ts';
export { defineRule } from './model/rule.ts';
export {
  type Environment,
  environments,
  faultFinding,
  here,
  type NamedSetting,
  type PatternEntry,
  type PlacedFault,
  partSpan,
  pathsMatching,
  patternEntries,
  usedPaths,
  valueFix,
} from './model/settings/environments.ts';
export {
  changedSums,
  countingLines,
  type RecordedVersion,
  recordedVersions,
  type SumLine,
  sumFiles,
  sumSpan,
} from './model/sums.ts';
export { wayOut } from './model/trail/way-out.ts';
export { type UnusedReplacement, unusedReplacements } from './model/unused-replacements.ts';
export { replacementOf } from './model/uses.ts';
export {
  compareVendored,
  recordedZips,
  type VendorComparison,
  type VendoredModule,
  vendoredModules,
} from './model/vendor/vendored-files.ts';
export {
  type IgnoredVendor,
  ignoredVendors,
  isVendored,
  replacedFromVendor,
  toolsNotVendored,
  type VendorContradiction,
  vendorContradictions,
} from './model/vendor/vendoring.ts';
export { type Member, membersOf } from './model/workspace/members.ts';
export { licenseEntries, licenseEntry } from './policy/options/license-options.ts';
export {
  count,
  duration,
  faultMessage,
  fileGlobs,
  goVersion,
  hosts,
  level,
  MAX_LIST,
  modulePattern,
  modulePatterns,
  versionRange,
} from './policy/options/options.ts';
export { whenOption } from './policy/options/when-option.ts';
export { guessPrivate } from './policy/private/private-guess.ts';
export { cut, MAX_NAMED } from './text/cut.ts';
export { durationDays } from './text/duration.ts';
export { nearest } from './text/nearest.ts';
export { firstLine, type Place, type Point, placeOf, type Source, type Span, trimmedLine } from './text/source.ts';
export type { TextEdit } from './text/text-edit.ts';
export type { AliasGroup } from './vuln/alias-groups.ts';
export type { Vulnerability } from './vuln/match.ts';
export type { KnownVulnerability, Reported } from './vuln/reports/reach.ts';
export type { GivenReport, Reach as VulnerabilityReach, ReportedFinding } from './vuln/reports/types.ts';
export type { DatabaseInfo, VulnEntry } from './vuln/types.ts';
