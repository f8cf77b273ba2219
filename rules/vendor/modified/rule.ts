import {
  compareVendored,
  cut,
  type Draft,
  defineRule,
  firstLine,
  recordedZips,
  type Unchecked,
  type VendoredModule,
  vendoredModules,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'vendor/modified',
  title: 'Modified vendored file',
  why: 'Go builds the files in the vendor folder and never compares them with their modules. A change there needs no change of go.mod or go.sum, and few people review vendored code.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'facts',
  withoutGraph: true,
  vendored: true,
  presets: ['strict'],
  *needs(repo) {
    for (const { module } of vendoredModules(repo)) if (module) yield { kind: 'files', module };
  },
  *check(repo, { facts }) {
    const recorded = recordedZips(repo);
    for (const vendored of vendoredModules(repo)) {
      const { record, module, files } = vendored;
      if (record === undefined) {
        if (files.size > 0) yield strays(vendored);
        continue;
      }
      if (module === undefined) {
        yield notCompared(vendored, 'replaced by a folder, which has no zip to compare with');
        continue;
      }
      const published = facts.get('files', module);
      if (!published.known) continue;
      const compared = compareVendored(module, files, published.value, recorded);
      if (compared.unknown !== undefined) yield notCompared(vendored, compared.unknown);
      else if (compared.modified.length + compared.added.length > 0)
        yield modified(vendored, compared.modified, compared.added);
    }
  },
});

/** Files that are listed in `data`. */
const MAX_LISTED = 100;

const HINT = 'run "go mod vendor" and compare; to change a dependency, use a fork and a replace directive';

function modified(vendored: VendoredModule, changed: readonly string[], added: readonly string[]): Draft {
  const { record, folder } = vendored;
  const files = [...changed, ...added];
  const { path, version } = record!;
  const what = changed.length > 0 ? 'differs from the published module' : 'is not in the published module';
  return {
    ...about(vendored),
    at: record!.at,
    version,
    message: `${folder}${files[0]!} ${what}${beside(files.length - 1)}`,
    hint: HINT,
    data: {
      kind: 'files',
      module: `${path}@${version}`,
      files: files.slice(0, MAX_LISTED).map((file) => folder + file),
    },
  };
}

function beside(more: number): string {
  return more === 0 ? '' : ` (and ${more} more file${more === 1 ? '' : 's'})`;
}

function strays(vendored: VendoredModule): Draft {
  const { vendor, files, folder } = vendored;
  const names = [...files.keys()];
  return {
    ...about(vendored),
    at: firstLine(vendor.source),
    message: `${folder}${cut(names[0]!, MAX_LISTED)} is in no vendored module${beside(names.length - 1)}`,
    hint: HINT,
    data: { kind: 'strays', files: names.slice(0, MAX_LISTED).map((file) => folder + file) },
  };
}

function notCompared(vendored: VendoredModule, detail: string): Unchecked {
  return { unchecked: { ...about(vendored), why: 'failed', detail: `${vendored.folder}: ${detail}` } };
}

function about({ record, main, folder }: VendoredModule) {
  return { subject: record?.path ?? folder, ...(main && { module: main }) };
}
