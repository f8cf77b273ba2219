/** Limits on policies and reports. */
import { MAX_FINDING_CHARS, MAX_FINDINGS, MAX_NAME, MAX_SENTENCE } from '../../../../lint/limits.ts';
import { MAX_BASELINE, MAX_RECORDED } from '../../../../policy/baseline/limits.ts';
import { MAX_FIELDS } from '../../../../policy/inline.ts';
import { MAX_EXTENDED_FILES, MAX_EXTENDS_DEPTH } from '../../../../policy/layers/layers.ts';
import {
  MAX_BRACE_PATTERNS,
  MAX_OVERRIDE_GLOBS,
  MAX_OVERRIDES,
  MAX_POLICY_FILES,
  MAX_WAIVERS,
} from '../../../../policy/limits.ts';
import { MAX_LIST } from '../../../../policy/options/options.ts';
import { NODE_LIMITS } from '../../../../policy/parse/node.ts';
import { MAX_PATTERN_LENGTH } from '../../../../policy/patterns/patterns.ts';
import {
  MAX_CASE_TEXT,
  MAX_CASES,
  MAX_EXPECTED,
  MAX_FACTS,
  MAX_TEST_FILES,
} from '../../../../policy/testing/limits.ts';
import { MAX_INVENTORY_ENTRIES, MAX_INVENTORY_MODULES, MAX_STORED_REPORT } from '../../../../report/limits.ts';
import { BOUNDS_TEST, LIMITS_TEST, type LimitSection, REFUSED, row } from './row.ts';

const POLICY_ERROR = 'policy error, exit code 2; what comes before still applies';

export const POLICY_LIMITS: readonly LimitSection[] = [
  {
    title: 'Policies',
    rows: [
      row(
        'a policy file',
        NODE_LIMITS.maxBytes,
        'policy error, exit code 2',
        ['test/policy/parse/parse.test.ts', 'is larger than'],
        'bytes',
      ),
      row('levels of a policy', NODE_LIMITS.maxDepth, 'policy error, exit code 2', [
        'test/policy/parse/parse.test.ts',
        'nested deeper than',
      ]),
      row('values of a policy, aliases counted each time', NODE_LIMITS.maxNodes, 'policy error, exit code 2', [
        'test/policy/parse/parse.test.ts',
        'YAML built to overwhelm',
      ]),
      row('levels of `extends`', MAX_EXTENDS_DEPTH, POLICY_ERROR, [
        'test/policy/layers/extends.test.ts',
        'levels of extends',
      ]),
      row('files that one policy extends', MAX_EXTENDED_FILES, POLICY_ERROR, [
        'test/policy/layers/extends.test.ts',
        'extended files',
      ]),
      row('policy files of one repository', MAX_POLICY_FILES, 'policy error; `recommended` applies there', [
        LIMITS_TEST,
        'have policy files up to a limit',
      ]),
      row('waivers', MAX_WAIVERS, POLICY_ERROR, [LIMITS_TEST, 'have waivers up to a limit']),
      row('fields of a waiver beside a line', MAX_FIELDS, POLICY_ERROR, [
        LIMITS_TEST,
        'have waivers beside lines with few fields',
      ]),
      row('overrides', MAX_OVERRIDES, POLICY_ERROR, [BOUNDS_TEST, 'overrides']),
      row('file patterns of all overrides', MAX_OVERRIDE_GLOBS, POLICY_ERROR, [
        LIMITS_TEST,
        'have file patterns in overrides up to a limit',
      ]),
      row('patterns that the braces of one pattern expand to', MAX_BRACE_PATTERNS, POLICY_ERROR, [
        'test/policy/patterns/braces.test.ts',
        'count up to the limit',
      ]),
      row('entries of a list', MAX_LIST, POLICY_ERROR, [BOUNDS_TEST, 'entries of a list']),
      row('characters of a module pattern', MAX_PATTERN_LENGTH, POLICY_ERROR, [
        BOUNDS_TEST,
        'characters of a module pattern',
      ]),
      row('findings of a baseline', MAX_RECORDED, REFUSED, [BOUNDS_TEST, 'findings of a baseline']),
      row('a baseline', MAX_BASELINE, REFUSED, ['test/gather/run/open-baseline.test.ts', 'over the limit'], 'bytes'),
      row('cases of a policy test file', MAX_CASES, REFUSED, [BOUNDS_TEST, 'cases of a policy test']),
      row('expected findings of one case', MAX_EXPECTED, REFUSED, [BOUNDS_TEST, 'expected findings']),
      row('characters of all cases of a file', MAX_CASE_TEXT, REFUSED, [
        'test/policy/testing/read.test.ts',
        'characters in all cases',
      ]),
      row('modules and versions with facts in one case', MAX_FACTS, REFUSED, [
        'test/policy/testing/facts-schema.test.ts',
        'refuses',
      ]),
      row('policy test files of a run', MAX_TEST_FILES, REFUSED, [BOUNDS_TEST, 'policy test files']),
    ],
  },
  {
    title: 'Reports',
    rows: [
      row('findings', MAX_FINDINGS, 'gap of the rule, with their number', [
        LIMITS_TEST,
        'keep findings up to a number and a size',
      ]),
      row('characters of all findings', MAX_FINDING_CHARS, 'gap of the rule, with their number', [
        LIMITS_TEST,
        'keep findings up to a number and a size',
      ]),
      row('characters of a message or hint', MAX_SENTENCE, 'cut', [LIMITS_TEST, 'cut what is too long in one finding']),
      row('characters of a name', MAX_NAME, 'cut; the identity is made of the whole', [
        LIMITS_TEST,
        'cut what is too long in one finding',
      ]),
      row(
        'a stored report that `render` reads',
        MAX_STORED_REPORT,
        REFUSED,
        ['test/commands/render.test.ts', 'a report over the limit'],
        'bytes',
      ),
      row('module versions in the inventory of a stored report', MAX_INVENTORY_MODULES, REFUSED, [
        'test/report/inventory-schema.test.ts',
        'more modules than the limit',
      ]),
      row('entries of all lists in the inventory of a stored report', MAX_INVENTORY_ENTRIES, REFUSED, [
        'test/report/inventory-schema.test.ts',
        'more entries than the limit',
      ]),
    ],
  },
];
