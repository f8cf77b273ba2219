/**
 * V8 11 (Node 20) optimizes a function as soon as 67 kB of its bytecode have run. In a run of a second that compiles more than it brings:
 * a graph of 25,000 edges takes a third more time, and nearly twice the CPU. Later V8s have a quick tier in between, and no such flag.
 *
 * V8 takes compiled code only under the flags that it was made under, so this comes before any of it is loaded.
 */
export function compileLater(): void {
  if (process.versions.v8.startsWith('11.'))
    process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=600000');
}
