/** The targets that a command line names. */
import { resolve } from 'node:path';
import { isInShard, parseShard } from '../../fleet/shard.ts';
import { parseTargets, type Target } from '../../fleet/target.ts';
import { readBounded } from '../../gather/read-file.ts';
import { decode } from '../../text/bytes.ts';
import { safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';

/** Bytes of a list. */
const MAX_LIST = 1 << 28;

/** Sorted by ID; those of the shard, where one is given. Throws UsageError. */
export function readTargets(args: Arguments, terminal: Terminal): readonly Target[] {
  const [name = '-', ...others] = args.positionals;
  if (others.length > 0)
    throw new UsageError(`unexpected argument ${quoted(others[0]!)}: expected one list of targets`);
  const bytes = name === '-' ? terminal.input(MAX_LIST) : readBounded(resolve(terminal.cwd, name), MAX_LIST);
  const shown = name === '-' ? 'standard input' : quoted(name);
  if ('problem' in bytes) throw new UsageError(`${shown} ${bytes.problem}`);
  const { targets, repeated, problems } = parseTargets(decode(bytes));
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`${shown}, line ${problem.line}: ${problem.message}`);
  if (targets.length === 0) throw new UsageError(`${shown} names no targets`);
  if (repeated > 0) terminal.err(safe`modwarden: ${repeated} repeated targets are checked once\n`);
  return inShard(args, targets);
}

function inShard(args: Arguments, targets: readonly Target[]): readonly Target[] {
  const text = args.values.get('shard');
  if (text === undefined) return targets;
  const shard = parseShard(text);
  if (shard === undefined) throw new UsageError(`--shard: expected a share such as 2/7, got ${quoted(text)}`);
  return targets.filter((target) => isInShard(target, shard));
}
