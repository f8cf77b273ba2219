/**
 * Questions about files that are parsed already, without a run of any command: what a rule asks that has the repository's model and a
 * run's facts at hand.
 */

import type { VendorFile } from '../vendor/modules-txt.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import { replacementOf } from './files/replace.ts';
import { type VendorProblem, vendorProblems } from './files/vendor-check.ts';
import type { Elsewhere } from './known.ts';
import { type ModuleUpdates, updatesOf } from './list/updates.ts';
import { type ParsedFiles, parsedSession } from './parsed-session.ts';
import type { GraphSession } from './session.ts';
import { advance, type Step, type Task } from './task.ts';

export interface ParsedGraph {
  /** What replaces a module version here; folders relative to the main module's, or to go.work's. */
  replacement(module: ModuleVersion): ModuleVersion | undefined;
  /** As `go list -m -u`. `lacks`: questions that `reply` does not answer yet. */
  updates(module: ModuleVersion): Exclude<Step<ModuleUpdates>, { kind: 'stopped' }>;
  /** What Go calls inconsistent vendoring, in its order and words. */
  vendor(file: VendorFile): readonly VendorProblem[];
}

/** `reply` gives what is known, undefined for what is not. */
export function parsedGraph(files: ParsedFiles, reply: Elsewhere = () => undefined): ParsedGraph {
  const session = parsedSession(files, reply);
  return {
    replacement: (module) => replacementOf(session, module),
    updates: (module) => answerFiles(session, updatesOf(session, module)),
    vendor: (file) => vendorProblems(session, file),
  };
}

/** Folders that replace a module are not looked into: what its author wrote into its go.mod is not there. */
function answerFiles<T>(session: GraphSession, inquiry: Task<T>): Exclude<Step<T>, { kind: 'stopped' }> {
  for (;;) {
    const outcome = advance(inquiry);
    if (outcome.kind === 'stopped') throw new Error('a question that ends everything');
    if (outcome.kind === 'done' || outcome.needs.questions.length > 0) return outcome;
    for (const file of outcome.needs.files) session.known.files.set(file, NOT_LOOKED_INTO);
  }
}

const NOT_LOOKED_INTO = { known: false, why: 'missing', detail: 'no such file or directory' } as const;
