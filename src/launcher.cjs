#!/usr/bin/env node
// Starts hot.cjs through V8's code cache. Compiling the bundle is most of a short run's time, and V8 keeps what it compiled if asked.
//
// A code cache is executable code, so it lies beside the bundle (a directory that is ours and writable: an installed package), else in
// the user's own cache directory (0700, owner checked), never in a shared temporary directory. It is named by the hash of the bundle,
// which the build writes below, because V8 itself compares no more than the source's length. MODWARDEN_CACHE=off does without.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const ID = '@BUILD_ID@';
const file = path.join(__dirname, 'hot.cjs');
const uid = process.getuid ? process.getuid() : -1;

function cacheFile() {
  if (process.env.MODWARDEN_CACHE === 'off') return undefined;
  const name = `hot-${ID}-${process.version}-${process.arch}.bin`;
  for (const dir of [path.join(__dirname, '.cache'), userCache()]) {
    if (dir === undefined) continue;
    try {
      fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
      const s = fs.lstatSync(dir);
      if (!s.isDirectory() || (uid >= 0 && (s.uid !== uid || (s.mode & 0o022) !== 0))) continue;
      fs.accessSync(dir, fs.constants.W_OK);
      return path.join(dir, name);
    } catch {}
  }
  return undefined;
}

function userCache() {
  const home =
    process.env.XDG_CACHE_HOME ||
    process.env.LOCALAPPDATA ||
    (process.env.HOME && path.join(process.env.HOME, '.cache'));
  return home && path.isAbsolute(home) ? path.join(home, 'modwarden') : undefined;
}

function readCache(at) {
  if (at === undefined) return undefined;
  try {
    const s = fs.lstatSync(at);
    if (!s.isFile() || (uid >= 0 && s.uid !== uid)) return undefined;
    return fs.readFileSync(at);
  } catch {
    return undefined;
  }
}

function writeCache(at, data) {
  try {
    const temporary = `${at}.${process.pid}`;
    fs.writeFileSync(temporary, data, { mode: 0o600 });
    fs.renameSync(temporary, at);
  } catch {}
}

const at = cacheFile();
const cachedData = readCache(at);
const wrapped = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(file, 'utf8')}\n})`;
const script = new vm.Script(wrapped, { filename: file, cachedData });
const mod = { exports: {} };
script.runInThisContext().call(mod.exports, mod.exports, require, mod, file, __dirname);
mod.exports.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // After the work, so that functions compiled on first use are in it.
  if (at !== undefined && (cachedData === undefined || script.cachedDataRejected))
    writeCache(at, script.createCachedData());
});
