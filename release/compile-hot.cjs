// Run by the Node of the single executable: `node compile-hot.cjs HOT OUT`. What it compiles is kept with the functions that a check of
// a small repository has called, as the code cache of src/launcher.cjs is.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const Module = require('node:module');
const vm = require('node:vm');

const [hot, out] = process.argv.slice(2);
const script = new vm.Script(fs.readFileSync(hot, 'utf8'), { filename: 'hot.cjs' });
// The chunks require it by its name.
const made = new Module(hot);
require.cache[hot] = made;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'modwarden-sea-'));
fs.writeFileSync(path.join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v1.0.0\n');
const from = Module.createRequire(hot);
script.runInThisContext().call(made.exports, made.exports, from, made, hot, path.dirname(hot));
made.loaded = true;
process.env.MODWARDEN_CACHE = 'off';
made.exports.main(['check', folder, '--offline', '-o', path.join(folder, 'report')], 'sea').then((code) => {
  if (code > 3) process.exit(code);
  fs.writeFileSync(out, script.createCachedData());
  fs.rmSync(folder, { recursive: true });
  process.exit(0);
});
