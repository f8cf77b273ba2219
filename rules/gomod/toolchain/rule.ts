import {
  argumentSpan,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  goversion,
  lineRemoval,
  lineSpan,
} from '../../../src/rule.ts';

interface Options {
  readonly line: 'optional' | 'required' | 'forbidden';
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/toolchain',
  title: 'Redundant or disallowed toolchain line',
  why: 'The toolchain line suggests a Go version to developers of the module: with `GOTOOLCHAIN=auto`, Go downloads and runs it. It does not apply to users of the module. To set a minimum version, use the go line.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  fixes: ['safe', 'unsafe'],
  presets: ['recommended'],
  options: (v) => {
    const names = () =>
      v.array(
        v.pipe(v.string(), v.regex(/^[A-Za-z0-9.*+_-]+$/, 'expected a toolchain name such as go1.25.3 or go1.25.*')),
      );
    return v.strictObject({
      line: v.optional(
        v.pipe(
          v.picklist(['optional', 'required', 'forbidden']),
          v.description('Whether a toolchain line is optional, required or forbidden'),
        ),
        'optional',
      ),
      allow: v.optional(
        v.pipe(names(), v.description('Allowed names; `*` matches any text: `go1.25.*`. Empty: all')),
        [],
      ),
      deny: v.optional(v.pipe(names(), v.description('Names that are not allowed. Takes precedence over `allow`')), []),
    });
  },
  *check(repo, { options }) {
    for (const file of directiveFiles(repo)) {
      if (file.toolchain !== undefined) yield* judge(file, options);
      else if (options.line === 'required' && file.go !== undefined) {
        yield {
          at: lineSpan(file.syntax, file.go.line),
          message: 'the toolchain line is missing',
          hint: `run "go get toolchain@go${file.go.version}", or use a newer release`,
          ...about(file, 'missing'),
        };
      }
    }
  },
});

function about({ module }: DirectiveFile, kind: string): Pick<Draft, 'subject' | 'module' | 'data'> {
  return { subject: 'toolchain', ...(module && { module }), data: { kind } };
}

function removed({ syntax, toolchain }: DirectiveFile, safe: boolean): Pick<Draft, 'fix'> {
  const removal = lineRemoval(syntax, toolchain!.line);
  return removal ? { fix: { what: 'remove the line', safe, edits: [removal] } } : {};
}

function* judge(file: DirectiveFile, { line, allow, deny }: Options): Generator<Draft> {
  const { name } = file.toolchain!;
  const at = argumentSpan(file.syntax, file.toolchain!.line, 0);
  const version = goversion.fromToolchain(name);
  const is = (pattern: string) => matches(pattern, name);
  if (line === 'forbidden') {
    yield {
      at,
      message: `toolchain ${name}: a toolchain line is not allowed`,
      hint: 'run "go get toolchain@none" to remove it',
      ...removed(file, false),
      ...about(file, 'forbidden'),
    };
  } else if (deny.some(is) || (allow.length > 0 && !allow.some(is))) {
    const allowed = allow.length > 0 ? `; allowed: ${allow.join(', ')}` : '';
    yield { at, message: `toolchain ${name} is not allowed${allowed}`, ...about(file, 'not-allowed') };
  } else if (name === 'default') {
    yield {
      at,
      message: 'toolchain default is redundant: it names no toolchain',
      hint: 'remove the line, unless you need it to stop "go get" from adding one',
      ...removed(file, false),
      ...about(file, 'default'),
    };
  } else if (version !== '' && file.go !== undefined && goversion.compare(version, file.go.version) <= 0) {
    // cmd/go/internal/toolchain.Select takes the toolchain line only where it is above the go line.
    yield {
      at,
      message: `toolchain ${name} is redundant: the go line already requires ${file.go.version}`,
      hint: 'run "go get toolchain@none" to remove it',
      ...removed(file, true),
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
