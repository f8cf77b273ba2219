/** Limits on repositories, archives, and what Go and others keep in files. */
import {
  MAX_SCRIPT_LENGTH,
  MAX_SETTINGS,
  MAX_SHELL_DEPTH,
  MAX_YAML_DEPTH,
  MAX_YAML_LENGTH,
} from '../../../../env/limits.ts';
import { ARCHIVE_LIMITS, RATIO_FROM } from '../../../../gather/tree/archive/limits.ts';
import { MAX_TAR_HEADER } from '../../../../gather/tree/archive/tar.ts';
import { GIT_TIMEOUT, MAX_OUTPUT } from '../../../../gather/tree/git-command.ts';
import { MAX_USER_FILE } from '../../../../gather/user-file.ts';
import { MAX_TOKENS } from '../../../../go/modfile/lexer.ts';
import {
  MAX_ENV_BYTES,
  MAX_LINE_LENGTH,
  MAX_SETTING_ENTRIES,
  MAX_SETTING_WILDCARDS,
  MAX_SUM_LINES,
  MAX_TOKEN_LENGTH,
  MAX_VENDOR_LINES,
} from '../../../../go/std/limits.ts';
import { MAX_TARGETS } from '../../../../model/built/built-modules.ts';
import { MAX_SOURCE_FILES } from '../../../../model/built/local-sources.ts';
import { MAX_GO_FILES } from '../../../../model/imports.ts';
import {
  MAX_FOLDER_DEPTH,
  MAX_MODULES,
  MAX_SETTING_FILES,
  MAX_SETTING_GROUPS,
  MAX_TREE_BYTES,
  MAX_WORKSPACES,
} from '../../../../model/limits.ts';
import { TREE_LIMITS } from '../../../../model/tree.ts';
import { MAX_BELOW, MAX_PUSH_BYTES, MAX_TIPS } from '../../../shared/pushed.ts';
import { BOUNDS_TEST, GAP, LIMITS_TEST, type LimitSection, REFUSED, row } from './row.ts';

const SYNTAX = 'finding at the place; the file counts as invalid';

export const REPOSITORY_LIMITS: readonly LimitSection[] = [
  {
    title: 'The repository',
    rows: [
      row('go.mod files and further modfiles', MAX_MODULES, `${GAP}: those in the first folders`, [
        LIMITS_TEST,
        'go.mod and go.work files up to a limit',
      ]),
      row('go.work files', MAX_WORKSPACES, `${GAP}: those in the first folders`, [
        LIMITS_TEST,
        'go.mod and go.work files up to a limit',
      ]),
      row('folders from the root to a go.mod or go.work', MAX_FOLDER_DEPTH, GAP, [
        LIMITS_TEST,
        'folders of limited depth',
      ]),
      row('files', TREE_LIMITS.maxFiles, `${GAP}: the first by name`, [
        'test/gather/tree/disk.test.ts',
        'too many files',
      ]),
      row(
        'one file',
        TREE_LIMITS.maxFileSize,
        'the file counts as unreadable: a finding or gap',
        ['test/gather/tree/disk.test.ts', 'a file over the limit'],
        'bytes',
      ),
      row(
        'all files that one run reads',
        MAX_TREE_BYTES,
        'further files count as unreadable',
        [LIMITS_TEST, 'are read up to so many bytes in all'],
        'bytes',
      ),
      row('.go files of one module', MAX_GO_FILES, 'gap: imports are not read', [BOUNDS_TEST, '.go files']),
      row(
        '.go files that one run reads for `--scope built`',
        MAX_SOURCE_FILES,
        'exit code 3; all required modules count',
        ['test/model/built/local-sources.test.ts', 'reads no more files than the limit'],
      ),
      row('builds (`--platform`, `--cgo`)', MAX_TARGETS, REFUSED, [
        'test/commands/shared/build-options.test.ts',
        'more builds than the limit',
      ]),
      row(
        'output of one git command',
        MAX_OUTPUT,
        REFUSED,
        ['test/gather/tree/git-blobs.test.ts', 'too large ones are left alone'],
        'bytes',
      ),
      row(
        'one git command (`MODWARDEN_GIT_TIMEOUT`)',
        GIT_TIMEOUT * 1000,
        REFUSED,
        ['test/gather/tree/git-attacks.test.ts', 'MODWARDEN_GIT_TIMEOUT'],
        'ms',
      ),
      row('commits of one push', MAX_TIPS, REFUSED, [BOUNDS_TEST, 'commits of a push']),
      row('earlier commits of one push', MAX_BELOW, 'the newest are checked; how many are not is said', [
        'test/gather/tree/new-commits.test.ts',
        'newest first',
      ]),
      row('what git writes to a pre-push hook', MAX_PUSH_BYTES, REFUSED, [BOUNDS_TEST, 'bytes of a push'], 'bytes'),
    ],
  },
  {
    title: 'Archives',
    rows: [
      row('entries', ARCHIVE_LIMITS.entries, REFUSED, [
        'test/gather/tree/archive/tar.test.ts',
        'is refused where it has too many entries',
      ]),
      row(
        'a compressed tar, unpacked',
        ARCHIVE_LIMITS.unpacked,
        REFUSED,
        ['test/gather/tree/archive/open-archive.test.ts', 'is refused where it is a bomb'],
        'bytes',
      ),
      row('unpacked to packed, above the size in the next line', ARCHIVE_LIMITS.ratio, REFUSED, [
        'test/gather/tree/archive/open-archive.test.ts',
        'is refused where it is a bomb',
      ]),
      row(
        'size from which the ratio counts',
        RATIO_FROM,
        REFUSED,
        ['test/gather/tree/archive/open-archive.test.ts', 'is refused where it is a bomb'],
        'bytes',
      ),
      row('characters of a name', ARCHIVE_LIMITS.name, REFUSED, [
        'test/gather/tree/archive/entry.test.ts',
        'a name of more than',
      ]),
      row('folders within one another', ARCHIVE_LIMITS.depth, REFUSED, [
        'test/gather/tree/archive/entry.test.ts',
        'folders deep',
      ]),
      row(
        'a header of a tar',
        MAX_TAR_HEADER,
        REFUSED,
        ['test/gather/tree/archive/tar.test.ts', 'a header has more than'],
        'bytes',
      ),
    ],
  },
  {
    title: "Go's files and settings",
    rows: [
      row('tokens of go.mod or go.work', MAX_TOKENS, SYNTAX, [
        'test/go/modfile/syntax.test.ts',
        'too many tokens cost one error',
      ]),
      row('characters of one word', MAX_TOKEN_LENGTH, SYNTAX, [LIMITS_TEST, 'refuse a word that is too long']),
      row('lines of go.sum or go.work.sum', MAX_SUM_LINES, SYNTAX, [LIMITS_TEST, 'stop reading a go.sum']),
      row('lines of vendor/modules.txt', MAX_VENDOR_LINES, 'finding: the vendor folder cannot be read', [
        LIMITS_TEST,
        'say that a modules.txt cannot be read',
      ]),
      row(
        'characters of one line of vendor/modules.txt',
        MAX_LINE_LENGTH,
        'finding: the vendor folder cannot be read',
        [LIMITS_TEST, 'say that a modules.txt cannot be read'],
      ),
      row('captured `go env`', MAX_ENV_BYTES, REFUSED, ['test/commands/go-env.test.ts', 'is larger than'], 'bytes'),
      row(
        "a file of the user's settings: go/env, netrc",
        MAX_USER_FILE,
        REFUSED,
        ['test/gather/user-env.test.ts', 'expected at most'],
        'bytes',
      ),
      row('entries of one setting', MAX_SETTING_ENTRIES, 'gap: the setting is not checked', [
        LIMITS_TEST,
        'name a setting with too many entries',
      ]),
      row('entries with wildcards in one setting', MAX_SETTING_WILDCARDS, 'gap: the setting is not checked', [
        LIMITS_TEST,
        'name a setting with too many entries',
      ]),
    ],
  },
  {
    title: 'Files that set variables',
    rows: [
      row('files in one repository', MAX_SETTING_FILES, GAP, [BOUNDS_TEST, 'files that set variables']),
      row('characters of a file', MAX_SCRIPT_LENGTH, 'gap: the file is not read', [
        'test/env/readers.test.ts',
        'over the limit',
      ]),
      row('characters of YAML', MAX_YAML_LENGTH, 'gap: the file is not read', [
        'test/env/tree/yaml.test.ts',
        'over the limit',
      ]),
      row('levels of YAML and JSON', MAX_YAML_DEPTH, 'gap: the file is not read', [
        'test/env/tree/json.test.ts',
        'nested too deep',
      ]),
      row('levels of a shell script', MAX_SHELL_DEPTH, 'gap for what is deeper', [
        'test/env/shell/script.test.ts',
        "describe('nesting'",
      ]),
      row('settings of one file', MAX_SETTINGS, GAP, ['test/env/collector.test.ts', 'too many settings']),
      row('groups of settings in one file', MAX_SETTING_GROUPS, GAP, [
        'test/model/settings/setting-files.test.ts',
        'beyond the limit of groups',
      ]),
    ],
  },
];
