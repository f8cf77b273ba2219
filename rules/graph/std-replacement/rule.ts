import {
  defineRule,
  goversion,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Scope,
  scopeOption,
  splitPathVersion,
  wayOut,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly allow: readonly string[];
}

/** What the standard library has in place of a whole module, from this Go on. */
interface Successor {
  readonly since: string;
  readonly use: string;
}

const EMBED: Successor = { since: '1.16', use: 'package embed (//go:embed)' };
const WRAPPED: Successor = { since: '1.13', use: 'package errors and fmt.Errorf with %w' };
const JOINED: Successor = { since: '1.20', use: 'errors.Join' };

/** By path without a major version. Only where the standard library does what the module is for. */
const SUCCESSORS: ReadonlyMap<string, Successor> = new Map([
  ['github.com/GeertJohan/go.rice', EMBED],
  ['github.com/dvyukov/go-fuzz', { since: '1.18', use: 'fuzz tests (testing.F, go test -fuzz)' }],
  ['github.com/elazarl/go-bindata-assetfs', EMBED],
  ['github.com/go-bindata/go-bindata', EMBED],
  ['github.com/gobuffalo/packr', EMBED],
  ['github.com/gorilla/context', { since: '1.7', use: 'package context and http.Request.Context' }],
  ['github.com/hashicorp/go-multierror', JOINED],
  ['github.com/jteeuwen/go-bindata', EMBED],
  ['github.com/kardianos/osext', { since: '1.8', use: 'os.Executable' }],
  ['github.com/markbates/pkger', EMBED],
  ['github.com/mitchellh/go-homedir', { since: '1.12', use: 'os.UserHomeDir' }],
  ['github.com/pkg/errors', WRAPPED],
  ['github.com/rakyll/statik', EMBED],
  ['github.com/shurcooL/vfsgen', EMBED],
  ['go.uber.org/multierr', JOINED],
  ['golang.org/x/xerrors', WRAPPED],
]);

export const rule = defineRule<Options>({
  id: 'graph/std-replacement',
  title: 'Superseded by the standard library',
  why: 'The standard library does what this module was written for. The module only adds code to update and to review. Many of them are archived, and their authors recommend the standard library.',
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'graph',
  workspaces: 'paths',
  declared: true,
  presets: ['strict'],
  audit: { scope: 'all' },
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that are allowed anyway')), []),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { module, use, found } of modulesInUse(repo, options.scope)) {
      const successor = SUCCESSORS.get(splitPathVersion(use.path).prefix);
      if (successor === undefined || allowed(use.path)) continue;
      // What the go line does not promise cannot be used.
      if (goversion.compare(module.mod.go?.version ?? '1.16', successor.since) < 0) continue;
      yield {
        ...found,
        message: `${use.path} is superseded by the standard library since Go ${successor.since}`,
        ...((use.direct || use.trail.length > 1) && {
          hint: use.direct ? `use ${successor.use} instead` : wayOut(module, use),
        }),
        data: { kind: 'std', since: successor.since, direct: use.direct },
      };
    }
  },
});
