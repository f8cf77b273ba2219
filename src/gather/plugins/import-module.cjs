// Imports a plug-in. A file of its own, which the build copies as it is: in the bundle, whose parts are compiled without the loader of
// modules, there is no import().
'use strict';
const nodeModule = require('node:module');
const { pathToFileURL } = require('node:url');

/** By name, the URLs of what plug-ins take from modwarden: the running one, whatever else is installed. */
let own = new Map();
let isHooked = false;

function hookNames(names) {
  own = names;
  if (isHooked) return;
  isHooked = true;
  // Node.js 22.15 and later; before, hooks run in a thread of their own.
  if (typeof nodeModule.registerHooks === 'function') {
    nodeModule.registerHooks({
      resolve: (name, context, next) =>
        own.has(name) ? { url: own.get(name), shortCircuit: true } : next(name, context),
    });
    return;
  }
  const table = JSON.stringify([...names]);
  const hook = `const own = new Map(${table});
export async function resolve(name, context, next) {
  return own.has(name) ? { url: own.get(name), shortCircuit: true } : next(name, context);
}`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

/**
 * The exports of the module in a file.
 * @param {string} file absolute
 * @param {ReadonlyMap<string, string>} names what a plug-in imports by name, such as modwarden/rule → absolute file
 */
module.exports = function importModule(file, names) {
  hookNames(new Map([...names].map(([name, path]) => [name, pathToFileURL(path).href])));
  return import(pathToFileURL(file).href);
};
