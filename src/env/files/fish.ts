/** The fish shell: `set -gx NAME value`; the rest is near enough to other shells. */
import { slice } from '../mapped-text.ts';
import { reach } from '../setting.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';
import { fileReader, linesOf } from './lines.ts';

export const readFish = fileReader('script', (into, text, everything) => {
  const lasting = reach('user', `user of ${everything.id}`);
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
