/** The gomod corpus' adapter: our tree and errors in the shape of its dump. Strings that are not UTF-8 go out as bytes. */
import { editFile } from '../../dist/lib/src/go/edit/edit.js';
import { formatModError } from '../../dist/lib/src/go/modfile/errors.js';
import { format } from '../../dist/lib/src/go/modfile/format.js';
import { modulePath } from '../../dist/lib/src/go/modfile/module-path.js';
import { parseMod } from '../../dist/lib/src/go/modfile/parse-mod.js';
import { parseWork } from '../../dist/lib/src/go/modfile/parse-work.js';
import { decode, encode } from '../../dist/lib/src/text/bytes.js';
import { goPosition } from '../../dist/lib/src/text/go-position.js';
import { source } from '../../dist/lib/src/text/source.js';

export { fn } from './gomod-functions.mjs';

const fileName = (kind) => `go.${kind}`;
const read = (text, kind) => source(fileName(kind), typeof text === 'string' ? text : decode(text));
const text = (value) => (value.isWellFormed() ? value : encode(value));

export function parse(input, kind) {
  const file = read(input, kind);
  if (kind === 'work') return { kind, strict: result(kind, file, parseWork(file)) };
  const strict = result(kind, file, parseMod(file));
  const lax = result(kind, file, parseMod(file, { lax: true }));
  return { kind, strict, lax, modulePath: text(modulePath(file.text)) };
}

export function edit(input, kind, edits) {
  return run(input, kind, [...edits, '-print']);
}

export function editJSON(input, kind, edits) {
  return run(input, kind, [...edits, '-json']);
}

function run(input, kind, args) {
  const { value, error } = editFile(read(input, kind), kind, args);
  if (error !== undefined) throw new Error(error);
  return text(value);
}

function result(kind, file, { file: parsed, errors }) {
  if (errors.length > 0) {
    const lines = errors.map((e) => formatModError(fileName(kind), e));
    return { ok: false, error: text(lines.join('\n')), errors: errors.map((e, i) => problem(file, e, lines[i])) };
  }
  return { ok: true, file: dump(kind, parsed) };
}

function problem(file, { at, message, verb, modPath }, line) {
  return {
    msg: text(line),
    pos: position(file, at.start),
    verb: text(verb),
    modPath: text(modPath),
    err: text(message),
  };
}

function dump(kind, f) {
  const at = places(f.syntax);
  const path = (x) => ({ path: text(x.path), syntax: at(x) });
  const version = (x) => ({ path: text(x.path), version: text(x.version) });
  const out = {
    go: f.go ? { version: text(f.go.version), syntax: at(f.go) } : null,
    toolchain: f.toolchain ? { name: text(f.toolchain.name), syntax: at(f.toolchain) } : null,
    godebug: f.godebug.map((x) => ({ key: text(x.key), value: text(x.value), syntax: at(x) })),
    replace: f.replace.map((x) => ({ old: version(x.old), new: version(x.new), syntax: at(x) })),
    tree: tree(f.syntax),
    format: text(format(f.syntax)),
  };
  // Field by field: for spread syntax V8 took a tenth of the dump's time.
  if (kind === 'work') out.use = f.use.map((x) => ({ path: text(x.path), syntax: at(x), modulePath: '' }));
  else {
    const { module: m } = f;
    out.module = m
      ? { path: text(m.path), version: text(m.version), syntax: at(m), deprecated: text(m.deprecated) }
      : null;
    out.require = f.require.map((x) => ({
      path: text(x.path),
      version: text(x.version),
      syntax: at(x),
      indirect: x.indirect,
    }));
    out.exclude = f.exclude.map((x) => ({ path: text(x.path), version: text(x.version), syntax: at(x) }));
    out.retract = f.retract.map((x) => ({
      low: text(x.low),
      high: text(x.high),
      rationale: text(x.rationale),
      syntax: at(x),
    }));
    out.tool = f.tool.map(path);
    out.ignore = f.ignore.map(path);
  }
  return out;
}

function places(syntax) {
  const known = new Map();
  syntax.stmt.forEach((statement, i) => {
    if (statement.kind === 'line') known.set(statement.start, [i]);
    else if (statement.kind === 'block')
      for (const [j, line] of statement.line.entries()) known.set(line.start, [i, j]);
  });
  return (entry) => known.get(entry.line.start);
}

const position = (file, offset) => {
  if (offset < 0) return [0, 0, 0];
  const { line, column, byte } = goPosition(file, offset);
  return [line, column, byte];
};

function tree(syntax) {
  const file = syntax.source;
  const at = (offset) => position(file, offset);
  const comment = (c) => ({ start: at(c.start), token: text(c.token), suffix: c.suffix || undefined });
  /** Puts the comments of a node into its dump; lists that are empty are left out. */
  const withComments = (out, { before, suffix, after }) => {
    if (before.length > 0) out.before = before.map(comment);
    if (suffix.length > 0) out.suffix = suffix.map(comment);
    if (after.length > 0) out.after = after.map(comment);
    return out;
  };
  const line = (x) =>
    withComments({ type: 'line', start: at(x.start), end: at(x.end), inBlock: x.inBlock, token: x.token.map(text) }, x);
  const block = (x) =>
    withComments(
      {
        type: 'block',
        start: at(x.start),
        end: at(x.end),
        token: x.token.map(text),
        lparen: withComments({ pos: at(x.lparen.pos) }, x.lparen),
        line: x.line.map(line),
        rparen: withComments({ pos: at(x.rparen.pos) }, x.rparen),
      },
      x,
    );
  const statement = (x) => {
    if (x.kind === 'line') return line(x);
    return x.kind === 'block' ? block(x) : withComments({ type: 'comment', start: at(x.start) }, x);
  };
  const last = syntax.stmt.at(-1);
  return withComments(
    {
      name: file.path,
      start: at(syntax.stmt[0]?.start ?? -1),
      end: at(last ? (last.end ?? last.start) : -1),
      stmt: syntax.stmt.map(statement),
    },
    syntax,
  );
}
