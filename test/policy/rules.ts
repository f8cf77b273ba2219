/** Small rules of our own for the tests of policies. */

import { count, duration, modulePattern, modulePatterns, versionRange } from '../../src/policy/options/options.ts';
import type { PolicyRule } from '../../src/policy/presets/presets.ts';

export const RULES: readonly PolicyRule[] = [
  {
    id: 'graph/max-depth',
    level: 'warning',
    presets: ['recommended', 'strict'],
    options: (v) =>
      v.strictObject({
        max: v.optional(v.pipe(count(v), v.minValue(1), v.description('The greatest depth.')), 5),
        exempt: v.optional(modulePatterns(v), []),
      }),
    strict: { max: 3 } as never,
  },
  { id: 'replace/local-path', level: 'error', presets: ['recommended'] },
  { id: 'gomod/tool', level: 'note', presets: ['strict'] },
  {
    id: 'graph/banned',
    level: 'error',
    presets: [],
    options: (v) =>
      v.strictObject({
        modules: v.array(
          v.strictObject({
            module: modulePattern(v),
            versions: v.optional(versionRange(v)),
            reason: v.optional(v.string()),
          }),
        ),
      }),
  },
  {
    id: 'freshness/stale',
    level: 'warning',
    presets: ['strict'],
    options: (v) =>
      v.strictObject({
        'max-age': v.optional(duration(v), '2y'),
        scope: v.optional(v.picklist(['direct', 'all']), 'direct'),
        action: v.optional(
          v.union([v.literal('off'), v.strictObject({ after: duration(v), note: v.optional(v.string()) })]),
          'off',
        ),
        limits: v.optional(v.record(v.string(), v.number()), {}),
      }),
  },
];
