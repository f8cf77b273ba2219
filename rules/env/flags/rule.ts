import { defineRule, environments, faultFinding, type GoFlag, parseGoFlags, partSpan } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/flags',
  title: 'GOFLAGS that change what is built, or that Go refuses',
  why: 'GOFLAGS gives flags to every go command, out of sight of whoever reads the command. Some let a build rewrite go.mod and go.sum, take other files than those that were reviewed, or run a program at every step.',
  since: '0.1.0',
  level: 'warning',
  security: 5,
  precision: 'very-high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(v.string()), v.description('Flags that are meant so, by name: `mod`, `toolexec`')),
        [],
      ),
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
          message: `${error.message}: every go command but "go env" and "go bug" stops`,
          hint: "flags are separated by spaces; quotes go around a whole flag, as in '-ldflags=-s -w'",
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
  const hint = 'remove it here, and give it to the command that needs it';
  switch (name) {
    case 'mod':
      return value === 'mod'
        ? {
            message:
              'GOFLAGS has -mod=mod: every go command may rewrite go.mod and go.sum, and passes over vendor/, for all modules',
            hint: 'remove it: -mod=readonly is the default, and "go mod tidy" is there for changes',
          }
        : undefined;
    case 'C':
      return {
        message: `GOFLAGS has ${text}: "-C flag must be first flag on command line", and every go command stops`,
        hint: 'remove it, and write -C right after "go" where it is needed',
      };
    case 'insecure':
      return {
        message:
          'GOFLAGS has -insecure, which Go 1.17 removed: "go get" refuses it, and it does nothing for other commands',
        hint: 'remove it',
      };
    case 'toolexec':
    case 'exec':
      return {
        message: `GOFLAGS has ${text}: that program runs ${name === 'exec' ? 'in place of what "go run" and "go test" build' : 'every compiler and linker, and can change what they make'}`,
        hint,
      };
    case 'overlay':
      return {
        message: `GOFLAGS has ${text}: files are read from other places than where they stand, go.mod and go.sum too`,
        hint,
      };
    case 'modfile':
      return { message: `GOFLAGS has ${text}: go.mod and go.sum are not looked at, for all modules`, hint };
    default:
      return undefined;
  }
}
