/**
 * Go's own formats and algorithms, without Go: exactly what the go command does, as pure functions over text and bytes.
 *
 *     const { file, errors } = parseMod(source('go.mod', text));
 *     console.log(file.require.map(({ path, version }) => `${path}@${version}`));
 *
 * Functions that can fail give a `Result` or a list of errors; they throw only for mistakes of the caller.
 */
export { type Content, type FileSum, fileSum, folderFileName, goModHash, hash1 } from './go/dirhash/hash1.ts';
export { type EditOptions, editFile } from './go/edit/edit.ts';
export { parseEnvFile } from './go/env/captured.ts';
export type { CapturedSetting, EnvFile } from './go/env/captured-types.ts';
export { type GoFlag, type GoFlags, parseGoFlags } from './go/env/goflags.ts';
export { GO_DEFAULTS, type ProxyList, type ProxyStep, parseProxyList } from './go/env/goproxy.ts';
export { parseSumdb, type SumdbSetting } from './go/env/gosumdb.ts';
export { parseToolchain, selectToolchain, type ToolchainContext, type ToolchainSetting } from './go/env/gotoolchain.ts';
export { allowsVcs, DEFAULT_GOVCS, parseGovcs, type VcsRule } from './go/env/govcs.ts';
export { isGoVariable } from './go/env/names.ts';
export { parseVerifierKey, type VerifierKey } from './go/env/verifier-key.ts';
export { requirementDepths } from './go/graph/depth.ts';
export { createKnown } from './go/graph/known.ts';
export { graphEdges } from './go/graph/result.ts';
export { graphCommand, type Resolver, runToEnd } from './go/graph/run.ts';
export type { GraphInput, ModuleGraph } from './go/graph/types.ts';
export { formatModError } from './go/modfile/errors.ts';
export { format } from './go/modfile/format.ts';
export { modulePath } from './go/modfile/module-path.ts';
export { type ParseModOptions, parseMod } from './go/modfile/parse-mod.ts';
export { parseWork } from './go/modfile/parse-work.ts';
export type { ModError, ModFile, Parsed, WorkFile } from './go/modfile/types.ts';
export { checkFilePath, checkImportPath, checkMainPath, checkPath } from './go/path/check.ts';
export { escapePath, escapeVersion, unescapePath, unescapeVersion } from './go/path/escape.ts';
export { matchPrefixPatterns, prefixMatcher } from './go/path/pattern.ts';
export { type GoImports, goImports } from './go/source/imports.ts';
export type { Result } from './go/std/result.ts';
export { parseSum, type SumEntry, type SumFile, sumKey } from './go/sum/parse.ts';
export { type SumProblem, sumProblems } from './go/sum/problems.ts';
export { type SumdbClient, sumdbClient } from './go/sumdb/client.ts';
export type { Hash } from './go/sumdb/hash.ts';
export { type Note, type NoteSignature, openNote } from './go/sumdb/note.ts';
export type { SumdbOps } from './go/sumdb/ops.ts';
export { checkRecord, checkTree } from './go/sumdb/proof.ts';
export { parseTree, type Tree as LogTree } from './go/sumdb/tree-head.ts';
export { parseVendor, type VendorFile, type VendorRecord } from './go/vendor/modules-txt.ts';
export * as goversion from './go/version/go-version.ts';
export { type ModuleVersion, modCompare, modSort } from './go/version/module-version.ts';
export { splitPathVersion } from './go/version/path-major.ts';
export { isPseudoVersion, pseudoVersion, pseudoVersionTime } from './go/version/pseudo.ts';
export * as semver from './go/version/semver.ts';
export { decode, encode } from './text/bytes.ts';
export { type Source, type Span, source } from './text/source.ts';
