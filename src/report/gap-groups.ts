/** Gaps by cause: one thing that is unavailable leaves many rules without an answer, and is told once. */
import type { Gap } from '../model/report.ts';

/** What some rules could not judge, for one reason. */
export interface GapGroup {
  /** In the report's order. */
  readonly rules: readonly string[];
  readonly why: Gap['why'];
  readonly detail: string;
  readonly fails: boolean;
  readonly hint: string | undefined;
  /** Each once, in the report's order. */
  readonly subjects: readonly GapSubject[];
  /** Gaps of the report that the group stands for. */
  readonly gaps: number;
}

export interface GapSubject {
  readonly subject: string;
  /** Folders of the modules in which it could not be judged; empty where it is about none. */
  readonly modules: readonly string[];
}

interface Growing extends GapGroup {
  readonly subjects: (GapSubject & { readonly modules: string[] })[];
  readonly bySubject: Map<string, string[]>;
  gaps: number;
}

/** Those that fail the run first, then in the report's order. */
export function groupGaps(gaps: readonly Gap[]): readonly GapGroup[] {
  const causes = new Map<number, { gap: Gap; rules: Set<string>; gaps: number }>();
  const numberOf = numbering<string | undefined>();
  const numberOfPair = numbering<number>();
  const pair = (a: number, b: number) => numberOfPair(a * MAX_NUMBER + b);
  for (const gap of gaps) {
    const { why, detail, fails, hint, subject, module } = gap;
    const texts = [detail, hint, subject, module].map(numberOf);
    const key = texts.reduce(pair, 2 * numberOf(why) + Number(fails));
    let known = causes.get(key);
    if (known === undefined) {
      known = { gap, rules: new Set(), gaps: 0 };
      causes.set(key, known);
    }
    known.rules.add(gap.rule);
    known.gaps++;
  }
  const groups = new Map<string, Growing>();
  for (const { gap, rules, gaps: count } of causes.values()) {
    const { why, detail, fails, hint } = gap;
    const list = [...rules];
    const key = JSON.stringify([list, why, detail, fails, hint]);
    const group = groups.get(key) ?? {
      rules: list,
      why,
      detail,
      fails,
      hint,
      subjects: [],
      bySubject: new Map(),
      gaps: 0,
    };
    group.gaps += count;
    addSubject(group, gap);
    groups.set(key, group);
  }
  const all = [...groups.values()].map(({ bySubject: _, ...group }) => group);
  return [...all.filter((g) => g.fails), ...all.filter((g) => !g.fails)];
}

/** More than there are different texts, and its square is a safe integer. */
const MAX_NUMBER = 2 ** 26;

/** Equal values get equal numbers, from 0: a key of numbers is made sooner than one of texts, and there may be 100,000 gaps. */
function numbering<T>(): (value: T) => number {
  const numbers = new Map<T, number>();
  return (value) => {
    let number = numbers.get(value);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(value, number);
    }
    return number;
  };
}

function addSubject({ subjects, bySubject }: Growing, { subject, module }: Gap): void {
  let modules = bySubject.get(subject);
  if (modules === undefined) {
    modules = [];
    bySubject.set(subject, modules);
    subjects.push({ subject, modules });
  }
  if (module !== undefined) modules.push(module);
}
