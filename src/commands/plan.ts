/** `modwarden plan`: which questions a check would ask of whom. Asks none of them. */

import { lintRun } from '../lint/lint-run.ts';
import type { Ask, FactKind } from '../model/facts/facts.ts';
import { jsonText } from '../text/json-text.ts';
import { joined, type Printable, printable, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { complain } from './modules.ts';
import { ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';

const KINDS = {
  mod: 'go.mod files',
  info: 'times of versions',
  versions: 'version lists',
  latest: 'latest versions',
  license: 'module zips, for their license files',
  files: 'module zips, for the checksums of their files',
  packages: 'module zips, for the imports of their packages',
  content: 'module zips, for their checksums',
  cached: 'modules of the module cache',
  origin: 'origins of versions',
  tag: 'tags in the repositories of modules',
  vulndb: 'indexes of vulnerability databases',
  vulns: 'modules in a vulnerability database',
  reports: 'reports of other tools',
  seen: 'first listings in the module index',
  proof: 'records of the checksum database',
} as const satisfies Readonly<Record<FactKind, string>>;

export const plan: Command = {
  options: {
    ...PLUGINS,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    rev: JUDGING.rev,
    root: JUDGING.root,
    list: { help: 'name each module that would be asked about, and what would be asked' },
    format: { value: 'FORMAT', help: 'text or json (default: text)' },
    output: PRINTING.output,
    vulndb: ASKING.vulndb,
    report: ASKING.report,
    index: ASKING.index,
    'as-of': ASKING['as-of'],
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'plan [OPTION]... [FOLDER]',
  about: `Shows the network requests that a check of FOLDER would send, without sending them. It reads facts
from the module cache, the vendor folder and the fact cache. Responses can lead to more requests:
a go.mod file can require modules whose go.mod files are fetched next.`,
  async run(args, terminal) {
    const format = args.values.get('format') ?? 'text';
    if (format !== 'text' && format !== 'json')
      throw new UsageError(`--format: expected text or json, got ${quoted(format)}`);
    return withSession(
      args,
      terminal,
      async (session) => {
        await lintRun(session);
        // What a module asks for whose go.mod Go refuses is not known.
        const refused = session.repo.modules.filter((m) => m.errors.length > 0 && complain(m, terminal));
        const code = refused.length > 0 ? 3 : 0;
        const asked = session.facts!.askedFor();
        const { known, network, unknown } = await session.facts!.plan(asked);
        if (format === 'json') {
          const plain = {
            known: Object.fromEntries(known),
            network: Object.fromEntries([...network].map(([host, asks]) => [host, asks.map(question)])),
            unknown: unknown.map(({ ask, answer }) => ({ ...question(ask), why: answer.why, detail: answer.detail })),
          };
          write(jsonText(plain), args, terminal);
          return code;
        }
        const lines = [...known].map(([source, count]) => safe`${count} facts from the ${printable(source)}`);
        for (const [host, asks] of network) {
          lines.push(safe`would request from ${printable(host)}: ${counted(asks)}`);
          if (args.flags.has('list')) for (const ask of asks) lines.push(named(ask));
        }
        if (unknown.length > 0) lines.push(safe`not requested: ${counted(unknown.map((u) => u.ask))}:`);
        for (const { ask, answer } of unknown)
          lines.push(
            safe`  ${printable(ask.module.path)} ${printable(ask.module.version)}: ${printable(answer.detail)}`,
          );
        if (lines.length === 0) lines.push(safe`no requests needed`);
        else if (network.size > 0) lines.push(safe`The responses can lead to more requests of the same kind.`);
        write(safe`${joined(lines, '\n')}\n`, args, terminal);
        return code;
      },
      { onlyKnown: true },
    );
  },
};

function named({ kind, module: { path, version } }: Ask): Printable {
  return safe`  ${kind} ${printable(path)}${version === '' ? '' : safe` ${printable(version)}`}`;
}

function question({ kind, module }: Ask) {
  return { kind, path: module.path, version: module.version };
}

function counted(asks: readonly Ask[]): Printable {
  const counts = new Map<FactKind, number>();
  for (const { kind } of asks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return joined(
    [...counts].map(([kind, n]) => safe`${n} ${KINDS[kind]}`),
    ', ',
  );
}
