import { defineRule, sumFiles, sumSpan } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/toolchain',
  title: 'Checksum of a Go toolchain in go.sum',
  why: 'Go verifies downloaded toolchains and the FIPS 140 module only with the checksum database. It never writes their checksums to go.sum. Somebody added this line by hand.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const { sum, module } of sumFiles(repo)) {
      for (const entry of sum.entries) {
        if (!NEVER_LISTED.has(entry.path)) continue;
        const { path, version } = entry;
        const file = sum.source.path.slice(sum.source.path.lastIndexOf('/') + 1);
        yield {
          at: sumSpan(sum, entry),
          subject: path,
          version,
          message: `${path} ${version} is listed in ${file}, where Go never writes it`,
          hint: 'remove the line, and find out who added it',
          ...(module && { module }),
        };
      }
    }
  },
});

/** modfetch checks these without go.sum. */
const NEVER_LISTED: ReadonlySet<string> = new Set(['golang.org/toolchain', 'golang.org/fips140']);
