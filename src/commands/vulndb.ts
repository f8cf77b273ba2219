/** `modwarden vulndb`: brings a copy of a vulnerability database, and shows which one is used. */
import { resolve } from 'node:path';
import type { HttpClient } from '../gather/http/client.ts';
import { fetchDatabase, olderThan } from '../gather/vulndb/fetch.ts';
import { openOne } from '../gather/vulndb/source.ts';
import { writeWhole } from '../gather/write-file.ts';
import { ageInDays, describeAge } from '../model/facts/freshness.ts';
import { type Printable, printable, safe } from '../text/printable.ts';
import type { DatabaseInfo } from '../vuln/types.ts';
import { type Arguments, ASKING, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';

export const vulndb: Command = {
  options: { vulndb: ASKING.vulndb, output: PRINTING.output, offline: ASKING.offline },
  positionals: { max: 2, name: 'verb and URL' },
  usage: 'vulndb status | vulndb fetch URL -o FILE',
  about: `status   shows the databases of --vulndb, or of GOVULNDB: entries, the day of the last change, SHA-256
fetch    copies the database at URL into FILE, a zip: URL is a server that has vulndb.zip, or the zip itself. Every
         entry is read first, and a copy that is older than the one there is refused`,
  notes: 'Exit code: 2 wrong usage, 3 a database cannot be used or was not fetched.',
  async run(args, terminal) {
    const [verb, location, ...rest] = args.positionals;
    if (verb === 'status' && location === undefined) return status(args, terminal);
    if (verb === 'fetch' && location !== undefined && rest.length === 0) return fetchCopy(location, args, terminal);
    throw new UsageError('write vulndb status, or vulndb fetch URL -o FILE');
  },
};

async function status(args: Arguments, terminal: Terminal): Promise<number> {
  const { GOVULNDB } = terminal.env;
  const locations = args.lists.get('vulndb') ?? (GOVULNDB ? [GOVULNDB] : []);
  if (locations.length === 0)
    throw new UsageError('no vulnerability database was given: name one with --vulndb, or in GOVULNDB');
  const client = lazyClient(args, terminal);
  let code = 0;
  for (const location of locations) {
    try {
      const { info } = await openOne(location, terminal.cwd, client.open);
      terminal.out(described(info, terminal.today()));
    } catch (error) {
      code = 3;
      terminal.err(problem(location, error));
    }
  }
  client.close();
  return code;
}

async function fetchCopy(location: string, args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.values.get('output');
  if (output === undefined) throw new UsageError('vulndb fetch needs a file to write: -o vulndb.zip');
  const file = resolve(terminal.cwd, output);
  const client = lazyClient(args, terminal);
  try {
    const { bytes, info } = await fetchDatabase(location, await client.open());
    const refusal = await olderThan(file, info);
    if (refusal !== undefined) {
      terminal.err(
        safe`modwarden: ${printable(output)} is kept: ${printable(refusal)}; remove it first if that is right\n`,
      );
      return 3;
    }
    const fault = writeWhole(file, bytes);
    if (fault !== undefined) throw new UsageError(`${quoted(output)} ${fault}`);
    terminal.out(described({ ...info, name: output }, terminal.today()));
    return 0;
  } catch (error) {
    terminal.err(problem(location, error));
    return 3;
  } finally {
    client.close();
  }
}

function described({ name, entries, modules, malicious, modified, sha256 }: DatabaseInfo, today: string): Printable {
  const changed =
    modified === undefined
      ? safe`it does not say when it was changed last`
      : safe`changed last on ${printable(modified.slice(0, 10))} (${printable(describeAge(ageInDays(modified, today)))} ago)`;
  return safe`${printable(name)}: ${entries} entries about ${modules} modules, ${malicious} of them malicious; ${changed}
  SHA-256 of the index: ${printable(sha256)}\n`;
}

/** Throws what is no fault of the database. */
function problem(location: string, error: unknown): Printable {
  if ((error as Error).name !== 'DatabaseError') throw error;
  return safe`modwarden: ${printable(location)} cannot be used: ${printable((error as Error).message)}\n`;
}

function lazyClient(args: Arguments, { env }: Terminal) {
  let client: HttpClient | undefined;
  return {
    open: async () => {
      if (args.flags.has('offline')) throw new UsageError('a server was named, and --offline forbids to ask it');
      const [{ userClient }, { userEnv }] = await Promise.all([
        import('../gather/proxy/user-client.ts'),
        import('../gather/user-env.ts'),
      ]);
      client ??= userClient(userEnv(env));
      return client;
    },
    close: () => client?.close(),
  };
}
