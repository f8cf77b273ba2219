/** The answers of a fleet run in a folder, a file for each: they need no memory, and a run that is resumed has them still. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerFromJson, answerToJson, INLINE } from '../model/facts/fact-json.ts';
import type { AnswerStore } from './fact-hub.ts';
import { fromJson, isPlainObject, jsonLine } from './json-line.ts';
import { writeResult } from './write-result.ts';

export function answerFolder(folder: string): AnswerStore {
  const fileOf = (key: string) => {
    const name = createHash('sha256').update(key).digest('hex');
    return join(folder, name.slice(0, 2), `${name.slice(2)}.json`);
  };
  return {
    read: (key, ask) => {
      const entry = fromJson(textAt(fileOf(key)));
      // The file's name is a hash: the whole key says that it is the same question.
      if (!isPlainObject(entry) || entry.key !== key) return undefined;
      const answer = answerFromJson(ask, entry.answer, INLINE);
      return typeof answer === 'string' ? undefined : answer;
    },
    write: (key, ask, answer) => {
      const text = jsonLine({ key, answer: answerToJson(ask, answer, INLINE) });
      writeResult(fileOf(key), text, join(folder, 'drafts'));
    },
  };
}

function textAt(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
