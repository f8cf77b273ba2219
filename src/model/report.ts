/** The result of a run: plain, serializable data; every format is a function of it. The JSON report is this, versioned. */
import type { ModuleVersion } from '../go/version/module-version.ts';
import type { Place } from '../text/source.ts';
import type { Unknown } from './facts/facts.ts';
import type { FoundVulnerability } from './facts/found-vulnerability.ts';
import type { Level } from './rule.ts';

/** The result of a run, from which every output format is made. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: 'modwarden'; readonly version: string };
  /** What was judged: the tree's name. */
  readonly tree: string;
  /** The day that is judged, YYYY-MM-DD. */
  readonly today: string;
  /** A run that looks at less on purpose (`--staged`): why. Its SARIF is marked, its exit code is not changed. */
  readonly partial: string | undefined;
  readonly policies: readonly PolicyUsed[];
  /** Errors in policy files: exit 2, what is valid still judged. */
  readonly problems: readonly PolicyProblem[];
  /** The whole catalogue, sorted by id; `ran` tells which were on somewhere. */
  readonly rules: readonly RuleInfo[];
  readonly modules: readonly {
    readonly dir: string;
    readonly file: string;
    readonly path: string;
    readonly graph: string;
    readonly modules: number;
  }[];
  /** Files in the language of go.mod that were not judged, since no policy includes them. */
  readonly otherModfiles?: readonly string[];
  /** Sorted by path, line, column, rule, subject. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** The baseline file that was read, and how many findings it holds; left out where there is none. */
  readonly baseline?: BaselineUse;
  /** The revision that the report is compared with; left out where there is none. */
  readonly base?: BaseUse;
  /** Numbers for monitoring beyond what findings and gaps add up to. */
  readonly metrics?: readonly Metric[];
  /** What the run asked of the network, where that is wished: it depends on earlier runs, and reports of equal runs must be equal. */
  readonly network?: Traffic;
  /** Where it is wished: equal files give equal reports, and this says which files they were. */
  readonly provenance?: Provenance;
}

/** What a report is based on, so that somebody else can make it again. */
export interface Provenance {
  readonly input: {
    readonly kind: 'folder' | 'index' | 'revision' | 'archive';
    /** Its last name, not where it lies. */
    readonly name: string;
    /** SHA-256 of an archive or bundle. */
    readonly sha256?: string;
    /** As `--rev` named it. */
    readonly revision?: string;
    /** The commit's id: of the revision, of the work tree's HEAD, or as `git archive` noted it. */
    readonly commit?: string;
    /** Files of a work tree that were read and differ from the commit; empty where none does. */
    readonly changed?: readonly string[];
    /** Files that were read. */
    readonly files: number;
    /** Over the names and contents of the files that were read, as Go hashes a module. */
    readonly hash: string;
  };
  /** The files of all policies that were used, those that they extend too. */
  readonly policies: readonly { readonly path: string; readonly sha256: string }[];
  /** The record of facts; left out where none was used or made. */
  readonly facts?: {
    readonly sha256: string;
    /** When they were gathered, RFC 3339. */
    readonly asOf: string;
  };
  /** Makes the same report again, where it has the same input, policy and record. */
  readonly command: string;
}

export interface BaselineUse {
  readonly path: string;
  readonly recorded: number;
  /** Entries that are found no more; left out in a run that looks at less on purpose. */
  readonly fixed?: number;
}

export interface BaseUse {
  /** As the caller wrote it. */
  readonly rev: string;
  /** The commit's id. */
  readonly commit: string;
  /** What could not be checked there: findings that it had may be taken for new ones. */
  readonly unchecked: number;
}

/** All zero where facts come from a record. */
export interface Traffic {
  /** Requests that were made, repetitions and redirects counted too. */
  readonly requests: number;
  /** Questions that were answered from what earlier runs kept. */
  readonly cached: number;
  /** Of the answers' bodies, unpacked. */
  readonly bytes: number;
}

/**
 * A gauge with a stable name. In use: `modwarden_score` (0 to 100; labels `module`, and `dependency` for one dependency's own),
 * `modwarden_depth` (labels `module`, `dependency`), `modwarden_library_years` (unit `years`; label `module`). Label `module` is the
 * module's folder, `.` for the root. Where a metric has a unit its name ends with it.
 */
export interface Metric {
  readonly name: `modwarden_${string}`;
  /** One line, our own words. */
  readonly help: string;
  readonly unit?: string;
  readonly type: 'gauge';
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

export interface PolicyUsed {
  /** Repository path, or undefined for a preset without a file. */
  readonly path: string | undefined;
  readonly extends: readonly string[];
  /** Folders of the modules it judges. */
  readonly modules: readonly string[];
}

/** One error in a policy. */
export interface PolicyProblem {
  readonly place: Place | undefined;
  readonly snippet?: string;
  readonly message: string;
  readonly hint?: string;
}

export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly level: Level;
  readonly security?: number;
  readonly precision: 'very-high' | 'high' | 'medium' | 'low';
  readonly since: string;
  /** The plug-in that it comes from, or `own` for a rule of the library's caller; left out for built-in rules. */
  readonly plugin?: string;
  readonly ran: boolean;
  /** Files of the modules that it did not check, because it is off there though it ran elsewhere. */
  readonly offFor?: readonly string[];
}

/** One result of a rule, as reported. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** Identity: `mw1:` and 32 hex digits. */
  readonly id: string;
  /**
   * For a finding about a module that has no line of its own and is reported at the requirement it comes in through: the identity
   * with that requirement's module as the subject. One alert stands for all that comes in through a line, whatever comes and goes.
   */
  readonly lineId?: string;
  readonly state: 'new' | 'baseline' | 'waived';
  readonly place: Place;
  /** Where `place` lies outside the repository (a captured `go env`): a line inside it, for formats that need one. */
  readonly anchor?: Place;
  /** The first line of the place as it stands in the file, cut to a sane length. */
  readonly snippet: string;
  /** The column of the line that the snippet begins with, where that is not the first: a long line is cut around the place. */
  readonly snippetColumn?: number;
  readonly subject: string;
  /** Folder of the module it belongs to; undefined for findings about a file. */
  readonly module: string | undefined;
  readonly message: string;
  readonly hint?: string;
  readonly version?: string;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly trail: readonly TrailStep[];
  readonly confidence?: 'low';
  /** The line of the policy that decided the level or the options, where one did. */
  readonly policy?: { readonly place: Place; readonly snippet: string };
  /** When the facts that it rests on and that change (version lists) were read, RFC 3339; left out where none do. */
  readonly asOf?: string;
  readonly waiver?: {
    readonly reason: string;
    readonly owner?: string;
    readonly until: string;
    /** OpenVEX's word for why a vulnerability does not matter here. */
    readonly justification?: string;
    readonly place: Place;
  };
  /** With the state `baseline`: the day on which it was recorded (YYYY-MM-DD), or the base revision that has it too. */
  readonly baseline?: { readonly since?: string; readonly rev?: string };
  /** Edits that fix it, where there are some that are known to be right. */
  readonly fix?: Fix;
  /** The vulnerability that it is about. */
  readonly vulnerability?: FoundVulnerability;
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** A module on the way to the one that a finding is about. */
export interface TrailStep extends ModuleVersion {
  /** The line that requires it; there where that is a line of the repository other than the finding's own. */
  readonly place?: Place;
}

/** Edits of one file that fix a finding. */
export interface Fix {
  /** What they do, as an instruction. */
  readonly what: string;
  /** They change nothing that is built and lose nothing that is meant; the others need a person to look at them. */
  readonly safe: boolean;
  /** SHA-256 of the file that they are for, in hexadecimal: they fit no other. */
  readonly sha256: string;
  /** In the order of the file; no two have a place in common. All in one file, which need not be that of the finding. */
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
  /** A command that completes it, and the rules whose findings are there until then. */
  readonly followUp?: { readonly run: string; readonly resolves: readonly string[] };
}

/** Something that could not be checked. */
export interface Gap {
  readonly rule: string;
  /** Folder of the module; undefined where it is about none. */
  readonly module: string | undefined;
  /** What could not be judged: `path@version`, a path, or a file. */
  readonly subject: string;
  readonly why: Unknown['why'];
  readonly detail: string;
  /** Whether the policy says that this fails the run. */
  readonly fails: boolean;
  readonly hint?: string;
}
