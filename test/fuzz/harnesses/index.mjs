// Every reader of outside data, by name: inputs to begin with, and a run that throws where something is wrong.
// `prepare` gives the run: it takes bytes, and must not keep them.
import { archives } from './archives.mjs';
import { databases } from './databases.mjs';
import { editor } from './editor.mjs';
import { goFiles } from './go-files.mjs';
import { licenses } from './licenses.mjs';
import { policies } from './policies.mjs';
import { records } from './records.mjs';
import { settings } from './settings.mjs';

export const HARNESSES = {
  ...goFiles,
  ...settings,
  ...policies,
  ...archives,
  ...databases,
  ...records,
  ...licenses,
  ...editor,
};
