import { defineRule, environments, faultFinding, type GoFlag, parseGoFlags, partSpan } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/flags',
  title: 'Unsafe or invalid GOFLAGS',
  why: 'GOFLAGS adds flags to every go command, and nobody who reads the command sees them. Some flags let a build rewrite go.mod and go.sum. Others use files that nobody reviewed, or run a program at every build step.',
  since: '0.1.0',
  level: 'warning',
  security: 5,
  precision: 'very-high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(v.pipe(v.array(v.string()), v.description('Names of allowed flags: `mod`, `toolexec`')), []),
    }),
  *check(repo, { options }) {
    const allowed = new Set(options.allow);
    for (const env of environments(repo)) {
      for (const fault of env.faults('cgo-allow-all')) {
        yield {
          ...faultFinding(fault, env),
          message: `${fault.setting.name}=${fault.text} lets every dependency give any flag to the C compiler`,
          hint: 'write an expression that matches the flags that are needed, and nothing else',
        };
      }
      const set = env.setting('GOFLAGS');
      if (set === undefined) continue;
      const { flags, error } = parseGoFlags(set.value);
      if (error !== undefined) {
        yield {
          at: partSpan(set, error.start, error.end),
          subject: 'GOFLAGS',
          message: `${error.message}: go commands fail`,
          hint: "separate flags with spaces, and put quotes around the whole flag: '-ldflags=-s -w'",
          data: { kind: 'invalid' },
        };
      }
      for (const flag of flags) {
        const effect = effectOf(flag);
        if (effect === undefined || allowed.has(flag.name)) continue;
        yield {
          at: partSpan(set, flag.start, flag.end),
          subject: `GOFLAGS -${flag.name}`,
          ...effect,
          data: { kind: flag.name },
        };
      }
    }
  },
});

function effectOf({ name, value, text }: GoFlag): { message: string; hint: string } | undefined {
  const hint = 'remove it here and pass it to the one command that needs it';
  switch (name) {
    case 'mod':
      return value === 'mod'
        ? {
            message: 'GOFLAGS contains -mod=mod: every go command may rewrite go.mod and go.sum, and ignores vendor/',
            hint: 'remove it: -mod=readonly is the default; use "go mod tidy" to change go.mod',
          }
        : undefined;
    case 'C':
      return {
        message: `GOFLAGS has ${text}: "-C flag must be first flag on command line", and every go command stops`,
        hint: 'remove it, and write -C right after "go" where it is needed',
      };
    case 'insecure':
      return {
        message: 'GOFLAGS contains -insecure, which Go 1.17 removed: "go get" refuses it, other commands ignore it',
        hint: 'remove it',
      };
    case 'toolexec':
    case 'exec':
      return {
        message: `GOFLAGS contains ${text}: this program ${name === 'exec' ? 'starts every program that "go run" and "go test" build' : 'runs every compiler and linker, and can change their output'}`,
        hint,
      };
    case 'overlay':
      return {
        message: `GOFLAGS contains ${text}: it replaces files for every go command, including go.mod and go.sum`,
        hint,
      };
    case 'modfile':
      return { message: `GOFLAGS contains ${text}: Go ignores the go.mod and go.sum of every module`, hint };
    default:
      return undefined;
  }
}
