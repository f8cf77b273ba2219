/** Whether go would have to write go.mod anew (modload.UpdateGoModFromReqs, modFileIsDirty). */
import { compare, fromToolchain } from '../../version/go-version.ts';
import { moduleAt } from '../select/nodes.ts';
import type { Requirements } from '../select/requirements.ts';
import { type GraphSession, type MainFile, versionKey } from '../session.ts';

/** Differing `// indirect` comments do not count: readonly leaves them alone. */
export function isDirty(session: GraphSession, rs: Requirements, main: MainFile): boolean {
  if (main.fixed) return true;
  const { nodes } = session.known;
  const versions = new Map<string, string>();
  for (const root of rs.roots) {
    const { path, version } = moduleAt(nodes, root);
    versions.set(path, version);
  }
  const goVersion = versions.get('go') ?? '';
  const toolchain = versions.get('toolchain') ?? '';
  versions.delete('go');
  versions.delete('toolchain');
  if (goLineAfter(session, main, goVersion) !== (main.file.go?.version ?? '')) return true;
  if (toolchainAfter(goVersion, toolchain) !== (main.file.toolchain?.name ?? '')) return true;
  const before = new Set(main.file.require.map(versionKey));
  if (versions.size !== before.size) return true;
  return [...versions].some(([path, version]) => !before.has(versionKey({ path, version })));
}

function goLineAfter(session: GraphSession, main: MainFile, goVersion: string): string {
  // Without a go line 1.16 is what go.mod means already.
  if (!main.file.go && goVersion === '1.16' && session.mode !== 'mod') return '';
  return goVersion;
}

/** A toolchain line that says no more than the go line, or that no Go since 1.21 would read, goes. */
function toolchainAfter(goVersion: string, toolchain: string): string {
  if (toolchain === '' || toolchain === `go${goVersion}`) return '';
  return compare(fromToolchain(toolchain), '1.21') < 0 ? '' : toolchain;
}
