/** `modwarden audit`: a snapshot in, a folder with every report of it out. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { lintRun } from '../../lint/lint-run.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import type { Report } from '../../model/report.ts';
import { type AttestedFile, renderAttestation } from '../../report/attestation.ts';
import { FORMATS } from '../../report/index.ts';
import { renderMarkdownNotice } from '../../report/notice/markdown.ts';
import { lastLine } from '../../report/text/last-line.ts';
import { paint } from '../../report/text/paint.ts';
import { verdict } from '../../report/verdict.ts';
import { type FileText, printable, safe } from '../../text/printable.ts';
import { licensesWithin } from '../license-list.ts';
import { noticeHeadOf, noticesOf } from '../notice.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from '../shared/args.ts';
import { buildText } from '../shared/build-options.ts';
import type { Command, Terminal } from '../shared/command.ts';
import { judgedRoots, levelOf } from '../shared/outputs.ts';
import { SCOPING, type ScopeChoice, scopeOf, withinScope } from '../shared/scope.ts';
import { withSession } from '../shared/with-session.ts';
import { givenRecord, quietLicenses } from './details.ts';
import { inventoryOf } from './inventory.ts';
import { provenanceOf } from './provenance.ts';

/** By format, the file that it is written to. */
const FILES: readonly (readonly [format: string, file: string])[] = [
  ['html', 'report.html'],
  ['json', 'report.json'],
  ['cyclonedx', 'bom.cdx.json'],
  ['spdx', 'bom.spdx.json'],
];

export const audit: Command = {
  options: {
    policy: { value: 'FILE', help: 'use this policy file instead of the preset audit' },
    preset: { value: 'NAME', help: 'use this preset instead of the preset audit' },
    root: JUDGING.root,
    'go-env': JUDGING['go-env'],
    rev: JUDGING.rev,
    output: { ...PRINTING.output, value: 'FOLDER', help: 'write the reports to this folder; required' },
    'fail-on': {
      value: 'LEVEL',
      help: 'exit 1 for findings of at least this level: error, warning or note (default: error)',
    },
    attest: { help: 'also write attestation.json, an unsigned in-toto statement about the reports' },
    ...SCOPING,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'snapshot' },
  usage: 'audit -o FOLDER [OPTION]... [SNAPSHOT]',
  about: `Checks SNAPSHOT (a folder, .tar, .tar.gz, .zip, bare git repository or git bundle) against the preset audit, not
against a policy of its own, and writes to FOLDER: report.html, report.json, bom.cdx.json (CycloneDX),
bom.spdx.json (SPDX), NOTICE.md, and facts.json, the record of all facts that were fetched.`,
  notes: `With --facts facts.json, the same snapshot gives the same files again, without network.
Exit codes: 0 no findings, 1 findings, 2 invalid usage or policy, 3 something could not be checked.`,
  async run(given, terminal) {
    const output = given.values.get('output');
    if (output === undefined) throw new UsageError('audit needs an output folder: -o FOLDER');
    const failOn = levelOf(given);
    const choice = scopeOf(given);
    const args = withPreset(given);
    const work = async (session: Run) => {
      const { report, files, isScoped } = await reportsOf(session, args, terminal, { failOn, choice });
      const folder = madeFolder(resolve(terminal.cwd, output));
      const roots = judgedRoots(args, terminal);
      for (const [name, text] of files) {
        terminal.save(join(folder, name), text, { roots });
        terminal.out(safe`${printable(join(output, name))}\n`);
      }
      terminal.out(safe`${lastLine(report, failOn, terminal.columns ?? 120, paint(false))}\n`);
      const code = verdict(report, failOn);
      return isScoped || code === 2 ? code : 3;
    };
    return withSession(args, terminal, work, { recordReads: true, recording: !args.values.has('facts') });
  },
};

/** A snapshot does not choose the policy that it is checked against. */
function withPreset(args: Arguments): Arguments {
  if (args.values.has('policy') || args.values.has('preset')) return args;
  return { ...args, values: new Map([...args.values, ['preset', 'audit']]) };
}

async function reportsOf(
  session: Run,
  args: Arguments,
  terminal: Terminal,
  { failOn, choice }: { readonly failOn: ReturnType<typeof levelOf>; readonly choice: ScopeChoice },
): Promise<{
  readonly report: Report;
  readonly files: readonly (readonly [string, FileText])[];
  /** The scope is known. */
  readonly isScoped: boolean;
}> {
  const linted = await lintRun(session);
  const listed = await quietLicenses(session, terminal);
  const scoped = await withinScope(session, listed.modules, choice, terminal);
  const built = choice.scope === 'built' ? { text: buildText(choice.build), scoped } : undefined;
  const inventory = inventoryOf(session, linted, listed, built);
  // After everything was asked.
  const given = givenRecord(args, terminal);
  const record = given === undefined ? session.facts!.record() : undefined;
  const provenance = await provenanceOf(session, args, terminal, { verb: 'audit', facts: given ?? record });
  const report = { ...linted, provenance: maskDeep(provenance) };
  const files: (readonly [string, FileText])[] = [];
  for (const [format, file] of FILES) {
    const render = await FORMATS.get(format)!.load();
    files.push([file, render(report, { color: false, failOn, inventory })]);
  }
  const within = licensesWithin(listed, scoped);
  const head = noticeHeadOf(session, within, choice, terminal.env);
  files.push(['NOTICE.md', renderMarkdownNotice(head, noticesOf(within))]);
  if (args.flags.has('attest'))
    files.push(['attestation.json', renderAttestation(report, failOn, files.map(attested))]);
  if (record !== undefined) files.push(['facts.json', record]);
  return { report, files, isScoped: scoped.instead.length === 0 };
}

function attested([name, text]: readonly [string, FileText]): AttestedFile {
  return { name, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Only the last folder is made. */
function madeFolder(folder: string): string {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new UsageError(`${quoted(folder)} cannot be created (${code})`);
  }
  return folder;
}
