/** `modwarden policy test`: runs policy tests, and says what differs from what they expect. */
import type { OpenedPolicy } from '../../gather/policies/given-policy.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import { folderOf } from '../../model/discover.ts';
import type { PolicyProblem } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { findPolicies, readPolicyFile } from '../../policy/find.ts';
import { policyFilePath } from '../../policy/layers/relative.ts';
import { policyPlace } from '../../policy/parse/node.ts';
import { fileProblem, unique } from '../../policy/parse/problems.ts';
import { type ReadCases, readOwnTests, readPolicyTest } from '../../policy/testing/read.ts';
import { jsonText } from '../../text/json-text.ts';
import { safe } from '../../text/printable.ts';
import type { Span } from '../../text/source.ts';
import { write } from '../check.ts';
import { type Arguments, PLUGINS, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { rulesFor } from '../shared/plugins.ts';
import { problemText } from '../shared/with-session.ts';
import { renderResults } from './render.ts';
import { type RunCase, runCase } from './run-case.ts';
import { noTests, type TestFile, testFiles } from './test-files.ts';

const OPTIONS: ReadonlySet<string> = new Set(['format', 'output', ...Object.keys(PLUGINS)]);

/** Gives the exit code: 0 all cases pass, 1 one fails, 2 a test file or a policy has errors. Throws UsageError. */
export async function testPolicies(args: Arguments, terminal: Terminal): Promise<number> {
  for (const name of [...args.flags, ...args.values.keys(), ...args.lists.keys()])
    if (!OPTIONS.has(name)) throw new UsageError(`policy test takes no --${name}`);
  const format = args.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`unknown format ${quoted(format)}: expected text or json`);
  const { rules } = await rulesFor(args, terminal, args.positionals);
  const ran: RunCase[] = [];
  for (const file of await testFiles(args.positionals, terminal.cwd))
    ran.push(...(await runFile(file, rules, terminal)));
  const results = maskDeep(ran.flatMap(({ result }) => (result === undefined ? [] : [result])));
  if (ran.length === 0) throw new UsageError(noTests(args.positionals.join(' ') || '.'));
  const problems = unique(ran.flatMap((one) => one.problems));
  for (const problem of problems) terminal.err(safe`${problemText(problem)}\n\n`);
  const shown = format === 'json' ? jsonText({ version: 1, cases: results, problems: maskDeep(problems) }) : undefined;
  if (shown !== undefined || results.length > 0)
    write(shown ?? renderResults(results, problems.length === 0), args, terminal);
  if (problems.length > 0) return 2;
  return results.every(({ passes }) => passes) ? 0 : 1;
}

/** Nothing for a policy without tests. */
async function runFile(file: TestFile, rules: readonly Rule[], terminal: Terminal): Promise<RunCase[]> {
  const { tree, path, kind } = file;
  const source = await readPolicyFile(tree, path);
  if (source === undefined) return [{ problems: [fileProblem(path, 'file not found')] }];
  if ('refused' in source)
    return [{ problems: [fileProblem(path, `cannot read the test file: ${source.refused}`, source.hint)] }];
  if (kind === 'policy' && !mayHaveTests(source.text)) return [];
  const ids = rules.map(({ id }) => id);
  const own = kind === 'tests' ? NO_CASES : await readOwnTests(source, ids);
  const hasOwn = own.cases.length + own.problems.length > 0;
  if (kind === 'policy' && !hasOwn) return [];
  const { cases, problems } = hasOwn ? own : await readPolicyTest(source, ids);
  const ran: RunCase[] = problems.length > 0 ? [{ problems }] : [];
  const usual: Tested | undefined = hasOwn ? { source, tree } : undefined;
  const nearest = usual ?? (cases.some(({ policy }) => policy === undefined) ? await nearestPolicy(file) : undefined);
  for (const tested of cases) {
    const { policy: name, policyAt } = tested;
    const policy = name === undefined ? nearest! : await namedPolicy(name, policyAt, file);
    ran.push('problems' in policy ? policy : await runCase(tested, policy, rules, terminal));
  }
  return ran;
}

const NO_CASES: ReadCases = { cases: [], problems: [] };

/** Most policies have no tests, and most package.json files no policy: they are not read as such. */
function mayHaveTests(text: string): boolean {
  return text.includes('tests');
}

type Tested = OpenedPolicy | { readonly problems: readonly PolicyProblem[] };

async function nearestPolicy({ tree, path }: TestFile): Promise<Tested> {
  const folder = folderOf(path);
  const { of, problems } = await findPolicies(tree, [folder]);
  const source = of.get(folder);
  if (problems.length > 0) return { problems };
  if (source !== undefined) return { source, tree };
  return { problems: [fileProblem(path, 'no policy above this test file', 'name one: policy: ./policy.yaml')] };
}

async function namedPolicy(name: string, at: Span, { tree, path }: TestFile): Promise<Tested> {
  const fault = (message: string, hint?: string) => ({
    problems: [{ ...policyPlace(at), message, ...(hint !== undefined && { hint }) }],
  });
  const target = policyFilePath(path, /^\.{1,2}\/|^\/|\\|:/.test(name) ? name : `./${name}`);
  if ('message' in target) return fault(target.message, target.hint);
  const source = await readPolicyFile(tree, target.path);
  if (source === undefined) return fault(`file not found: ${target.path}`, 'paths are relative to the test file');
  return 'refused' in source ? fault(`cannot read ${target.path}: ${source.refused}`, source.hint) : { source, tree };
}
