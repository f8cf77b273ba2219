/** Files of few kinds of lines: the fish shell, just, Bazel's options, systemd units, process files, versions, go.mod. */

import { goEnvSettings, parseGoEnvFile } from '../go/env/goenv-file.ts';
import type { Source } from '../text/source.ts';
import { readBatch } from './batch.ts';
import { Collector } from './collector.ts';
import { environmentWords } from './dockerfile/instructions.ts';
import { gitConfigSettings } from './git-config-lines.ts';
import { goVersion } from './go-image.ts';
import { type MappedText, plainText, slice } from './mapped-text.ts';
import { readPowerShell } from './powershell.ts';
import { type Reach, reach, type SettingsRead } from './setting.ts';
import { nameAndValue } from './shell/assignment.ts';
import { scriptContext } from './shell/context.ts';
import { readScript } from './shell/script.ts';
import { readSshLines } from './ssh-keys.ts';

function* linesOf(text: string): Generator<MappedText> {
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    yield plainText(text.slice(from, text[end - 1] === '\r' ? end - 1 : end), from);
    from = end + 1;
  }
}

/** Reads a file with a function that gets a collector, the text, and the reach of the whole file. */
function reader(kind: Reach['kind'], read: (into: Collector, text: MappedText, everything: Reach) => void) {
  return (source: Source): SettingsRead => {
    const into = new Collector(source);
    read(into, plainText(source.text, 0), reach(kind, source.path));
    return into.finish();
  };
}

/** A shell script of its own. What it writes to profiles and `go env` is the user's. */
export const readShellFile = reader('script', (into, text, everything) => {
  readScript(text, scriptContext(into, everything, reach('user', 'user of the script')));
});

export const readPowerShellFile = reader('script', (into, text, everything) => {
  readPowerShell(into, text, everything, reach('user', 'user of the script'));
});

export const readBatchFile = reader('script', (into, text, everything) => {
  readBatch(into, text, everything, reach('user', 'user of the script'));
});

/** A file that `go env -w` writes, or `$GOROOT/go.env`: nothing is unquoted. */
export function readGoEnv(source: Source): SettingsRead {
  const into = new Collector(source);
  const everything = reach('user', source.path);
  for (const { name, value, nameAt, valueAt } of goEnvSettings(parseGoEnvFile(source)).values())
    into.variable(plainText(name, nameAt.start), plainText(value, valueAt.start), {
      by: 'goenv file',
      reach: everything,
      literal: true,
    });
  return into.finish();
}

export const readGitConfig = reader('user', (into, text, everything) => {
  gitConfigSettings(into, text, { by: 'configuration', reach: everything });
});

export const readSshConfig = reader('user', (into, text, everything) => {
  readSshLines(into, text, { by: 'configuration', reach: everything });
});

/** fish: `set -gx NAME value`; the rest is near enough to other shells. */
export const readFish = reader('script', (into, text, everything) => {
  const lasting = reach('user', 'user of the script');
  for (const line of linesOf(text.text)) {
    const m = /^[ \t]*set((?:[ \t]+-\S+)+)[ \t]+([A-Za-z_]\w*)(?:[ \t]+(?:"([^"]*)"|'([^']*)'|([^\s;#]+)))?/.exec(
      line.text,
    );
    if (m === null) {
      readScript(line, scriptContext(into, everything, lasting));
      continue;
    }
    const [all, options = '', name = '', ...values] = m;
    const value = values.find((v) => v !== undefined);
    const nameFrom = all.indexOf(name, all.indexOf(options) + options.length);
    const valueFrom = value === undefined ? 0 : all.lastIndexOf(value);
    const isErased = /(?:^|\s)-\w*e|--erase/.test(options);
    const isExported = /(?:^|\s)-\w*x|--export/.test(options);
    into.variable(
      slice(line, nameFrom, nameFrom + name.length),
      slice(line, valueFrom, valueFrom + (value?.length ?? 0)),
      {
        by: isErased ? 'unset' : isExported ? 'export' : 'assignment',
        reach: /(?:^|\s)-\w*U|--universal/.test(options) ? lasting : everything,
        certainty: isExported ? 'certain' : 'likely',
        literal: values[1] !== undefined,
      },
    );
  }
});

/** just: `export NAME := "value"`, and recipes. */
export const readJust = reader('file', (into, text, everything) => {
  const exportsAll = /^set[ \t]+export(?:[ \t]*:=[ \t]*true)?[ \t]*$/m.test(text.text);
  for (const line of linesOf(text.text)) {
    const m = /^(export[ \t]+)?([A-Za-z_]\w*)[ \t]*:=[ \t]*(?:"([^"]*)"|'([^']*)')[ \t]*(?:#.*)?$/.exec(line.text);
    if (m) {
      const value = m[3] ?? m[4] ?? '';
      const nameFrom = m[1]?.length ?? 0;
      const valueFrom = m[0].indexOf(value === '' ? m[2]! : value, m[0].indexOf(':='));
      const isExported = exportsAll || m[1] !== undefined;
      into.variable(slice(line, nameFrom, nameFrom + m[2]!.length), slice(line, valueFrom, valueFrom + value.length), {
        by: isExported ? 'export' : 'assignment',
        reach: everything,
        certainty: isExported ? 'certain' : 'likely',
        literal: true,
      });
    } else if (/^[ \t]+\S/.test(line.text)) {
      const from = /^[ \t]+[@-]*/.exec(line.text)![0].length;
      const where = reach('script', `recipe at ${line.offsetAt(0)}`, everything);
      readScript(slice(line, from), scriptContext(into, where, everything));
    }
  }
});

/** `.bazelrc`: `build --action_env=NAME=value`. */
export const readBazelrc = reader('file', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    if (/^\s*#/.test(line.text)) continue;
    for (const { word, literal } of environmentWords(line)) {
      const option = /^--(?:action_env|repo_env|test_env|host_action_env|run_env|client_env)=/.exec(word.text);
      const pair = option && nameAndValue(slice(word, option[0].length));
      if (pair) into.variable(pair.name, pair.value, { by: 'environment', reach: everything, literal });
    }
  }
});

/** systemd units: `Environment=`, and the commands that a service runs. */
export const readUnit = reader('machine', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    const m = /^(?:(Environment)|Exec\w+)[ \t]*=[ \t]*[-@:+!]*/.exec(line.text);
    if (m?.[1]) {
      for (const { word } of environmentWords(slice(line, m[0].length))) {
        const pair = nameAndValue(word);
        if (pair) into.variable(pair.name, pair.value, { by: 'environment', reach: everything, literal: true });
      }
    } else if (m) {
      readScript(slice(line, m[0].length), scriptContext(into, everything, everything));
    }
  }
});

/** `name: command`. */
export const readProcfile = reader('file', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    const m = /^[\w-]+:[ \t]*/.exec(line.text);
    if (m) readScript(slice(line, m[0].length), scriptContext(into, everything, everything));
  }
});

/** `.go-version` has a version alone, `.tool-versions` one a line behind the name of a tool. */
export const readVersionFile = reader('developers', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    const m = /^[ \t]*(?:(?:golang|go)[ \t]+)?(?=(?:go)?1\.)/.exec(line.text);
    if (m) goVersion(into, slice(line, m[0].length), slice(line, m[0].length), everything);
  }
});

/** godebug lines of go.mod and go.work. */
export const readGoMod = reader('file', (into, text, everything) => {
  let isInBlock = false;
  for (const line of linesOf(text.text)) {
    if (/^[ \t]*godebug[ \t]*\(/.test(line.text)) {
      isInBlock = true;
      continue;
    }
    if (/^[ \t]*\)/.test(line.text)) isInBlock = false;
    const m = /^[ \t]*(godebug[ \t]+)?([a-z]\w*=[^\s/]+)/.exec(line.text);
    if (m === null || !(isInBlock || m[1])) continue;
    const from = m[0].length - m[2]!.length;
    const setting = slice(line, from, m[0].length);
    into.add('GODEBUG', setting, setting, { by: 'go.mod', reach: everything, literal: true });
  }
});
