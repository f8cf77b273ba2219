// `node release/make.mjs [--output FOLDER] [--without-executable] [--node NODE] [--rehearsal]`: all files of a release but the
// attestation, which only the workflow can sign. Needs node_modules. A rehearsal takes the entries in changes/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { entriesIn, joinedEntries } from './changelog.mjs';
import { mirrorFiles } from './mirror.mjs';
import { notesOf } from './notes.mjs';
import { sbomOf } from './sbom.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    output: { type: 'string', default: 'release/out' },
    node: { type: 'string' },
    rehearsal: { type: 'boolean', default: false },
    'without-executable': { type: 'boolean', default: false },
  },
});
const out = path.resolve(root, values.output);
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json'));

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args[0]} ends with ${status ?? error?.message}`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
// Before anything is built: a version without an entry is not released.
writeFileSync(
  path.join(out, 'NOTES.md'),
  values.rehearsal ? joinedEntries(entriesIn(root)) : notesOf(read('CHANGELOG.md'), manifest.version),
);
run('npm', ['run', '--silent', 'build']);
run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', out]);
if (!values['without-executable']) {
  const node = values.node === undefined ? [] : ['--node', path.resolve(values.node)];
  run(process.execPath, ['release/package-sea.mjs', '-o', path.join(out, 'modwarden-linux-x64'), ...node]);
}
writeFileSync(path.join(out, 'modwarden.cdx.json'), sbomOf(manifest, JSON.parse(read('package-lock.json'))));

const mirror = path.join(out, 'mirror');
mkdirSync(mirror);
for (const [name, text] of Object.entries(mirrorFiles(read('.pre-commit-hooks.yaml'), manifest.version)))
  writeFileSync(path.join(mirror, name), text);
const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
run('tar', [...same, '-czf', path.join(out, 'pre-commit-mirror.tar.gz'), '-C', mirror, '.']);
rmSync(mirror, { recursive: true });

const sums = readdirSync(out)
  .filter((name) => name !== 'NOTES.md')
  .sort()
  .map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(path.join(out, name)))
        .digest('hex')}  ${name}\n`,
  );
writeFileSync(path.join(out, 'SHA256SUMS'), sums.join(''));
process.stdout.write(sums.join(''));
