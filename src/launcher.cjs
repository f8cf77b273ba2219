#!/usr/bin/env node
// Starts hot.cjs, and the chunks that it asks for, through V8's code cache. Compiling them is most of a short run's time, and V8 keeps
// what it compiled if asked.
// The build makes one file of this and what it requires.
//
// A code cache is executable code, so it lies beside the bundle (a directory that is ours and writable: an installed package), else in
// the user's own cache directory, never where another user could put something (gather/trusted-folder.ts). It is named by the hash of the
// bundles, which the build writes below, because V8 itself compares no more than the source's length. V8 does not check the content
// either, and a damaged one ends the process with a signal, so it is sealed (gather/sealed.ts). MODWARDEN_CACHE=off does without.
//
// A hook that is asked the same again gets its answer before any of that (gather/answers).
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { keep, recall } = require('./gather/answers/answers.ts');
const { isNoTerminal, stagedQuestion } = require('./gather/answers/question.ts');
const { packCode, unpackCode } = require('./gather/cache/code-pack.ts');
const { cacheFolder } = require('./gather/cache/folder.ts');
const { readOwnFile, replaceOwnFile } = require('./gather/cache/own-file.ts');
const { seal, unseal } = require('./gather/cache/sealed.ts');
const { cacheStore } = require('./gather/cache/store.ts');
const { isOwn, trustedFolder } = require('./gather/cache/trusted-folder.ts');
const { InstallationError } = require('./gather/installation-error.ts');
const { compileLater } = require('./commands/shared/compiler.ts');
const { FAULT, faultMessage } = require('./commands/shared/fault.ts');
const { codeOf } = require('./commands/shared/may-repeat.ts');
const { print, written } = require('./commands/shared/print.ts');

const BUILD = '@BUILD_ID@';
const HOT = 'hot.cjs';
const file = path.join(__dirname, HOT);
const MAX_CACHE = 32 << 20;

const isHook = process.argv.includes('--staged');

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

function cacheFile() {
  if (process.env.MODWARDEN_CACHE === 'off') return undefined;
  // V8 takes all of a cache at once, so that each command would pay for what others had compiled.
  const kind = isHook ? 'staged' : codeOf(process.argv[2]);
  const name = `${kind}-${BUILD}-${process.version}-${process.arch}.bin`;
  const folder = beside() ?? (user && trustedFolder(user, true));
  return folder && path.join(folder, name);
}

/** Only its own folder is looked at: who can change one above it can change the bundle as well. */
function beside() {
  try {
    const folder = path.join(__dirname, '.cache');
    let stat = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stat === undefined && isOwn(fs.lstatSync(__dirname))) {
      fs.mkdirSync(folder, { mode: 0o700 });
      stat = fs.lstatSync(folder);
    }
    return stat?.isDirectory() && isOwn(stat) ? folder : undefined;
  } catch {
    return undefined;
  }
}

function readCache(at) {
  const bytes = readOwnFile(at, MAX_CACHE);
  const code = bytes && unseal(bytes);
  return code ? unpackCode(code) : new Map();
}

/** What this run compiled, and what earlier ones had of other chunks. */
function writeCache(at, { scripts, known }) {
  try {
    const code = new Map(known);
    for (const [name, script] of scripts) code.set(name, script.createCachedData());
    replaceOwnFile(at, `${at}.${process.pid}`, seal(packCode(code)));
  } catch {
    // The result stands without it.
  }
}

/** The text of a bundle: that of a function (build.mjs), in ASCII. Read as Latin-1 it stays one byte a character, and nothing copies it. */
function read(name) {
  try {
    return fs.readFileSync(path.join(__dirname, name), 'latin1');
  } catch (error) {
    throw new InstallationError(`${name} cannot be read: ${error.code}`);
  }
}

/** What `require` gives in hot.cjs and in its chunks. `known`: the code of earlier runs, by name. */
function loader(known) {
  // Not needed for an answer that is remembered.
  const vm = require('node:vm');
  const modules = new Map();
  const scripts = new Map();
  let isNew = false;
  const load = (name) => {
    const text = read(name);
    const filename = path.join(__dirname, name);
    const script = new vm.Script(text, { filename, cachedData: known.get(name) });
    scripts.set(name, script);
    // A hook's chunk may come while nothing is optimized, which is another flag of V8's (gather/short-run.ts): it is not rejected for good.
    if (!known.has(name) || (name === HOT && script.cachedDataRejected)) isNew = true;
    const module = { exports: {} };
    script.runInThisContext().call(module.exports, module.exports, requireIn, module, filename, __dirname);
    modules.set(name, module.exports);
    return module.exports;
  };
  const requireIn = (id) => {
    if (!id.startsWith('./')) return require(id);
    const name = id.slice(2);
    return modules.get(name) ?? load(name);
  };
  return { load, scripts, known, isNew: () => isNew };
}

function start(compiled) {
  try {
    return compiled.load(HOT);
  } catch (error) {
    if (error instanceof InstallationError) throw error;
    if (process.env.MODWARDEN_DEBUG) fs.writeSync(2, `${error.stack}\n`);
    throw new InstallationError(`hot.cjs does not start: ${error.message}`);
  }
}

const user = cacheFolder(process.env);
const store = user && cacheStore(user, { now: () => new Date() });

/** What a hook is asked; undefined for any other run. */
function question() {
  return stagedQuestion({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    today: new Date().toISOString().slice(0, 10),
    build: BUILD,
    program: file,
    isPlain: isNoTerminal(1),
  });
}

/** Gives an answer again as the run would that gave it first. */
async function repeat({ code, out }) {
  try {
    print(1, out);
    await written();
    return code;
  } catch (error) {
    print(2, `modwarden: ${error.message}\n`);
    return 2;
  }
}

async function run(asked) {
  if (!isHook) compileLater();
  const at = cacheFile();
  const compiled = loader(at === undefined ? new Map() : readCache(at));
  const { main, watch } = start(compiled);
  const witness = asked && watch();
  const code = await main(process.argv.slice(2), BUILD);
  // After the work, so that functions compiled on first use are in it.
  if (at !== undefined && compiled.isNew()) writeCache(at, compiled);
  if (asked) keep(store, asked, question(), code, witness);
  return code;
}

const asked = store && question();
const known = asked && recall(store, asked);
(known ? repeat(known) : run(asked)).then((code) => {
  ended = true;
  // All is written; to take the heap apart first would cost the hook a millisecond.
  process.exit(code);
});
