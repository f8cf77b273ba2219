/** go.mod files that need not be read, because an earlier run read them and they are still what they were. */
import type { ModuleVersion } from '../../version/module-version.ts';
import type { Nodes } from '../select/nodes.ts';
import type { ModSummary } from './summary.ts';

export interface KeptMods {
  /** `h1:` of the file as it was; undefined where nothing is kept of it. */
  hashOf(module: ModuleVersion): string | undefined;
  /** What it says; undefined where it is no longer what it was. Of a module that has a hash. */
  summaryOf(nodes: Nodes, module: ModuleVersion): ModSummary | undefined;
  /** The hash of a file whose summary was given. */
  givenHash(module: ModuleVersion): string | undefined;
}
