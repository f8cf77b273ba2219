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

const BUILD = '@BUILD_ID@';
const file = path.join(__dirname, 'hot.cjs');
const uid = process.getuid ? process.getuid() : -1;
const isOurs = (stat) => uid < 0 || (stat.uid === uid && (stat.mode & 0o022) === 0);

function cacheFile() {
  if (process.env.MODWARDEN_CACHE === 'off') return undefined;
  // What a hook needs is compiled for hooks alone: reading the cache costs time for all that is in it.
  const kind = process.argv.includes('--staged') ? 'staged' : 'check';
  const name = `${kind}-${BUILD}-${process.version}-${process.arch}.bin`;
  const base = userCache();
  const beside =
    ownFolder(path.join(__dirname, '.cache'), __dirname) ?? (base && ownFolder(path.join(base, 'modwarden'), base));
  return beside && path.join(beside, name);
}

/** The folder if it is ours alone; it is made in a folder of our own only, so that no run as another user leaves something behind. */
function ownFolder(folder, parent) {
  try {
    let stat = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stat === undefined && isOurs(fs.lstatSync(parent))) {
      fs.mkdirSync(folder, { mode: 0o700 });
      stat = fs.lstatSync(folder);
    }
    return stat?.isDirectory() && isOurs(stat) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** As src/gather/cache-folder.ts has it. */
function userCache() {
  const { env, platform } = process;
  if (platform === 'win32') return env.LOCALAPPDATA || undefined;
  if (platform === 'darwin') return env.HOME && path.join(env.HOME, 'Library', 'Caches');
  if (env.XDG_CACHE_HOME) return path.isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined;
  return env.HOME && path.join(env.HOME, '.cache');
}

function readCache(at) {
  try {
    return isOurs(fs.lstatSync(at)) ? fs.readFileSync(at) : undefined;
  } catch {
    return undefined;
  }
}

function writeCache(at, data) {
  const draft = `${at}.${process.pid}`;
  try {
    fs.writeFileSync(draft, data, { mode: 0o600, flag: 'wx' });
    fs.renameSync(draft, at);
  } catch {
    try {
      fs.rmSync(draft, { force: true });
    } catch {}
  }
}

const at = cacheFile();
const cachedData = at && readCache(at);
// A function's text (build.mjs), in ASCII: read as Latin-1 it stays one byte a character, and nothing copies it.
const script = new vm.Script(fs.readFileSync(file, 'latin1'), { filename: file, cachedData });
// The chunks require it by its name.
const hot = new module.constructor(file, module);
hot.filename = file;
require.cache[file] = hot;
script.runInThisContext().call(hot.exports, hot.exports, require, hot, file, __dirname);
hot.loaded = true;
hot.exports.main(process.argv.slice(2), BUILD).then((code) => {
  // After the work, so that functions compiled on first use are in it.
  if (at !== undefined && (cachedData === undefined || script.cachedDataRejected))
    writeCache(at, script.createCachedData());
  // All is written; to take the heap apart first would cost the hook a millisecond.
  process.exit(code);
});
