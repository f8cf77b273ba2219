/** The files that set Go's variables, and who reads them: the one table from which pathspecs, documentation and tests are derived. */
import type { Source } from '../text/source.ts';
import { firstLine } from '../text/source.ts';
import { MAX_SCRIPT_LENGTH } from './limits.ts';
import { mentionsSettings } from './mentions.ts';
import { listsFor, type PathIndex, pathIndex } from './path-index.ts';
import type { ReadSettings, SettingsRead } from './setting.ts';

export interface EnvReader {
  /** Unique: `dotenv`. */
  readonly name: string;
  /** For documentation: `.env files`. */
  readonly title: string;
  /**
   * Patterns of paths, at any depth and without regard to case: `*` stands for anything but `/`. As a git pathspec,
   * `:(glob,icase)**` + `/` + pattern.
   */
  readonly files: readonly string[];
  /** Whether its files say something without naming a variable. */
  readonly namesNothing?: boolean;
  /** Only names without a dot. */
  readonly bare?: boolean;
  /** What the text must begin with, for patterns that match other files as well. */
  readonly starts?: RegExp;
  /** Loads the reader, and the parser that it needs. */
  readonly load: () => Promise<ReadSettings>;
}

/** Of several that fit a file the first reads it. */
export const ENV_READERS: readonly EnvReader[] = [
  {
    name: 'dockerfile',
    title: 'Dockerfiles, Containerfiles and Earthfiles',
    files: [
      'Dockerfile',
      'Dockerfile-*',
      'Dockerfile_*',
      'Dockerfile.*',
      '*.Dockerfile',
      'Containerfile',
      'Containerfile.*',
      '*.Containerfile',
      'Earthfile',
    ],
    load: async () => (await import('./dockerfile/dockerfile.ts')).readDockerfile,
  },
  {
    name: 'go-env',
    title: 'Files that `go env -w` writes, and `go.env` of a Go installation',
    files: ['go/env', 'go.env'],
    load: async () => (await import('./files/go-env.ts')).readGoEnv,
  },
  {
    name: 'dotenv',
    title: 'Environment files',
    files: ['.env', '.env.*', '*.env'],
    load: async () => (await import('./files/dotenv.ts')).readDotenv,
  },
  {
    name: 'shell',
    title: 'Shell scripts, profiles, and recipes of packages',
    files: [
      '*.sh',
      '*.bash',
      '*.zsh',
      '*.bats',
      '.envrc',
      '.bashrc',
      '.bash_profile',
      '.profile',
      '.zshrc',
      '.zshenv',
      'PKGBUILD',
      'APKBUILD',
      '*.ebuild',
      '*.spec',
      '*.bb',
    ],
    load: async () => (await import('./files/scripts.ts')).readShellFile,
  },
  {
    name: 'shebang',
    title: 'Shell scripts without an ending, in folders for scripts',
    files: [
      'bin/*',
      'build/*',
      'ci/*',
      '.ci/*',
      'hack/*',
      'script/*',
      'scripts/*',
      'tools/*',
      '.githooks/*',
      '.husky/*',
    ],
    bare: true,
    starts: /^#![^\n]*\b(?:ba|da|k|z|a)?sh\b/,
    load: async () => (await import('./files/scripts.ts')).readShellFile,
  },
  {
    name: 'yaml',
    title:
      'YAML: GitHub Actions, GitLab CI, CircleCI, Azure Pipelines, Travis CI, Drone, Tekton and others; compose; Kubernetes; Helm; GoReleaser; ko',
    files: ['*.yml', '*.yaml'],
    load: async () => {
      const [yaml, { readYaml }] = await Promise.all([import('yaml'), import('./tree/read.ts')]);
      return (source) => readYaml(source, yaml);
    },
  },
  {
    name: 'makefile',
    title: 'Makefiles',
    files: ['Makefile', 'Makefile.*', 'debian/rules', 'GNUmakefile', '*.mk', '*.mak'],
    load: async () => (await import('./files/makefile.ts')).readMakefile,
  },
  {
    name: 'just',
    title: 'Files of just',
    files: ['justfile', '.justfile', '*.just'],
    load: async () => (await import('./files/just.ts')).readJust,
  },
  {
    name: 'groovy',
    title: 'Jenkinsfiles and Groovy',
    files: ['Jenkinsfile', 'Jenkinsfile.*', '*.Jenkinsfile', '*.groovy'],
    load: language('groovy'),
  },
  {
    name: 'powershell',
    title: 'PowerShell',
    files: ['*.ps1', '*.psm1'],
    load: async () => (await import('./files/scripts.ts')).readPowerShellFile,
  },
  {
    name: 'batch',
    title: 'Batch files of Windows',
    files: ['*.bat', '*.cmd'],
    load: async () => (await import('./files/scripts.ts')).readBatchFile,
  },
  { name: 'fish', title: 'fish', files: ['*.fish'], load: async () => (await import('./files/fish.ts')).readFish },
  {
    name: 'json',
    title: 'JSON: settings of VS Code, development containers, scripts of package.json, manifests of platforms',
    files: [
      '.vscode/*.json',
      'package.json',
      'app.json',
      'vercel.json',
      '*.code-workspace',
      'devcontainer.json',
      '.devcontainer.json',
    ],
    load: async () => (await import('./tree/read.ts')).readJson,
  },
  {
    name: 'bazelrc',
    title: 'Options of Bazel',
    files: ['.bazelrc', '*.bazelrc'],
    load: async () => (await import('./files/bazelrc.ts')).readBazelrc,
  },
  {
    name: 'starlark',
    title: 'Bazel, Starlark and Tilt',
    files: ['BUILD', '*.bazel', '*.bzl', 'WORKSPACE', '*.star', 'Tiltfile'],
    load: language('starlark'),
  },
  { name: 'nix', title: 'Nix', files: ['*.nix'], load: language('nix') },
  { name: 'hcl', title: 'Terraform and HCL', files: ['*.tf', '*.hcl'], load: language('hcl') },
  {
    name: 'toml',
    title: 'TOML: mise, air, Netlify, Fly and others',
    files: [
      'mise.toml',
      '.mise.toml',
      'mise.*.toml',
      '.air.toml',
      '.replit',
      'railway.toml',
      'netlify.toml',
      'fly.toml',
      'pixi.toml',
      'buildpack.toml',
      'project.toml',
    ],
    load: language('toml'),
  },
  { name: 'vagrantfile', title: 'Vagrantfiles', files: ['Vagrantfile'], load: language('ruby') },
  {
    name: 'systemd',
    title: 'Units of systemd',
    files: ['*.service'],
    load: async () => (await import('./files/systemd.ts')).readUnit,
  },
  {
    name: 'procfile',
    title: 'Procfiles',
    files: ['Procfile', 'Procfile.*'],
    load: async () => (await import('./files/procfile.ts')).readProcfile,
  },
  {
    name: 'git-config',
    title: 'Configuration of git',
    files: ['.gitconfig', 'gitconfig', '*.gitconfig', '.git/config'],
    load: async () => (await import('./files/configuration.ts')).readGitConfig,
  },
  {
    name: 'ssh-config',
    title: 'Configuration of ssh',
    files: ['.ssh/config', 'ssh_config', 'ssh-config', '*.ssh_config'],
    load: async () => (await import('./files/configuration.ts')).readSshConfig,
  },
  {
    name: 'go-version',
    title: 'Files that name the version of Go',
    files: ['.go-version', '.tool-versions'],
    namesNothing: true,
    load: async () => (await import('./files/version-file.ts')).readVersionFile,
  },
  {
    name: 'go-mod',
    title: 'godebug lines of go.mod and go.work',
    files: ['go.mod', 'go.work'],
    load: async () => (await import('./files/go-mod.ts')).readGoMod,
  },
];

function language(name: Parameters<typeof import('./code/dialects.ts').readLanguage>[1]): EnvReader['load'] {
  return async () => {
    const { readLanguage } = await import('./code/dialects.ts');
    return (source) => readLanguage(source, name);
  };
}

/** Source code and documentation, whatever their names begin with: `dockerfile.go`, `Makefile.md`. */
const NEVER = /\.(?:go|md|mdx|rst|adoc|txt|html|py|js|ts|tsx|java|rs|c|h|svg)$/i;

let known: PathIndex | undefined;

/** What follows the name of a file that is a template or an example of another. */
const TEMPLATES: readonly string[] = ['tmpl', 'tpl', 'gotmpl', 'template', 'j2', 'in', 'dist', 'example', 'sample'];
const TEMPLATE = new RegExp(`\\.(?:${TEMPLATES.join('|')})$`, 'i');

/** The readers for a path, in order. */
function readersFor(whole: string): EnvReader[] {
  if (NEVER.test(whole)) return [];
  known ??= pathIndex(ENV_READERS.map(({ files }) => files));
  const path = whole.replace(TEMPLATE, '');
  const isBare = !path.includes('.', path.lastIndexOf('/') + 1);
  return listsFor(known, path).flatMap((i) => (isBare || !ENV_READERS[i]!.bare ? [ENV_READERS[i]!] : []));
}

/** Whether any reader takes files of this path. Cheap, and needs no parser. */
export function isEnvCandidate(path: string): boolean {
  return readersFor(path).length > 0;
}

/** Git pathspecs of all files that any reader takes, and of a few that `isEnvCandidate` tells from them. */
export function envPathspecs(): string[] {
  const patterns = [...ENV_READERS.flatMap(({ files }) => files), ...TEMPLATES.map((ending) => `*.${ending}`)];
  return [...new Set(patterns)].map((pattern) => `:(glob,icase)**/${pattern}`);
}

const NOTHING: SettingsRead = { settings: [], unread: [] };

/** All settings of a file, in file order; none of a file that no reader takes, or that names no variable. */
export async function readSettings(source: Source): Promise<SettingsRead> {
  const reader = readersFor(source.path).find((r) => r.starts?.test(source.text.slice(0, 200)) ?? true);
  if (reader === undefined) return NOTHING;
  if (source.text.length > MAX_SCRIPT_LENGTH) {
    const reason = `the file is over the limit of ${MAX_SCRIPT_LENGTH.toLocaleString('en-US')} characters`;
    return { settings: [], unread: [{ at: firstLine(source), reason }] };
  }
  if (!reader.namesNothing && !mentionsSettings(source.text)) return NOTHING;
  const read = await reader.load();
  return read(source);
}
