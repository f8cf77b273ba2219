import {
  type Draft,
  defineRule,
  type Environment,
  environments,
  faultFinding,
  type PlacedFault,
  partSpan,
  valueFix,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/proxy-value',
  title: 'Invalid GOPROXY',
  why: 'One entry of GOPROXY that Go refuses makes every module lookup fail, those of private modules too. Go never asks entries after `direct` or `off`, so a fallback there does not exist.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  settings: true,
  fixes: ['safe', 'unsafe'],
  presets: ['recommended'],
  *check(repo) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('proxy-invalid')) {
        yield {
          ...faultFinding(fault, env),
          message: `GOPROXY: ${fault.error}: every module lookup fails, for all modules`,
          hint: hintFor(fault.text),
          ...valueFix(fault, env, corrected(fault.text)),
        };
      }
      for (const fault of env.faults('proxy-unreachable')) {
        yield {
          ...faultFinding(fault, env),
          atMost: 'warning',
          message: `GOPROXY: Go never reads ${fault.text}, as direct and off end the list`,
          hint: 'remove it, or move it before direct or off',
          ...withoutRest(fault, env),
        };
      }
    }
  },
});

/** All that Go never reads goes, with the separator before it. */
function withoutRest({ setting, start }: PlacedFault, { reach }: Environment): Pick<Draft, 'fix'> {
  const rest = setting.value.slice(start - 1);
  const at = partSpan(setting, start - 1, setting.value.length);
  if (reach === undefined || !/^[,|]/.test(rest) || at.file.text.slice(at.start, at.end) !== rest) return {};
  return { fix: { what: 'remove what Go never reads', safe: true, edits: [{ at, text: '' }] } };
}

/** What can only have been meant. Go then asks where it could ask nobody, so a person has to see it. */
function corrected(entry: string): { readonly text: string; readonly what: string; readonly safe: boolean } {
  const bare = entry.trim().replace(/^["'\u2018-\u201d]+|["'\u2018-\u201d]+$/g, '');
  const text = /^(?:direct|off)$/i.test(bare) ? bare.toLowerCase() : bare;
  return { text: /^(?:direct|off|https:\/\/[\w.:/-]+)$/.test(text) ? text : entry, what: `write ${text}`, safe: false };
}

function hintFor(entry: string): string {
  if (/^(?:direct|off)$/i.test(entry)) return `write ${entry.toLowerCase()}: Go knows it in lower case only`;
  if (/^["'\u2018-\u201d]/.test(entry)) return 'remove the quotes: here they are part of the value';
  if (/[\s;\uff0c\uff1b]/.test(entry)) return 'separate entries by a comma';
  if (/^(?:none|no|noproxy|false|disabled?)$/i.test(entry))
    return 'write direct to fetch from the origin, or off to fetch nothing';
  if (/^file:/i.test(entry)) return 'write file:// and an absolute path: file:///srv/goproxy';
  return 'write https:// and the host, or one of the words direct and off';
}
