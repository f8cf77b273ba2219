// Adapter of the projects corpus: translates only. Build first: `npx tsc -p tsconfig.json`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../dist/lib/rules/index.js';
import { loaders } from '../../dist/lib/src/gather/loaders.js';
import { parseMod } from '../../dist/lib/src/go/modfile/parse-mod.js';
import { chain, diskTree, fileProxy, openRepo } from '../../dist/lib/src/index.js';
import { lint } from '../../dist/lib/src/lint/run.js';
import { readSettingFiles } from '../../dist/lib/src/model/settings/setting-files.js';
import { compilePolicy } from '../../dist/lib/src/policy/compile.js';
import { presetPolicy } from '../../dist/lib/src/policy/layers/load.js';
import { decode } from '../../dist/lib/src/text/bytes.js';
import { pointAt, source } from '../../dist/lib/src/text/source.js';

export { load } from './graph.mjs';

export function modfile({ root, file }) {
  const text = source(file, decode(readFileSync(join(root, file))));
  const { file: mod, errors } = parseMod(text);
  if (errors.length > 0) throw new Error(errors[0].message);
  const line = (of) => pointAt(text, of.line.start).line;
  return {
    path: mod.module?.path,
    goVersion: mod.go?.version ?? null,
    toolchain: mod.toolchain?.name ?? null,
    requires: mod.require.length,
    indirect: mod.require.filter((r) => r.indirect).length,
    replaces: mod.replace.map((r) => ({ line: line(r), old: r.old, new: r.new })),
    excludes: mod.exclude.map((e) => ({ line: line(e), path: e.path, version: e.version })),
    retracts: mod.retract.map((r) => ({ line: line(r), low: r.low, high: r.high })),
    tools: mod.tool.map((t) => t.path),
    ignores: mod.ignore.map((i) => i.path),
    godebug: mod.godebug.map((g) => `${g.key}=${g.value}`),
  };
}

/** Kinds of the corpus by rule and the finding's own kind. `''`: the entry names no file; `0`: it names no line. */
const KINDS = {
  'freshness/deprecated deprecated': 'deprecated',
  'freshness/retracted retracted': 'retracted',
  'gomod/exclude exclude': 'exclude',
  'gomod/go-version missing': 'go-missing',
  'gomod/go-version drift': ['go-drift', ''],
  'gomod/retract-reason unexplained': 'retract-own',
  'gomod/toolchain default': 'toolchain',
  'gomod/toolchain no-effect': 'toolchain',
  'graph/duplicate-majors direct': 'majors-direct',
  'graph/duplicate-majors indirect': ['majors-buildlist', 0],
  'graph/incompatible incompatible': 'incompatible',
  'graph/pseudo-version placeholder': 'placeholder-version',
  'graph/pseudo-version pseudo': 'pseudo-direct',
  'replace/local-path broken': 'replace-local-broken',
  'replace/local-path inside': 'replace-local-inside',
  'replace/downgrade downgrade': 'replace-pin',
  'replace/target fork': 'replace-fork',
  'replace/target pin': 'replace-pin',
  'sum/missing no-file': 'sum-missing',
  'vendor/inconsistent inconsistent': 'vendor-inconsistent',
  'work/drift version-drift': ['version-drift', ''],
  'sum/conflict file': 'sum',
  'sum/conflict files': 'sum',
};

/** By the list of modules, not by rules. */
const OF_MODULES = ['alternate-modfile', 'vendored-module-file', 'vendor-consistent'];

/** The variables whose settings the corpus lists. */
const VARIABLES = new Set(
  'GOPROXY GOSUMDB GONOSUMDB GONOSUMCHECK GOINSECURE GOPRIVATE GONOPROXY GOTOOLCHAIN GOFLAGS GOAUTH GOVCS GOENV GOWORK GO111MODULE'.split(
    ' ',
  ),
);

export function kinds() {
  return [...new Set([...Object.values(KINDS).map((k) => [k].flat()[0]), 'sum', 'env', ...OF_MODULES])];
}

export async function findings({ root, cacheDir }) {
  const tree = diskTree(root);
  const repo = await openRepo(tree);
  const judge = await compilePolicy(await presetPolicy('strict', rules));
  const facts = chain([fileProxy(cacheDir, `file://${cacheDir}`)]);
  const outside = loaders(tree, await tree.list(), repo, facts.answerAll);
  const loadSettings = (files) => readSettingFiles(files, tree);
  const judged = await lint({ repo, rules, policyFor: () => judge, today: '2026-11-21', loadSettings, ...outside });
  const found = judged.findings.flatMap(translate);
  const unique = new Map(
    found.map((f) => [`${f.kind} ${f.file} ${f.line || f.module || ''} ${f.column ?? f.key ?? ''}`, f]),
  );
  const modules = repo.modules.map((m) => m.source.path);
  const listed = modules.flatMap((file) => {
    if (file.startsWith('vendor/') || file.includes('/vendor/'))
      return [{ kind: 'vendored-module-file', file, line: 0 }];
    return file.endsWith('/go.mod') || file === 'go.mod' ? [] : [{ kind: 'alternate-modfile', file, line: 0 }];
  });
  return [...unique.values(), ...listed];
}

function translate({ rule, place, snippet, subject, data }) {
  if (rule.startsWith('env/')) {
    const [key] = subject.split(' ');
    return VARIABLES.has(key) ? [{ kind: 'env', file: place.path, line: place.start.line, key }] : [];
  }
  const mapped = rule === 'sum/syntax' ? 'sum' : KINDS[`${rule} ${data?.kind}`];
  if (mapped === undefined) return [];
  const [kind, without] = [mapped].flat();
  // The corpus lists what require lines say: not what replaces them, nor what below go 1.17 no line names.
  if (kind === 'pseudo-direct' && (!data.direct || data.replaced)) return [];
  if (kind === 'incompatible' && !data.required) return [];
  // One entry a file.
  if (kind === 'sum') return [{ kind, file: place.path, line: 0 }];
  if (kind === 'vendor-inconsistent') return [{ kind, file: data.file, line: 0 }];
  if (kind === 'sum-missing') return [{ kind, file: place.path, line: 1 }];
  if (without === '') return [{ kind, file: '', line: 0 }];
  if (without === 0) return [{ kind, file: place.path, line: 0 }];
  // What has no line of its own stands at the requirement through which it comes in.
  const own = !rule.startsWith('freshness/') || snippet.split(/\s+/).includes(subject);
  return [{ kind, file: place.path, line: own ? place.start.line : 0, module: subject }];
}
