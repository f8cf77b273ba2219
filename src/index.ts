/**
 * The library's door: from a tree to a report.
 *
 *     const tree = diskTree('.');
 *     const repo = await openRepo(tree);
 *     const policy = await presetPolicy('recommended', rules);
 *     const judge = await compilePolicy(policy);
 *     const judged = await lint({ repo, rules, policyFor: () => judge, today: '2026-11-21' });
 *     const report = assemble({ judged, rules, policies: [], problems: [], today: '2026-11-21', partial: undefined });
 *     console.log(renderText(report, { color: false }));
 *
 * With `...loaders(tree, await tree.list(), repo, answerAll)` the run has module graphs, versions and licenses; `chain` makes an
 * `answerAll` of fact sources.
 */
export { rules } from '../rules/index.ts';
export { moduleCache } from './gather/facts/module-cache.ts';
export { formatRecord, parseRecord, recorder, recordSource } from './gather/facts/record.ts';
export { type Chain, chain } from './gather/facts/sources.ts';
export { type Loaders, loaders } from './gather/loaders.ts';
export { fileProxy } from './gather/proxy/file-proxy.ts';
export { proxySource } from './gather/proxy/proxy.ts';
export { diskTree } from './gather/tree/disk.ts';
export { indexTree, revisionTree } from './gather/tree/git.ts';
export { memoryTree } from './gather/tree/memory.ts';
export { userEnv } from './gather/user-env.ts';
export { buildReport } from './lint/build-report.ts';
export { compilePolicy } from './lint/compile-policy.ts';
export { type LintInput, type LintResult, lint } from './lint/run.ts';
export type { CompiledPolicy, PolicyFor } from './lint/settings.ts';
export type { Answer, Ask, FactSource } from './model/facts/facts.ts';
export { type OpenOptions, openRepo } from './model/open.ts';
export type { MainModule, Repo, Workspace } from './model/repo.ts';
export type { Finding, Gap, Report } from './model/report.ts';
export type { Rule } from './model/rule.ts';
export type { Tree } from './model/tree.ts';
export { findPolicies } from './policy/find.ts';
export { loadPolicy, presetPolicy } from './policy/load.ts';
export type { Policy } from './policy/types.ts';
export { renderJson } from './report/json.ts';
export { renderOpenMetrics } from './report/openmetrics.ts';
export { renderSarif } from './report/sarif/sarif.ts';
export { renderText } from './report/text/text.ts';
export { verdict } from './report/verdict.ts';
export { type Place, type Source, source } from './text/source.ts';
export { VERSION } from './version.ts';
