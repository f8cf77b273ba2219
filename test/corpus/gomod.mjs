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
  const path = (x) => ({ path: text(x.path), ...at(x) });
  const version = (x) => ({ path: text(x.path), version: text(x.version) });
  const required = (x) => ({ ...version(x), ...at(x) });
  const common = {
    go: f.go ? { version: text(f.go.version), ...at(f.go) } : null,
    toolchain: f.toolchain ? { name: text(f.toolchain.name), ...at(f.toolchain) } : null,
    godebug: f.godebug.map((x) => ({ key: text(x.key), value: text(x.value), ...at(x) })),
    replace: f.replace.map((x) => ({ old: version(x.old), new: version(x.new), ...at(x) })),
    tree: tree(f.syntax),
    format: text(format(f.syntax)),
  };
  if (kind === 'work') return { ...common, use: f.use.map((x) => ({ ...path(x), modulePath: '' })) };
  return {
    ...common,
    module: f.module ? { ...required(f.module), deprecated: text(f.module.deprecated) } : null,
    require: f.require.map((x) => ({ ...required(x), indirect: x.indirect })),
    exclude: f.exclude.map(required),
    retract: f.retract.map((x) => ({ low: text(x.low), high: text(x.high), rationale: text(x.rationale), ...at(x) })),
    tool: f.tool.map(path),
    ignore: f.ignore.map(path),
  };
}

function places(syntax) {
  const known = new Map();
  syntax.stmt.forEach((statement, i) => {
    if (statement.kind === 'line') known.set(statement, [i]);
    else if (statement.kind === 'block') for (const [j, line] of statement.line.entries()) known.set(line, [i, j]);
  });
  return (entry) => ({ syntax: known.get(entry.line) });
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
  const comments = (x) => ({
    before: x.before.map(comment),
    suffix: x.suffix.map(comment),
    after: x.after.map(comment),
  });
  const line = (x) => ({
    type: 'line',
    start: at(x.start),
    end: at(x.end),
    inBlock: x.inBlock,
    token: x.token.map(text),
    ...comments(x),
  });
  const block = (x) => ({
    type: 'block',
    start: at(x.start),
    end: at(x.end),
    token: x.token.map(text),
    ...comments(x),
    lparen: { pos: at(x.lparen.pos), ...comments(x.lparen) },
    line: x.line.map(line),
    rparen: { pos: at(x.rparen.pos), ...comments(x.rparen) },
  });
  const statement = (x) =>
    x.kind === 'line'
      ? line(x)
      : x.kind === 'block'
        ? block(x)
        : { type: 'comment', start: at(x.start), ...comments(x) };
  const last = syntax.stmt.at(-1);
  return {
    name: file.path,
    start: at(syntax.stmt[0]?.start ?? -1),
    end: at(last ? (last.end ?? last.start) : -1),
    ...comments(syntax),
    stmt: syntax.stmt.map(statement),
  };
}
