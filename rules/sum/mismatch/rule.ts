import { cut, type Draft, defineRule, type MainModule, type Mismatch, sumParts } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/mismatch',
  title: 'Checksum mismatch with go.sum',
  why: 'go.sum records the content of a module version. If the same version has different content now, someone moved its tag, changed its source, or tampered with the download or with go.sum. Go fails with a SECURITY ERROR.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'versions',
  built: true,
  asRead: true,
  presets: ['recommended'],
  *check(repo) {
    // A go.work.sum belongs to all its members.
    const told = new Set<Mismatch>();
    for (const module of repo.modules) {
      for (const found of module.mismatches ?? []) {
        if (!told.has(found)) yield mismatch(module, found);
        told.add(found);
      }
    }
  },
});

function mismatch(module: MainModule, { sum, entry, downloaded }: Mismatch): Draft {
  const { path, version, hash } = entry;
  const file = sum.source.path.slice(sum.source.path.lastIndexOf('/') + 1);
  return {
    at: sumParts(sum, entry).hash,
    subject: path,
    version,
    message: `the go.mod of ${path} ${version} does not match its checksum in ${file}`,
    hint: `find out which hash is right before you change anything: run "go mod download" with an empty GOMODCACHE and the checksum database on (recorded: ${cut(hash, MAX_HASH)}, downloaded: ${downloaded})`,
    ...(sum === module.sum && { module }),
    data: { kind: 'go.mod', recorded: cut(hash, MAX_HASH), downloaded },
  };
}

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;
