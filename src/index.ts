/**
 * The library: from a folder or a tree of files to a report.
 *
 *     const report = await lintFolder('.', { offline: true });
 *     console.log(renderText(report, { color: false }));
 *     process.exitCode = verdict(report);
 *
 * Rule authors import `modwarden/rule`; Go's own formats and algorithms are `modwarden/go`.
 */
export { rules } from '../rules/index.ts';
export { moduleCache } from './gather/facts/module-cache.ts';
export { formatRecord, parseRecord, recorder, recordSource } from './gather/facts/record.ts';
export { type Chain, chain } from './gather/facts/sources.ts';
export { fileProxy } from './gather/proxy/file-proxy.ts';
export { proxySource } from './gather/proxy/proxy.ts';
export { diskTree } from './gather/tree/disk.ts';
export { indexTree, revisionTree } from './gather/tree/git.ts';
export { memoryTree } from './gather/tree/memory.ts';
export { type UserEnv, userEnv } from './gather/user-env.ts';
export { lint, lintFolder } from './library/lint.ts';
export type { LintFolderOptions, LintOptions } from './library/options.ts';
export { type ErrorCode, ModwardenError } from './model/error.ts';
export type { Answer, Ask, FactKind, FactSource, FactTypes, LicenseFile, Unknown } from './model/facts/facts.ts';
export { type OpenOptions, openRepo } from './model/open.ts';
export type { MainModule, ModuleInUse, Repo, Workspace } from './model/repo.ts';
export type { Finding, Gap, PolicyProblem, Report } from './model/report.ts';
export type { Level, Rule } from './model/rule.ts';
export { type Tree, TreeError } from './model/tree.ts';
export { renderJson } from './report/json.ts';
export { renderOpenMetrics } from './report/openmetrics.ts';
export { renderSarif } from './report/sarif/sarif.ts';
export { renderText } from './report/text/text.ts';
export { verdict } from './report/verdict.ts';
export type { Place, Point } from './text/source.ts';
export { VERSION } from './version.ts';
