/** PowerShell: `$env:NAME = 'value'`, `[Environment]::SetEnvironmentVariable`, `Set-Item env:`, and go and git commands. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import type { Collector } from '../collector.ts';
import { gitSetting } from '../git-ssh/git-keys.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import type { Reach } from '../setting.ts';

const VALUE = `(?:"((?:[^"\`]|\`.)*)"|'([^']*)'|([^\\s;|)}]+))`;

const FORMS: readonly RegExp[] = [
  new RegExp(`^\\$(?:global:|script:)?\\{?env:(\\w+)\\}?[ \\t]*=[ \\t]*${VALUE}`, 'i'),
  new RegExp(
    `^(?:Set-Item|New-Item|si)[ \\t]+(?:-Path[ \\t]+)?["']?env:\\\\?(\\w+)["']?[ \\t]+(?:-Value[ \\t]+)?${VALUE}`,
    'i',
  ),
  new RegExp(
    `^\\[(?:System\\.)?Environment\\]::SetEnvironmentVariable\\([ \\t]*["'](\\w+)["'][ \\t]*,[ \\t]*${VALUE}`,
    'i',
  ),
];

const GO_ENV = /^go(?:\.exe)?[ \t]+env[ \t]+-w[ \t]+/i;
const WORD = new RegExp(`["']?([A-Za-z_]\\w*)=${VALUE}?["']?`, 'g');
const GIT =
  /^git(?:\.exe)?[ \t]+config[ \t]+(?:--(?:global|system|local|add|replace-all)[ \t]+)*["']?((?:http|url|core)\.[^\s]+?)["']?[ \t]+["']?([^\s"';]+)/i;
/** `"NAME=value" >> $env:GITHUB_ENV`, `| Out-File … $env:GITHUB_ENV`. */
const WRITTEN =
  /^(?:(?:echo|Write-Output|Write-Host)[ \t]+)?["']([A-Za-z_]\w*)=([^"'\r\n]*)["'][ \t]*(?:>>|\|[ \t]*(?:Out-File|Add-Content|Tee-Object))[^\r\n]*GITHUB_ENV/i;

export function readPowerShell(into: Collector, script: MappedText, where: Reach, lasting: Reach): void {
  const { text } = script;
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    if (text.startsWith('<#', from + /^[ \t]*/.exec(text.slice(from, Math.min(end, from + 200)))![0].length)) {
      const close = text.indexOf('#>', from);
      from = close < 0 ? text.length : close + 2;
      continue;
    }
    for (const statement of statements(slice(script, from, end))) readStatement(into, statement, where, lasting);
    from = end + 1;
  }
}

/** Parts of a line between `;`, `{`, `}` and `&&`, outside quotes; nothing of a comment. */
function* statements(line: MappedText): Generator<MappedText> {
  const { text } = line;
  let from = 0;
  let quote = '';
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '$' && text[i + 1] === '{') {
      // The name of a variable is no block.
      const close = text.slice(i, i + 200).indexOf('}');
      if (close > 0) i += close;
    } else if (quote !== '' && c !== undefined) {
      if (c === quote) quote = '';
      else if (c === '`' && quote === '"') i++;
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (c === undefined || ';{}#'.includes(c) || text.startsWith('&&', i)) {
      const part = slice(line, from, i);
      const indent = /^[\s&]*/.exec(part.text)![0].length;
      if (indent < part.text.length) yield slice(part, indent);
      if (c === '#') return;
      if (c === '&') i++;
      from = i + 1;
    }
  }
}

function readStatement(into: Collector, statement: MappedText, where: Reach, lasting: Reach): void {
  for (const form of FORMS) {
    const m = form.exec(statement.text);
    if (m === null) continue;
    const value = m[2] ?? m[3] ?? m[4] ?? '';
    const isNull = value.toLowerCase() === '$null';
    const start = m[0].length - value.length - (m[4] === undefined ? 1 : 0);
    const name = m[0].indexOf(m[1]!, m[0].search(/env:|\(/i));
    into.variable(
      slice(statement, name, name + m[1]!.length),
      isNull ? slice(statement, 0, 0) : slice(statement, start, start + value.length),
      { by: isNull ? 'unset' : 'export', reach: where, literal: m[3] !== undefined },
    );
    return;
  }
  const goEnv = GO_ENV.exec(statement.text);
  if (goEnv) {
    for (const m of statement.text.slice(goEnv[0].length).matchAll(WORD)) {
      const value = m[2] ?? m[3] ?? m[4] ?? '';
      const from = goEnv[0].length + m.index + m[0].indexOf(m[1]!);
      const clean = value.replace(/["']$/, '');
      const valueFrom = goEnv[0].length + m.index + m[0].indexOf(value, m[0].indexOf('=') + 1);
      into.variable(
        slice(statement, from, from + m[1]!.length),
        slice(statement, valueFrom, valueFrom + clean.length),
        {
          by: 'go env -w',
          reach: lasting,
        },
      );
    }
    return;
  }
  const git = GIT.exec(statement.text);
  if (git) {
    const keyFrom = git[0].indexOf(git[1]!);
    const valueFrom = git[0].lastIndexOf(git[2]!);
    gitSetting(
      into,
      slice(statement, keyFrom, keyFrom + git[1]!.length),
      slice(statement, valueFrom, valueFrom + git[2]!.length),
      {
        by: 'configuration',
        reach: lasting,
      },
    );
    return;
  }
  const written = WRITTEN.exec(statement.text);
  if (written) {
    const from = written[0].indexOf(written[1]!);
    const valueFrom = from + written[1]!.length + 1;
    into.variable(
      slice(statement, from, from + written[1]!.length),
      slice(statement, valueFrom, valueFrom + written[2]!.length),
      {
        by: 'written',
        reach: lasting,
      },
    );
  }
}
