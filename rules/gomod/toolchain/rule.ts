import {
  argumentSpan,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  goversion,
  lineSpan,
} from '../../../src/rule.ts';

interface Options {
  readonly line: 'optional' | 'required' | 'forbidden';
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/toolchain',
  title: 'toolchain line that says nothing, or is not allowed',
  why: 'The toolchain line is a wish for those who work on the module: with `GOTOOLCHAIN=auto` Go downloads and runs what it names. Those who use the module are not bound by it, so it is no place for a minimum.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) => {
    const names = () =>
      v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9.*+_-]+$/, 'a toolchain name such as go1.25.3 or go1.25.*')));
    return v.strictObject({
      line: v.optional(
        v.pipe(
          v.picklist(['optional', 'required', 'forbidden']),
          v.description('Whether there may, must or must not be a toolchain line'),
        ),
        'optional',
      ),
      allow: v.optional(
        v.pipe(names(), v.description('Names that are allowed, `*` stands for anything: `go1.25.*`. Empty: all')),
        [],
      ),
      deny: v.optional(v.pipe(names(), v.description('Names that are not, even where `allow` has them')), []),
    });
  },
  *check(repo, { options }) {
    for (const file of directiveFiles(repo)) {
      if (file.toolchain !== undefined) yield* judge(file, options);
      else if (options.line === 'required' && file.go !== undefined) {
        yield {
          at: lineSpan(file.syntax, file.go.line),
          message: 'there is no toolchain line, and the policy wants one',
          hint: `add one with "go get toolchain@go${file.go.version}" or a newer release`,
          ...about(file, 'missing'),
        };
      }
    }
  },
});

function about({ module }: DirectiveFile, kind: string): Pick<Draft, 'subject' | 'module' | 'data'> {
  return { subject: 'toolchain', ...(module && { module }), data: { kind } };
}

function* judge(file: DirectiveFile, { line, allow, deny }: Options): Generator<Draft> {
  const { name } = file.toolchain!;
  const at = argumentSpan(file.syntax, file.toolchain!.line, 0);
  const version = goversion.fromToolchain(name);
  const is = (pattern: string) => matches(pattern, name);
  if (line === 'forbidden') {
    yield {
      at,
      message: `toolchain ${name}: the policy wants no toolchain line`,
      hint: 'remove it with "go get toolchain@none"',
      ...about(file, 'forbidden'),
    };
  } else if (deny.some(is) || (allow.length > 0 && !allow.some(is))) {
    const allowed = allow.length > 0 ? `; allowed are ${allow.join(', ')}` : '';
    yield { at, message: `toolchain ${name} is not allowed by the policy${allowed}`, ...about(file, 'not-allowed') };
  } else if (name === 'default') {
    yield {
      at,
      message: 'toolchain default names no toolchain: Go runs the one that is installed, or what the go line asks for',
      hint: 'remove the line, unless it shall keep "go get" from adding one',
      ...about(file, 'default'),
    };
  } else if (version !== '' && file.go !== undefined && goversion.compare(version, file.go.version) <= 0) {
    // cmd/go/internal/toolchain.Select takes the toolchain line only where it is above the go line.
    yield {
      at,
      message: `toolchain ${name} says nothing: the go line already asks for ${file.go.version}`,
      hint: 'remove it with "go get toolchain@none"',
      ...about(file, 'no-effect'),
    };
  }
}

/** `*` is any text; compared piece by piece, so that no pattern can make it slow. */
function matches(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return pattern === name;
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = name.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return from <= name.length - last.length;
}
