/** What a new waiver is for: a module, or something else by its exact name. */
import type { Finding } from '../../model/report.ts';
import { modulePatternFault } from '../patterns/patterns.ts';
import type { NewWaiver } from './new-waiver.ts';

/** A subject with the form of a module path is named as a pattern, which covers what lies below too. */
export function waiverTarget(name: string, finding: Pick<Finding, 'version'> | undefined): NewWaiver['target'] {
  const isModule = /^[^/]*\./.test(name) || name.includes('/');
  const isPattern = isModule && modulePatternFault(name) === undefined;
  const isPath =
    finding === undefined ? isPattern : finding.version !== undefined && isPattern && !/[*?[\\]/.test(name);
  return isPath ? { module: name } : { subject: name };
}
