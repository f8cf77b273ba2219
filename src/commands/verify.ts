/** `modwarden verify`: go.sum against the checksum database with proofs, and the module cache and vendor folders against go.sum. */
import type { Run } from '../gather/open-run.ts';
import { jsonText } from '../text/json-text.ts';
import { joined } from '../text/printable.ts';
import { write } from './check.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { verifyCache } from './verify/cache.ts';
import { exitCode, type VerifiedPart } from './verify/summary.ts';
import { verifySums } from './verify/sums.ts';
import { verifyVendor } from './verify/vendor.ts';

export const verify: Command = {
  options: {
    cache: { help: 'verify zips, folders and go.mod files of the module cache against go.sum, in place of the lines' },
    vendor: { help: 'verify vendored files against the zips of their modules, in place of the lines' },
    record: {
      value: 'FILE',
      help: 'also write the records with their proofs and the signed tree head there, as evidence',
    },
    evidence: { value: 'FILE', help: 'verify with the evidence in this file alone; asks nobody' },
    ...PLUGINS,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    rev: JUDGING.rev,
    format: { value: 'FORMAT', help: 'text or json (default: text)' },
    output: PRINTING.output,
    offline: ASKING.offline,
    online: ASKING.online,
    timeout: ASKING.timeout,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'verify [OPTION]... [FOLDER]',
  about: `Verifies every line of the go.sum and go.work.sum files in FOLDER with the checksum database, through
your own GOPROXY and GOSUMDB. The database is trusted for nothing but its key: each answer is proved to be
in its log, and the log to be the one that earlier runs saw. Private modules (GONOSUMDB, GOPRIVATE,
"private" in the policy) are skipped.

With --cache it takes the place of "go mod verify": it compares the modules in your GOMODCACHE with go.sum,
where Go compares them with a file that lies beside them. With --vendor it compares every vendored file with
the zip of its module, which must match go.sum. Go has no such command.`,
  notes: `Exit code: 0 all verified, 1 something differs or is not logged, or the database showed two histories,
2 wrong usage or policy, 3 something could not be verified.`,
  async run(args, terminal) {
    const format = args.values.get('format') ?? 'text';
    if (format !== 'text' && format !== 'json')
      throw new UsageError(`--format ${quoted(format)}: expected text or json`);
    for (const [one, other] of EXCLUSIVE)
      if (isGiven(args, one) && isGiven(args, other))
        throw new UsageError(`--${one} and --${other} cannot be used together`);
    return withSession(args, terminal, async (session) => {
      const parts = await verifiedParts(session, args, terminal);
      if (parts === undefined) return 2;
      const json = { version: 1, ...Object.fromEntries(parts.map((part) => [part.name, part.json])) };
      write(format === 'json' ? jsonText(json) : joined(parts.map(({ text }) => text)), args, terminal);
      return exitCode(parts.map(({ outcome }) => outcome));
    });
  },
};

const EXCLUSIVE = [
  ['record', 'evidence'],
  ['cache', 'record'],
  ['cache', 'evidence'],
  ['vendor', 'record'],
  ['vendor', 'evidence'],
] as const;

function isGiven({ flags, values }: Arguments, name: string): boolean {
  return flags.has(name) || values.has(name);
}

/** undefined: a policy has errors, so that it is not known which paths are private, and nobody is asked. */
async function verifiedParts(
  session: Run,
  args: Arguments,
  terminal: Terminal,
): Promise<readonly VerifiedPart[] | undefined> {
  const parts: VerifiedPart[] = [];
  if (args.flags.has('cache')) parts.push(await verifyCache(session.repo, terminal));
  if (args.flags.has('vendor')) parts.push(await verifyVendor(session));
  if (parts.length > 0) return parts;
  return session.private && [await verifySums(session, session.private, args, terminal)];
}
