/**
 * The license of one folder from the files in it.
 *
 * All license files, and the texts of a folder LICENSES, hold together (AND) unless words in one of them, in COPYRIGHT or in the README
 * state a choice. A license of the documentation is a hint; NOTICE, PATENTS, AUTHORS, EULA and third-party lists add nothing. Where there is no license file, a COPYRIGHT, the README, headers and a NOTICE are
 * asked in this order, as weak evidence.
 */

import { type FileRole, isDocumentation, roleOf } from './files.ts';
import { type Detector, detect } from './match/detector.ts';
import { mayBeBelowRoot } from './repository.ts';
import { joinExpressions, leavesOf, orNodes, parseExpression } from './spdx/expression.ts';
import type { Detection, Evidence, FileLicense, LicenseHint, ModuleLicense } from './types.ts';

/** Path in the module and text (text/bytes.ts). */
export interface FolderFile {
  readonly path: string;
  readonly text: string;
}

/** Confidence is at most this where no license file speaks. */
const WEAK = 0.5;
/** License files less covered than this have text beside the license. */
const WELL_COVERED = 0.75;
/** How much of a file is searched for the names of others. */
const LONGEST_POINTER = 4000;
/** Most licenses a choice is between. */
const MOST_CHOICES = 3;
/** Files of one folder without terms of their own that are searched for the names of others. */
export const MAX_POINTERS = 20;
const ASKED_ELSE: readonly FileRole[] = ['copyright', 'readme', 'source', 'notice'];

interface Folder {
  readonly files: FileLicense[];
  readonly evidence: (Evidence & { readonly file: string })[];
  readonly hints: LicenseHint[];
}

/**
 * What the files of one folder say.
 * @param module path of the module, where the folder is its root.
 */
export function folderLicense(all: readonly FolderFile[], detector: Detector, module?: string): ModuleLicense {
  const here: Folder = { files: [], evidence: [], hints: [] };
  const late: FolderFile[] = [];
  for (const file of all) {
    const role = roleOf(file.path);
    // READMEs and source files are long and seldom needed
    if (role === 'readme' || role === 'source') late.push(file);
    else here.files.push({ path: file.path, role, detection: detect(file.text, file.path, detector), counts: false });
  }
  const speaking = here.files.filter((f) => (f.role === 'license' || f.role === 'docs') && says(f.detection));
  const pointers = speaking
    .filter((f) => f.detection.expression === undefined)
    .slice(0, MAX_POINTERS)
    .filter((f) => pointsAt(f, speaking, all).length > 0);
  const own = speaking.filter((f) => !pointers.includes(f) && !(f.role === 'docs' && isDocumentation(f.path)));
  own.push(...collected(here.files, own));
  const read = (file: FolderFile) => {
    const one: FileLicense = {
      ...file,
      role: roleOf(file.path),
      detection: detect(head(file), file.path, detector),
      counts: false,
    };
    here.files.push({ path: one.path, role: one.role, detection: one.detection, counts: false });
    return here.files[here.files.length - 1]!;
  };
  for (const f of speaking)
    if (f.role === 'docs' && !own.includes(f) && !pointers.includes(f)) documentationHint(f, here);
  if (own.length === 0) return elsewhere(here, () => late.map(read), module);
  const parts = own.map(partOf);
  const asked = () => [
    ...here.files.filter((f) => f.role === 'copyright' || f.role === 'license'),
    ...late.filter((f) => roleOf(f.path) === 'readme').map(read),
  ];
  const choice =
    own.length > 1
      ? (pointedChoice(own, parts, pointers, all, here) ?? statedChoice(own, parts, asked, here))
      : undefined;
  for (const f of own) addHints(f, here);
  gnuHint(parts, here);
  return finish(here, own, choice ?? joinExpressions('and', absorb(parts))!, 1);
}

/** The top of a source file: comments stand before the code. */
function head(file: FolderFile): string {
  if (!file.path.endsWith('.go')) return file.text;
  const at = file.text.search(/^package\s/m);
  return at < 0 ? file.text.slice(0, 4000) : file.text.slice(0, at);
}

/** A file without words (empty, or copyright lines only) says nothing; one that reserves all rights says so. */
const says = (d: Detection) => d.expression !== undefined || d.uncovered.length > 0 || d.reserved === true;

/** Licenses of texts, not of programs. */
const OF_TEXTS = /^(CC-BY|GFDL-)/;

/**
 * Texts of a folder LICENSES that count. Beside license files those for documentation do not, nor does the bare text of a GNU license that
 * one of them grants "or later".
 */
function collected(files: readonly FileLicense[], own: readonly FileLicense[]): FileLicense[] {
  const all = files.filter((f) => f.role === 'collection' && says(f.detection));
  if (own.length === 0) return all;
  const granted = new Set(own.flatMap((f) => leavesOf(parseExpression(f.detection.expression ?? ''))));
  return all.filter((f) => {
    const text = f.detection.expression ?? '';
    return !OF_TEXTS.test(text) && !granted.has(laterOf(text));
  });
}

/** `GPL-2.0-or-later` of `GPL-2.0-only`; others as they are. */
const laterOf = (id: string) => id.replace(/^((?:A|L)?GPL-\d\.\d)-only$/, '$1-or-later');

/** The expression of a file; the bare text of a GNU license in `LICENSES/GPL-2.0-or-later.txt` is what its name says. */
function partOf({ path, role, detection }: FileLicense): string {
  const { expression = 'NOASSERTION' } = detection;
  const later = laterOf(expression);
  return role === 'collection' && later !== expression && path.endsWith(`/${later}.txt`) ? later : expression;
}

function documentationHint({ path, detection }: FileLicense, here: Folder): void {
  const { expression = 'terms without an SPDX id' } = detection;
  here.hints.push({
    kind: 'documentation',
    text: `${path} licenses the documentation under ${expression}`,
    file: path,
  });
}

function elsewhere(here: Folder, readLate: () => FileLicense[], module: string | undefined): ModuleLicense {
  const known = [...here.files];
  let late: FileLicense[] | undefined;
  for (const role of ASKED_ELSE) {
    if (role === 'readme') late = readLate();
    const files = [...known, ...(late ?? [])].filter((f) => f.role === role && f.detection.expression !== undefined);
    if (files.length === 0) continue;
    const expression = joinExpressions(
      'and',
      files.map((f) => f.detection.expression!),
    )!;
    const where = files.map((f) => f.path).join(', ');
    here.hints.push({ kind: 'weak-evidence', text: `no license file; ${where} says so`, file: files[0]!.path });
    return finish(here, files, expression, WEAK);
  }
  here.hints.push({
    kind: 'no-file',
    text:
      module !== undefined && mayBeBelowRoot(module)
        ? "no license file; a module below a repository's root gets only the root's file named LICENSE into its zip, so the repository may have one"
        : 'no license file',
  });
  return finish(here, [], 'NONE', 0);
}

/** The choice between what several license files hold, where words state one. */
function statedChoice(
  own: readonly FileLicense[],
  parts: readonly string[],
  asked: () => FileLicense[],
  here: Folder,
): string | undefined {
  const code = absorb(parts.filter((_, i) => own[i]!.role === 'license'));
  const ids = [...new Set(code.flatMap((part) => leavesOf(parseExpression(part))))];
  if (ids.length < 2 || ids.length > MOST_CHOICES || ids.includes('NOASSERTION')) return undefined;
  if (code.some((part) => part.includes(' OR '))) return undefined;
  let together = false;
  for (const file of asked()) {
    const { expression, evidence } = file.detection;
    const parsed = expression === undefined ? undefined : parseExpression(expression);
    if (!parsed?.ok) continue;
    const covers = (texts: readonly string[]) => ids.every((id) => texts.includes(id));
    if (orNodes(parsed.expression).some((node) => covers(leavesOf(node)))) {
      const words = evidence.filter((e) => e.operator === 'OR');
      for (const e of words) here.evidence.push({ ...e, file: file.path });
      const tag = file.detection.matches.find((m) => m.kind === 'tag');
      if (words.length === 0 && tag) here.evidence.push({ ...tag, operator: 'OR', text: tag.id, file: file.path });
      const docs = parts.filter((_, i) => own[i]!.role === 'docs');
      return joinExpressions('and', [joinExpressions('or', ids)!, ...docs]);
    }
    together ||= covers(leavesOf(parsed.expression));
  }
  const names = own.map((f) => f.path).join(' and ');
  if (!together && own.every((f) => /[-_.](mit|apache|bsd|gpl|mpl|isc)/i.test(f.path))) {
    here.hints.push({
      kind: 'choice-unstated',
      text: `unclear whether ${names} are alternatives; all are applied`,
    });
  }
  return undefined;
}

/** The other license files that a file without terms of its own refers to: "either of the licenses in LICENSE.A or LICENSE.B". */
function pointsAt(file: FileLicense, others: readonly FileLicense[], all: readonly FolderFile[]): FileLicense[] {
  if (file.detection.expression !== undefined) return [];
  const text = all.find((f) => f.path === file.path)!.text.slice(0, LONGEST_POINTER);
  return others.filter((other) => {
    const name = other.path.slice(other.path.lastIndexOf('/') + 1);
    const at = text.indexOf(name);
    return (
      other !== file && at >= 0 && !/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + name.length] ?? ' ')
    );
  });
}

function pointedChoice(
  own: readonly FileLicense[],
  parts: readonly string[],
  pointers: readonly FileLicense[],
  all: readonly FolderFile[],
  here: Folder,
): string | undefined {
  for (const pointer of pointers) {
    const words = pointer.detection.evidence.filter((e) => e.operator === 'OR');
    const between = pointsAt(pointer, own, all);
    if (words.length === 0 || between.length < 2) continue;
    for (const e of words) here.evidence.push({ ...e, file: pointer.path });
    const chosen = joinExpressions(
      'or',
      between.map((f) => parts[own.indexOf(f)]!),
    )!;
    return joinExpressions('and', [chosen, ...parts.filter((_, i) => !between.includes(own[i]!))]);
  }
  return undefined;
}

/** A part that is a choice stands for the files with what can be chosen. */
function absorb(parts: readonly string[]): string[] {
  const choices = parts.filter((p) => p.includes(' OR '));
  const chosen = new Set(choices.flatMap((p) => leavesOf(parseExpression(p))));
  return parts.filter((p) => p.includes(' OR ') || !chosen.has(p));
}

function addHints(file: FileLicense, here: Folder): void {
  const { expression, coverage, uncovered, matches, note } = file.detection;
  if (expression === undefined || (note !== undefined && expression.includes('NOASSERTION'))) {
    here.hints.push({
      kind: 'unrecognised',
      text: `${file.path} has terms without an SPDX ID${note ? ` (${note})` : ''}`,
      file: file.path,
    });
    return;
  }
  if (coverage < WELL_COVERED && matches.some((m) => m.kind === 'text')) {
    const most = uncovered.reduce((a, b) => (b.words > a.words ? b : a));
    here.hints.push({
      kind: 'more-text',
      text: `${file.path} has more text than the license (lines ${most.startLine} to ${most.endLine})`,
      file: file.path,
    });
  }
}

function gnuHint(parts: readonly string[], here: Folder): void {
  const leaves = parts.flatMap((p) => leavesOf(parseExpression(p)));
  if (leaves.some((l) => /^LGPL-3/.test(l)) && leaves.some((l) => /^GPL-3/.test(l))) {
    here.hints.push({
      kind: 'lesser-beside-gpl',
      text: 'the text of the GPL-3.0 may only be part of the LGPL-3.0',
    });
  }
}

function finish(here: Folder, counted: readonly FileLicense[], expression: string, most: number): ModuleLicense {
  const detections = counted.map((f) => f.detection);
  const counting = new Set(counted);
  const files = here.files.map((f) => (counting.has(f) ? { ...f, counts: true } : f));
  const known = new Set(here.evidence.map((e) => `${e.start} ${e.file}`));
  for (const f of counted) {
    for (const e of f.detection.evidence) {
      const key = `${e.start} ${f.path}`;
      if (!known.has(key)) here.evidence.push({ ...e, file: f.path });
      known.add(key);
    }
  }
  return {
    expression,
    confidence: counted.length === 0 ? 0 : Math.min(most, least(detections.map((d) => d.confidence))),
    coverage: counted.length === 0 ? 0 : least(detections.map((d) => d.coverage)),
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    evidence: here.evidence,
    hints: here.hints,
  };
}

/** Not spread into a call: there may be more numbers than the stack holds. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

/** Folders that hold together. `below`: folders that are only looked at for what differs. */
export function joinFolders(folders: readonly ModuleLicense[], below: readonly ModuleLicense[]): ModuleLicense {
  const single = folders.length === 1;
  const parts = folders.map((f) => (f.expression === 'NONE' && !single ? 'NOASSERTION' : f.expression));
  const expression = joinExpressions('and', parts)!;
  const known = new Set(leavesOf(parseExpression(expression)));
  const hints = folders.flatMap((f) => f.hints);
  for (const folder of below) {
    const counted = folder.files.filter((f) => f.counts);
    if (leavesOf(parseExpression(folder.expression)).every((leaf) => known.has(leaf)) || counted.length === 0) continue;
    hints.push({
      kind: 'folders-differ',
      text: `${counted[0]!.path} says ${folder.expression}`,
      file: counted[0]!.path,
    });
  }
  return {
    expression,
    confidence: least(folders.map((f) => f.confidence)),
    coverage: least(folders.map((f) => f.coverage)),
    files: folders.flatMap((f) => f.files),
    evidence: folders.flatMap((f) => f.evidence),
    hints,
  };
}
