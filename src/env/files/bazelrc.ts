/** Options of Bazel: `build --action_env=NAME=value`. */
import { environmentWords } from '../environment-words.ts';
import { slice } from '../mapped-text.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { fileReader, linesOf } from './lines.ts';

export const readBazelrc = fileReader('file', (into, text, everything) => {
  for (const line of linesOf(text.text)) {
    if (/^\s*#/.test(line.text)) continue;
    for (const { word, literal } of environmentWords(line)) {
      const option = /^--(?:action_env|repo_env|test_env|host_action_env|run_env|client_env)=/.exec(word.text);
      const pair = option && nameAndValue(slice(word, option[0].length));
      if (pair) into.variable(pair.name, pair.value, { by: 'environment', reach: everything, literal });
    }
  }
});
