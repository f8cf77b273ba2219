/** Settings in trees of YAML and JSON: pipelines, charts, manifests, compose files, settings of editors. */
import type { Collector, Manner } from '../collector.ts';
import { environmentWords } from '../environment-words.ts';
import { goImage, goVersion } from '../go-image.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import { variableOf } from '../mentions.ts';
import { type Certainty, type Reach, reach } from '../setting.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { isEnvironmentKey, isGoVersionKey, isScriptKey, isWordsKey, reachBelow } from './keys.ts';
import { scalarOf, type TreeMap, type TreeNode } from './node.ts';
import { readEmbedded, readWordList, type ScriptPlace, type Shell, shellNamed } from './scripts.ts';

export interface Dialect {
  /** What holds for the whole file. */
  readonly root: Reach;
  /** Whether each key of the top is a job, as in GitLab CI. */
  readonly hasJobsOnTop: boolean;
  /** Whether items of `env` lists are words as in a shell, as in Travis CI. */
  readonly hasShellWords: boolean;
  /** Whether `go:` is a version, as in Travis CI and in matrices. */
  readonly hasGoKey: boolean;
}

interface Place {
  readonly reach: Reach;
  /** The job around, which what a step writes down outlives it for. */
  readonly job: Reach;
  readonly shell: Shell | undefined;
  readonly certainty: Certainty;
}

export function readTree(into: Collector, tree: TreeNode, dialect: Dialect): void {
  new TreeReader(into, dialect).read(tree);
}

class TreeReader {
  private readonly into: Collector;
  private readonly dialect: Dialect;

  constructor(into: Collector, dialect: Dialect) {
    this.into = into;
    this.dialect = dialect;
  }

  read(tree: TreeNode): void {
    const { root, hasJobsOnTop } = this.dialect;
    const place: Place = { reach: root, job: root, shell: undefined, certainty: 'certain' };
    if (!hasJobsOnTop || tree.kind !== 'map') {
      this.node(tree, '', place);
      return;
    }
    for (const entry of tree.entries) {
      const isJob =
        entry.value.kind === 'map' &&
        !/^(?:variables|default|workflow|include|stages|image|spec)$/.test(entry.key.text);
      const job = reach('job', entry.key.text, root);
      this.entry(entry.key, entry.value, isJob ? { ...place, reach: job, job } : place);
    }
  }

  private node(node: TreeNode, key: string, place: Place): void {
    if (node.kind === 'map') this.map(node, place);
    else if (node.kind === 'list') this.list(node.items, key, place);
  }

  private map(map: TreeMap, outer: Place): void {
    const shell = this.shellOf(map);
    const place = shell === undefined ? outer : { ...outer, shell };
    this.namedPair(map, place);
    this.goTask(map, place);
    for (const { key, value } of map.entries) this.entry(key, value, place);
  }

  private entry(key: MappedText, value: TreeNode, place: Place): void {
    const name = key.text;
    if (variableOf(name) !== undefined) {
      // `GOFLAGS: { value: …, description: … }`.
      const given = value.kind === 'scalar' ? value.value : value.kind === 'map' ? scalarOf(value, 'value') : undefined;
      if (given) this.into.variable(key, given, this.manner(place));
      // A matrix: one value for each of several jobs.
      const items = value.kind === 'list' ? value.items : [];
      for (const item of items)
        if (item.kind === 'scalar') this.into.variable(key, item.value, { ...this.manner(place), certainty: 'likely' });
      return;
    }
    if (value.kind === 'scalar') {
      this.scalar(key, value.value, place);
      return;
    }
    // `scripts` of package.json, each under a name of its own.
    if (name === 'scripts' && value.kind === 'map') {
      for (const script of value.entries)
        if (script.value.kind === 'scalar') readEmbedded(script.value.value, this.scriptPlace(place, script.key.text));
      return;
    }
    const kind = reachBelow(name);
    if (kind !== undefined && value.kind === 'map') {
      for (const entry of value.entries)
        this.node(entry.value, entry.key.text, this.below(place, kind, `${name}.${entry.key.text}`));
      return;
    }
    // What `on: workflow_call: inputs:` and the like describe is no setting; `matrix` and `with` are.
    this.node(value, name, place);
  }

  private list(items: readonly TreeNode[], key: string, place: Place): void {
    const kind = reachBelow(key);
    const words = items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : []));
    if (isWordsKey(key) && words.length === items.length && !words.every(({ text }) => /\s/.test(text))) {
      readWordList(words, this.scriptPlace(place, key));
      return;
    }
    for (const [i, item] of items.entries()) {
      if (item.kind === 'scalar') this.item(key, item.value, place);
      else this.node(item, key, kind === undefined ? place : this.below(place, kind, `${key}.${i}`));
    }
  }

  private item(key: string, value: MappedText, place: Place): void {
    if (isGoVersionKey(key) || (key === 'go' && this.dialect.hasGoKey)) {
      goVersion(this.into, value, value, place.job);
    } else if (isScriptKey(key)) {
      readEmbedded(value, this.scriptPlace(place, key));
    } else if (isEnvironmentKey(key)) {
      this.environment(value, place);
    }
  }

  private scalar(key: MappedText, value: MappedText, place: Place): void {
    const name = key.text;
    const isScriptFile = /\.(?:sh|bash)$/.test(name) || /^#!.*\b(?:ba|z|da|k|a)?sh\b/.test(value.text.slice(0, 100));
    if (isGoVersionKey(name) || (name === 'go' && this.dialect.hasGoKey)) {
      goVersion(this.into, key, value, place.job);
    } else if (name === 'go-version-file') {
      this.into.add(name, key, value, { by: 'version', reach: place.job });
    } else if (name === 'image' || name === 'name') {
      goImage(this.into, value, place.reach);
    } else if (isScriptFile || (isScriptKey(name) && !isEnvironmentKey(name))) {
      readEmbedded(value, this.scriptPlace(place, name));
    } else if (/\.env$/.test(name)) {
      for (const { word } of environmentWords(value)) this.pair(word, place);
    } else if (isEnvironmentKey(name)) {
      this.environmentText(value, place);
    }
  }

  /** One line has several words; of several lines (`build-args: |`) each is one assignment, blanks included. */
  private environmentText(value: MappedText, place: Place): void {
    if (!value.text.trimEnd().includes('\n')) {
      for (const { word, literal } of environmentWords(value)) this.pair(word, place, literal);
      return;
    }
    for (const { 0: line, index } of value.text.matchAll(/[^\s][^\n]*/g))
      this.pair(slice(value, index, index + line.trimEnd().length), place);
  }

  /** An item of a list that is an environment. */
  private environment(value: MappedText, place: Place): void {
    if (this.dialect.hasShellWords)
      for (const { word, literal } of environmentWords(value)) this.pair(word, place, literal);
    else this.pair(slice(value, /^--?[\w-]+[= ](?=[A-Z]\w*=)/.exec(value.text)?.[0].length ?? 0), place);
  }

  private pair(word: MappedText, place: Place, literal = false): void {
    const pair = nameAndValue(word);
    if (pair) this.into.variable(pair.name, pair.value, { ...this.manner(place), literal });
  }

  /** `{ name: GOSUMDB, value: off }`, in any order. */
  private namedPair(map: TreeMap, place: Place): void {
    const name = scalarOf(map, 'name') ?? scalarOf(map, 'key') ?? scalarOf(map, 'Name');
    const value = scalarOf(map, 'value') ?? scalarOf(map, 'Value');
    if (name && value) this.into.variable(name, value, this.manner(place));
  }

  /** `task: GoTool@0` with `inputs: { version: … }`; the feature `go` of development containers. */
  private goTask(map: TreeMap, place: Place): void {
    const isGo = /^GoTool@/.test(scalarOf(map, 'task')?.text ?? '');
    for (const { key, value } of map.entries) {
      if (value.kind !== 'map' || !(isGo ? key.text === 'inputs' : /\/features\/go(?::|$)/.test(key.text))) continue;
      const version = value.entries.find((entry) => entry.key.text === 'version');
      if (version?.value.kind === 'scalar') goVersion(this.into, version.key, version.value.value, place.job);
    }
  }

  private manner(place: Place): Manner {
    return { by: 'environment', reach: place.reach, certainty: place.certainty };
  }

  private below(place: Place, kind: Reach['kind'], id: string): Place {
    const inner = reach(kind, place.reach === this.dialect.root ? id : `${place.reach.id}.${id}`, place.reach);
    return { ...place, reach: inner, job: kind === 'step' ? place.job : inner };
  }

  private scriptPlace(place: Place, key: string): ScriptPlace {
    const isOpen = place.reach === this.dialect.root;
    return {
      into: this.into,
      reach: isOpen ? reach('script', key, place.reach) : place.reach,
      lasting: place.job,
      certainty: place.certainty,
      // `cmd:` names a command in one system, and the shell of Windows in another.
      shell: (key === 'cmd' ? undefined : shellNamed(key)) ?? place.shell,
    };
  }

  /** `shell: pwsh`, and `defaults: { run: { shell: … } }`. */
  private shellOf(map: TreeMap): Shell | undefined {
    const own = scalarOf(map, 'shell');
    if (own) return shellNamed(own.text);
    const defaults = map.entries.find(({ key }) => key.text === 'defaults')?.value;
    if (defaults?.kind !== 'map') return undefined;
    const run = defaults.entries.find(({ key }) => key.text === 'run')?.value;
    const shell = run?.kind === 'map' ? scalarOf(run, 'shell') : undefined;
    return shell && shellNamed(shell.text);
  }
}
