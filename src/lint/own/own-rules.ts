/** Rules that are not built in: of plug-ins, and of the library's callers. What they yield is checked, for its types are only promised. */
import type { Ask } from '../../model/facts/facts.ts';
import type { Repo } from '../../model/repo.ts';
import type { Context, Draft, Measure, NeedsContext, Rule, Unchecked } from '../../model/rule.ts';
import type { Span } from '../../text/source.ts';

/** The rule under the name of who brought it. A result that is none throws, which makes a gap of that rule and ends no run. */
export function ownRule(rule: Rule, plugin: string): Rule {
  const { needs } = rule;
  return {
    ...rule,
    plugin,
    *check(repo: Repo, context: Context<unknown>) {
      for (const result of rule.check(repo, context)) {
        const problem = resultProblem(result);
        if (problem !== undefined) throw new TypeError(problem);
        yield result;
      }
    },
    ...(needs !== undefined && {
      *needs(repo: Repo, context: NeedsContext<unknown>) {
        for (const ask of needs(repo, context)) {
          if (!isAsk(ask)) throw new TypeError('needs: expected { kind, module: { path, version } }');
          yield ask;
        }
      },
    }),
  };
}

function resultProblem(result: Draft | Unchecked | Measure): string | undefined {
  if (typeof result !== 'object' || result === null) return 'check: expected findings, got something else';
  if ('measure' in result) return undefined;
  if ('unchecked' in result) {
    const { subject, why, detail } = result.unchecked ?? {};
    return isText(subject) && isText(why) && isText(detail)
      ? undefined
      : 'check: unchecked needs a subject, why and detail';
  }
  const { at, subject, message, related = [] } = result;
  if (!isText(subject) || subject === '') return 'check: a finding needs a subject, a text';
  if (!isText(message) || message === '') return `check: the finding about ${subject} needs a message, a text`;
  if (!isSpan(at)) return `check: the finding about ${subject} needs a place (at), a part of a file`;
  return related.every((one) => isSpan(one?.at) && isText(one.message))
    ? undefined
    : `check: related places of the finding about ${subject} need a place (at) and a message`;
}

function isAsk(ask: Ask | undefined): boolean {
  return isText(ask?.kind) && isText(ask?.module?.path) && isText(ask.module.version);
}

function isSpan(span: Span | undefined): boolean {
  const { file, start, end } = span ?? {};
  if (!isText(file?.path) || !isText(file.text)) return false;
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start! && start! <= end! && end! <= file.text.length;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
