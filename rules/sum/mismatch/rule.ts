import { cut, type Draft, defineRule, type MainModule, type Mismatch, sumParts } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/mismatch',
  title: 'Checksum mismatch with go.sum',
  why: 'go.sum records the content that a module version had when it was added. Where the same version has other content now, its tag was moved, its source was changed, or somebody tampers with the download or with go.sum. Go stops with a SECURITY ERROR.',
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
    message: `checksum mismatch for the go.mod of ${path} ${version}: ${file} records ${cut(hash, MAX_HASH)}, the file that was read has ${downloaded}`,
    hint: 'find out which hash is right before you change anything: run "go mod download" with an empty GOMODCACHE and the checksum database on',
    ...(sum === module.sum && { module }),
    data: { kind: 'go.mod', recorded: cut(hash, MAX_HASH), downloaded },
  };
}

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;
