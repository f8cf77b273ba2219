/** Examples of rules' pages, run with a license index that needs no build. */
import { findingsOf as findings, lintExample as lint } from '../../src/library/examples/run-example.ts';
import { indexBytes } from '../license/index-fixture.ts';

export { filesOf } from '../../src/library/examples/run-example.ts';

type Run<F extends (rule: never, example: never, ...rest: never[]) => unknown> = (
  ...args: [Parameters<F>[0], Parameters<F>[1]]
) => ReturnType<F>;

const licenses = async () => indexBytes();

export const findingsOf: Run<typeof findings> = (rule, example) => findings(rule, example, licenses);

export const lintExample: Run<typeof lint> = (rule, example) => lint(rule, example, licenses);
