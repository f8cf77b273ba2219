import { defineRule, environments, here, usedPaths } from '../../../src/rule.ts';

interface Options {
  readonly 'local-proxy': 'allow' | 'report';
}

/** Matched by no pattern that means something. */
const ANY_MODULE = 'module.invalid/any';

export const rule = defineRule<Options>({
  id: 'env/sumdb-off',
  title: 'Checksum database disabled',
  why: 'The checksum database ensures that a module version is the same for everybody. Without it, Go trusts whatever a server sends, writes its hash to go.sum, and never checks it again.',
  since: '0.1.0',
  level: 'error',
  security: 8.5,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      'local-proxy': v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description('What to do if all modules come from a local folder (`GOPROXY=file://…`), as in sealed builds'),
        ),
        'allow',
      ),
    }),
  *check(repo, { options }) {
    for (const env of environments(repo)) {
      const modules = env.setting('GO111MODULE');
      const sumdb = env.setting('GOSUMDB');
      if (modules?.value === 'off') {
        yield {
          at: modules.at,
          subject: 'GO111MODULE',
          message: 'GO111MODULE=off: Go ignores go.mod and go.sum, so it pins no version and verifies no checksum',
          hint: 'remove the setting: module mode is the default since Go 1.16',
          data: { kind: 'modules-off', lost: ['checksum verification'] },
        };
      }
      if (sumdb?.value !== 'off' || modules?.value === 'off') continue;
      const isFetched = (path: string) => {
        const { fetch } = env.posture(path);
        return fetch.length > 0 && (options['local-proxy'] === 'report' || !isLocal(fetch));
      };
      const used = usedPaths(repo, (path) => isFetched(path) && env.posture(path).reason.endsWith('/sumdb-off'));
      // With GOPROXY=off nothing is fetched but what GONOPROXY names.
      if (!isFetched(ANY_MODULE) && used.length === 0) continue;
      const whose = isFetched(ANY_MODULE)
        ? `all modules${here(used)}`
        : `modules that match GONOPROXY=${env.value('GONOPROXY')}${here(used)}`;
      yield {
        at: sumdb.at,
        subject: 'GOSUMDB',
        message: `GOSUMDB=off: Go does not verify new go.sum entries, for ${whose}`,
        hint: 'remove the setting; if you have private modules, set GOPRIVATE to their paths',
        data: { kind: 'sumdb-off', lost: ['checksum verification'], modules: used.slice(0, 20) },
      };
    }
  },
});

const local = new WeakMap<readonly string[], boolean>();

/** Only folders of the machine. Remembered, since modules that are treated alike share one list, which may be long. */
function isLocal(places: readonly string[]): boolean {
  const known = local.get(places) ?? places.every((place) => place.startsWith('file:'));
  local.set(places, known);
  return known;
}
