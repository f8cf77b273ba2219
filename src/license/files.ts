/**
 * Which files of a module speak of its license, by name.
 *
 * Wider than pkg.go.dev's fixed list (LICENSE*, COPYING*, UNLICENSE …): real roots also have `GO_LICENSE`, `go.LICENSE`,
 * `SQLITE-LICENSE`, `vitess_license`, `LICENSE.libyaml`, `GPLv3.txt`, `COPYING.LESSER`, `OFL.txt`, `LICENSES/MIT.txt` (REUSE),
 * `logo.svg.license` (REUSE, for one file), `License`, `patents`.
 */

/** What a file can say about its module. Only `license` and `docs` files make its expression. */
export type FileRole =
  | 'license'
  /** A license for the documentation or for artwork. */
  | 'docs'
  | 'notice'
  | 'patents'
  /** COPYRIGHT: mostly names, sometimes the choice between licenses. */
  | 'copyright'
  | 'authors'
  /** Licenses of what the module ships or uses: THIRD_PARTY_NOTICES and the like. */
  | 'third-party'
  | 'eula'
  | 'readme'
  /** `x.license` beside `x` (REUSE): speaks of one file. */
  | 'sidecar'
  /** A text of the folder LICENSES. */
  | 'collection'
  | 'source'
  | 'other';

/** Ends of names that are programs, data, pictures or signatures, whatever they begin with. */
const NOT_TEXT: ReadonlySet<string> = new Set(
  (
    'go mod sum work js mjs cjs ts tsx jsx py rb java kt scala c h cc cpp hpp cs rs swift sh bash ps1 bat pl php lua json jsonl yaml yml toml ini cfg conf xml csv tsv lock ' +
    'tmpl tpl gotmpl gohtml proto sql css scss less svg png jpg jpeg gif ico webp pdf zip gz tgz xz bz2 zst tar minisig sig asc pem crt key sha1 sha256 sha512 md5 ' +
    'patch diff golden snap po pot mo wasm so a o exe dll bin ttf otf woff woff2 code-snippets'
  ).split(' '),
);

const LICENSE_WORD = /(^|[^a-z])(un)?licen[cs](e|es|ed|ing)($|[^a-z])/;
const LICENSE_NAME =
  /^(copying|unlicense|copyleft|commons[-_ ]?clause)($|[^a-z])|^(a|l)?gpl[-_]?(v?\d[\d.]*)?($|[^a-z\d])|^apl[-_]?v?\d[\d.]*($|[^a-z\d])|^(ofl|eupl|mpl|epl|edl|cddl)([-_ .]|$)|^(mit|bsd|apache|isc|cc0|cc-by)(([-_.\d]|v\d|licen[cs]e)[-_.\da-z]*)?\.(txt|md)$/;
const DOCS =
  /licen[cs]e[-_. ]?(for[-_. ]?)?(docs?|documentation|logo|logos|assets|artwork|images|fonts?)($|[^a-z])|^(docs?|documentation|logo|assets)[-_. ]licen[cs]e/;
const DOCUMENTATION = /(^|[^a-z])(docs?|documentation)($|[^a-z])/;
const THIRD_PARTY =
  /third[-_. ]?part(y|ies)|3rd[-_. ]?party|dependenc(y|ies)|vendored|attributions?|acknowledge?ments|^credits|licen[cs]e[-_. ]binary|notice[-_. ]binary|licen[cs]e[-_. ]list|^licen[cs]es\.(txt|md)$|copying[-_. ]notes/;
const NOTHING = /header|template|boilerplate/;

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : '';
}

/** The role of a file, from its path in the module. */
export function roleOf(path: string): FileRole {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1).toLowerCase();
  if (name.endsWith('.go')) return 'source';
  if (NOT_TEXT.has(extension(name))) return 'other';
  if (/^readme($|[^a-z])/.test(name)) return 'readme';
  const folder = path.slice(path.lastIndexOf('/', slash - 1) + 1, Math.max(0, slash));
  if (/^licen[cs]es$/i.test(folder)) return 'collection';
  if (/.\.[^.]+\.license$/.test(name)) return 'sidecar';
  if (/^patents?($|[^a-z])/.test(name)) return 'patents';
  if (/^(authors|contributors|maintainers)($|[^a-z])/.test(name)) return 'authors';
  if (THIRD_PARTY.test(name)) return 'third-party';
  if (/^eula($|[^a-z])/.test(name)) return 'eula';
  if (/^notices?($|[^a-z])/.test(name)) return 'notice';
  if (DOCS.test(name)) return 'docs';
  const names = LICENSE_WORD.test(name) || LICENSE_NAME.test(name);
  if (names) return NOTHING.test(name) ? 'other' : 'license';
  return /(^|[^a-z])copyrights?($|[^a-z])/.test(name) && !NOTHING.test(name) ? 'copyright' : 'other';
}

/** Whether a file of the role `docs` is about the documentation, which is no part of a program; artwork may be built in. */
export function isDocumentation(path: string): boolean {
  return DOCUMENTATION.test(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}

/** Folders whose files are not the module's: test data, and what Go's package patterns pass over. */
const ASIDE = /(^|\/)(testdata|vendor|node_modules|[._][^/]*)\//;

/**
 * Whether a file is to be read for the module's licence, by its path in the module: licence, notice, patent and copyright files of
 * every folder that holds packages, texts of LICENSES folders, and READMEs of the root.
 */
export function isLicenseFile(path: string): boolean {
  if (ASIDE.test(path)) return false;
  const role = roleOf(path);
  if (role === 'readme') return !path.includes('/');
  return role !== 'other' && role !== 'source' && role !== 'authors';
}
