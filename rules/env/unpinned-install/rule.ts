import { defineRule, type SettingFile } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/unpinned-install',
  title: 'Command installed without a version',
  why: "`go install …@latest` runs the version that was published last, on the build machine. An attacker who takes over the author's account runs code there the same day. Two builds of one commit can differ.",
  since: '0.1.0',
  level: 'warning',
  security: 6,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(v.string()), v.description('Package paths that may be installed without a version')),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = new Set(options.allow);
    for (const file of repo.settingFiles) {
      for (const { path, query, at } of installs(file)) {
        if (allowed.has(path) || !MOVING.test(query)) continue;
        yield {
          at,
          subject: path,
          message: `${path}@${query} can change at any time, and it runs on this machine`,
          hint: 'name a version, as in @v1.2.3, or make it a tool of go.mod: go get -tool',
          data: { kind: 'unpinned', query },
        };
      }
    }
  },
});

/** Queries that name another version as time goes by. A branch does too, but cannot be told from a tag. */
const MOVING = /^(?:latest|upgrade|patch|master|main|HEAD|develop|trunk)$/;

function* installs({ read }: SettingFile) {
  for (const { variable, value, valueAt } of read?.settings ?? []) {
    const at = variable === 'go install' ? (value?.lastIndexOf('@') ?? -1) : -1;
    if (at > 0) yield { path: value!.slice(0, at), query: value!.slice(at + 1), at: valueAt };
  }
}
