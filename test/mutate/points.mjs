// Where faults can be planted in a source file, and what each of them looks like. Types, comments, imports and prose are left alone.
import { parseSync } from 'vite';

/**
 * A fault: `text` in place of the characters from `start` to `end`. `kind` says whether the place is an expression or a statement.
 * @typedef {{ file: string, line: number, start: number, end: number, kind: 'expression' | 'statement', before: string, text: string }} Point
 */

const OPERATORS = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&': '|',
  '|': '&',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+=': '-=',
  '-=': '+=',
  '++': '--',
  '--': '++',
};

const METHODS = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};

/** Longer arrays are tables of data: their elements would outnumber the decisions of the program. */
const MAX_ELEMENTS = 12;

/** Text with words in it is for people. */
const PROSE = /\s\p{L}|\p{L}\s/u;

/** @returns {Point[]} */
export function pointsOf(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const points = [];
  const add = (kind, { start, end }, replacement) => {
    const before = text.slice(start, end);
    if (before === replacement) return;
    const line = text.slice(0, start).split('\n').length;
    points.push({ file, line, start, end, kind, before, text: replacement });
  };
  const visit = (node, parent, key) => {
    if (isIgnored(node, parent, key)) return;
    for (const [kind, place, replacement] of faultsAt(node, parent, key, text)) add(kind, place, replacement);
    for (const [name, child] of Object.entries(node)) {
      for (const one of Array.isArray(child) ? child : [child]) {
        if (typeof one?.type === 'string') visit(one, node, name);
      }
    }
  };
  visit(program, undefined, '');
  return points;
}

/** Types, imports, names of properties, patterns, and the elements of tables. */
function isIgnored(node, parent, key) {
  if (/^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(node.type)) return true;
  if (/^(?:Import|ExportAll)/.test(node.type)) return true;
  if (node.type === 'ArrayPattern' || node.type === 'ObjectPattern') return true;
  if (key === 'key' && !parent.computed) return true;
  return parent?.type === 'ArrayExpression' && parent.elements.length > MAX_ELEMENTS;
}

/** The faults of one node: the kind, the place, and the text there. */
function faultsAt(node, parent, key, text) {
  const source = ({ start, end }) => text.slice(start, end);
  const replaced = (token, by) => {
    const at = text.indexOf(token, node.left?.end ?? node.start);
    return text.slice(node.start, at) + by + text.slice(at + token.length, node.end);
  };
  const faults = [];
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      if (node.operator in OPERATORS && !(node.operator === '+' && joinsText(node))) {
        faults.push(['expression', node, replaced(node.operator, OPERATORS[node.operator])]);
      }
      break;
    case 'UpdateExpression':
      faults.push(['expression', node, source(node).replace(node.operator, OPERATORS[node.operator])]);
      break;
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-') faults.push(['expression', node, source(node.argument)]);
      break;
    case 'ConditionalExpression':
    case 'WhileStatement':
      faults.push(['expression', node.test, `!(${source(node.test)})`]);
      break;
    case 'IfStatement':
      faults.push(['expression', node.test, `!(${source(node.test)})`]);
      faults.push(['expression', node.test, 'false']);
      if (node.alternate !== null) faults.push(['expression', node.test, 'true']);
      break;
    case 'Literal':
      faults.push(...literalFaults(node, parent, key, source(node)));
      break;
    case 'ArrayExpression':
      if (node.elements.length > 0) faults.push(['expression', node, '[]']);
      break;
    case 'ReturnStatement':
      if (node.argument !== null && !isConstant(node.argument)) {
        faults.push(['expression', node.argument, 'undefined']);
      }
      break;
    case 'ExpressionStatement':
      if (node.directive === undefined || node.directive === null) faults.push(['statement', node, ';']);
      break;
    case 'ThrowStatement':
    case 'ContinueStatement':
      faults.push(['statement', node, ';']);
      break;
    case 'CallExpression': {
      const name = node.callee.type === 'MemberExpression' && !node.callee.computed && node.callee.property;
      if (name && Object.hasOwn(METHODS, name.name)) {
        faults.push([
          'expression',
          node,
          text.slice(node.start, name.start) + METHODS[name.name] + text.slice(name.end, node.end),
        ]);
      }
      break;
    }
  }
  return faults;
}

function literalFaults(node, parent, key, raw) {
  if (typeof node.value === 'boolean') return [['expression', node, String(!node.value)]];
  if (typeof node.value === 'number') return [['expression', node, `(${raw} + 1)`]];
  const isText = typeof node.value === 'string' && node.value !== '' && !PROSE.test(node.value);
  if (!isText || parent.type === 'ExpressionStatement' || key === 'source') return [];
  return [['expression', node, "''"]];
}

/** Whether + joins texts: a minus there is no fault that anybody makes. */
function joinsText({ left, right }) {
  const isText = (node) =>
    node.type === 'TemplateLiteral' ||
    (node.type === 'Literal' && typeof node.value === 'string') ||
    (node.type === 'BinaryExpression' && joinsText(node));
  return isText(left) || isText(right);
}

/** Constants have faults of their own. */
function isConstant(node) {
  return (node.type === 'Literal' && node.value !== null) || (node.type === 'Identifier' && node.name === 'undefined');
}
