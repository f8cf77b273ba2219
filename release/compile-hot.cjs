// Run by the Node of the single executable: `node compile-hot.cjs HOT OUT`. What it compiles is kept with the functions that a check of
// a small repository has called, as the code cache of src/launcher.cjs is.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const vm = require('node:vm');

const [hot, out] = process.argv.slice(2);
const modules = new Map();

/** Hot and its chunks are the texts of functions (build.mjs). */
function load(name) {
  const script = new vm.Script(fs.readFileSync(path.join(path.dirname(hot), name), 'latin1'), { filename: name });
  const made = { exports: {} };
  script.runInThisContext().call(made.exports, made.exports, requireFrom, made, name, path.dirname(hot));
  modules.set(name, made.exports);
  return { script, exports: made.exports };
}

function requireFrom(id) {
  if (!id.startsWith('./')) return require(id);
  const name = id.slice(2);
  return modules.get(name) ?? load(name).exports;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'modwarden-sea-'));
fs.writeFileSync(path.join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v1.0.0\n');
const { script, exports: command } = load(path.basename(hot));
process.env.MODWARDEN_CACHE = 'off';
command.main(['check', folder, '--offline', '-o', path.join(folder, 'report')], 'sea').then((code) => {
  if (code > 3) process.exit(code);
  fs.writeFileSync(out, script.createCachedData());
  fs.rmSync(folder, { recursive: true });
  process.exit(0);
});
