/** What other tools' reports say about vulnerabilities, in one shape. */

/** How far the code of a program reaches the vulnerable code; `required`: only a module requires it. */
export type Reach = 'called' | 'imported' | 'required';

/** OpenVEX's four words. */
export type VexStatus = 'affected' | 'not_affected' | 'fixed' | 'under_investigation';

/** One finding of another tool: a vulnerability of a module version. */
export interface ReportedFinding {
  /** As the report has it: GO-, CVE- or GHSA- ID. */
  readonly id: string;
  /** Other names, where the report has them. */
  readonly aliases: readonly string[];
  /** Module path or `stdlib`; '' where the report names none. */
  readonly module: string;
  /** With `v`; '' where the report names none. */
  readonly version: string;
  /** With `v`; left out where the report names none. */
  readonly fixed?: string;
  readonly reach?: Reach;
  readonly status?: VexStatus;
  readonly summary?: string;
  /** Module path of the program that the statement is about, where the report names one. */
  readonly product?: string;
}

export interface ToolReport {
  readonly tool: 'govulncheck' | 'openvex' | 'osv-scanner' | 'trivy' | 'dependency-review';
  readonly findings: readonly ReportedFinding[];
}

/** A report that the user gave. */
export interface GivenReport extends ToolReport {
  /** The file, as the user named it. */
  readonly name: string;
}

/** A text that is no report which can be read. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}
