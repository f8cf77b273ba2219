/** A whole offline run over files in memory, by every rule that a policy switches on. */
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { parseEnvFile } from '../../src/go/env/captured.ts';
import { buildReport } from '../../src/lint/build-report.ts';
import { lint } from '../../src/lint/run.ts';
import { withImports } from '../../src/model/imports.ts';
import { openRepo } from '../../src/model/open.ts';
import type { Report } from '../../src/model/report.ts';
import { readSettingFiles } from '../../src/model/settings/setting-files.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { source } from '../../src/text/source.ts';

export interface FilesToJudge {
  readonly files: Readonly<Record<string, string>>;
  /** The text of .modwarden.yaml; left out: the preset strict. */
  readonly policy?: string;
  /** The text of a captured `go env`. */
  readonly env?: string;
}

export async function judgeFiles({ files, policy: text = 'extends: [strict]\n', env }: FilesToJudge): Promise<Report> {
  const tree = memoryTree(new Map(Object.entries({ '.modwarden.yaml': text, ...files })));
  const input = { source: source('.modwarden.yaml', text), rules, readFile: async () => undefined };
  const { policy, problems } = await loadPolicy(input);
  const captured = env === undefined ? [] : [source('go.env', env)];
  const repo = await openRepo(tree, { env: captured.map((file) => ({ source: file, file: parseEnvFile(file) })) });
  const judge = await compilePolicy(policy);
  const paths = await tree.list();
  const judged = await lint({
    repo,
    rules,
    policyFor: () => judge,
    today: '2026-06-01',
    loadImports: (modules) => withImports(modules, tree, paths),
    loadSettings: (setting) => readSettingFiles(setting, tree),
  });
  return buildReport({ judged, rules, policies: [], problems, today: '2026-06-01', partial: undefined });
}
