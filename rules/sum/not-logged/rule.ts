import {
  countingLines,
  cut,
  type Draft,
  defineRule,
  type Repo,
  type SumEntry,
  type SumLine,
  sumParts,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/not-logged',
  title: 'Checksum that the checksum database does not have',
  why: 'The go command asks the checksum database only about lines that go.sum lacks. If somebody changes a line together with the module, every later build and `go mod verify` trust it. Only the database shows that all other users have a different module.',
  since: '0.1.0',
  level: 'error',
  security: 9.3,
  precision: 'very-high',
  reach: 'facts',
  withoutGraph: true,
  presets: ['strict'],
  *needs(repo, { isPrivate }) {
    for (const { entry } of linesOf(repo, isPrivate)) yield proofOf(entry);
  },
  *check(repo, { facts, isPrivate }) {
    for (const { sum, module, entry } of linesOf(repo, isPrivate)) {
      const proof = facts.get('proof', proofOf(entry).module);
      if (!proof.known) continue;
      const { database, lines } = proof.value;
      const key = `${entry.path} ${entry.version}${entry.goMod ? '/go.mod' : ''} `;
      const logged = lines.filter((line) => line.startsWith(`${key}h1:`)).map((line) => line.slice(key.length));
      if (!logged.includes(entry.hash)) yield notLogged({ sum, module, entry }, database, logged[0]);
    }
  },
});

function proofOf({ path, version }: SumEntry) {
  return { kind: 'proof', module: { path, version } } as const;
}

/** Of modules that may be asked about. */
function* linesOf(repo: Repo, isPrivate: (path: string) => boolean): Generator<SumLine> {
  for (const line of countingLines(repo)) if (!isPrivate(line.entry.path)) yield line;
}

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;

function notLogged({ sum, module, entry }: SumLine, database: string, logged: string | undefined): Draft {
  const { path, version, hash, goMod } = entry;
  const what = `${goMod ? 'the go.mod of ' : ''}${path} ${version}`;
  const file = sum.source.path.slice(sum.source.path.lastIndexOf('/') + 1);
  const recorded = cut(hash, MAX_HASH);
  const data = { kind: goMod ? 'go.mod' : 'zip', recorded, database };
  const common = { at: sumParts(sum, entry).hash, subject: path, version, ...(module && { module }) };
  if (logged === undefined) {
    return {
      ...common,
      message: `the checksum of ${what} is not in ${database}, which knows this version`,
      hint: 'do not build: find out which commit added the line, and from where',
      data,
    };
  }
  return {
    ...common,
    message: `the checksum of ${what} in ${file} differs from the one in ${database}`,
    hint: `do not build: find out which commit wrote the line; if the author moved the tag, ask for a new version (recorded: ${recorded}, logged: ${logged})`,
    data: { ...data, logged },
  };
}
