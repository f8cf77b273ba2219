/** Files that `go env -w` writes, and `$GOROOT/go.env`. */
import { goEnvSettings, parseGoEnvFile } from '../../go/env/goenv-file.ts';
import { plainText } from '../mapped-text.ts';
import { fileReader } from './lines.ts';

/** As Go reads them: nothing is unquoted, and of two lines the last counts. */
export const readGoEnv = fileReader('user', (into, _, everything) => {
  for (const { name, value, nameAt, valueAt } of goEnvSettings(parseGoEnvFile(into.source)).values())
    into.variable(plainText(name, nameAt.start), plainText(value, valueAt.start), {
      by: 'goenv file',
      reach: everything,
      literal: true,
    });
});
