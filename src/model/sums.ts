/** Walking the go.sum and go.work.sum files of a repository. */
import type { SumEntry, SumFile } from '../go/sum/parse.ts';
import { type Span, span } from '../text/source.ts';
import type { MainModule, Repo } from './repo.ts';

/** Every go.sum with its module, then every go.work.sum. */
export function* sumFiles(repo: Repo): Generator<{ readonly sum: SumFile; readonly module: MainModule | undefined }> {
  for (const module of repo.modules) if (module.sum) yield { sum: module.sum, module };
  for (const { sum } of repo.workspaces) if (sum) yield { sum, module: undefined };
}

/** The place of a go.sum line. */
export function sumSpan({ source }: SumFile, { start, end }: SumEntry): Span {
  return span(source, start, end);
}
