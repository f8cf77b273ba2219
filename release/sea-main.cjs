// The entry of the single executable: what src/launcher.cjs does for the files of the package, for the files inside the executable.
// release/package-sea.mjs makes one file of this and what it requires, and fills in the names below.
'use strict';
const fs = require('node:fs');
const sea = require('node:sea');
const vm = require('node:vm');
const { InstallationError } = require('../src/gather/installation-error.ts');
const { FAULT, faultMessage } = require('../src/commands/shared/fault.ts');

const BUILD = '@BUILD_ID@';

let ended = false;

/** A fault of our own never looks like a result. */
function fail(error) {
  ended = true;
  try {
    fs.writeSync(2, faultMessage(error, process.env));
  } catch {}
  process.exit(FAULT);
}

// Unhandled rejections come here as well.
process.on('uncaughtException', fail);
// Node ends with 0 where nothing is left to wait for, also if the run is not finished.
process.on('exit', () => {
  if (!ended) fail(new Error('the run stopped before it was finished'));
});

const loaded = new Map();

/** A file of dist, the text of a function (build.mjs), with what V8 compiled of it when the executable was made. */
function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const made = { exports: {} };
  loaded.set(name, made);
  let text;
  try {
    text = sea.getAsset(`dist/${name}`, 'utf8');
  } catch {
    throw new InstallationError(`${name} is not in the executable`);
  }
  const script = new vm.Script(text, { filename: name, cachedData: compiled(name) });
  if (process.env.MODWARDEN_DEBUG && script.cachedDataRejected) fs.writeSync(2, `${name}: compiled anew\n`);
  script.runInThisContext().call(made.exports, made.exports, requireFrom, made, name, '/');
  return made.exports;
}

function requireFrom(name) {
  return name.startsWith('./') ? load(name.slice(2)) : require(name);
}

function compiled(name) {
  try {
    return new Uint8Array(sea.getRawAsset(`compiled/${name}`));
  } catch {
    return undefined;
  }
}

load('hot.cjs')
  .main(process.argv.slice(2), BUILD)
  .then((code) => {
    ended = true;
    process.exit(code);
  });
