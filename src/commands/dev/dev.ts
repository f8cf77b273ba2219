/** The entry for those who work on modwarden: `node dist/dev.cjs generate | new-rule`, run at the project's root. */
import { runGenerate } from './generate.ts';
import { runNewRule } from './new-rule.ts';
import { runWidelyUsed } from './widely-used.ts';

const VERBS = { generate: runGenerate, 'new-rule': runNewRule, 'widely-used': runWidelyUsed };

async function main([verb = '', ...args]: readonly string[]): Promise<number> {
  const print = (text: string) => void process.stdout.write(text);
  if (Object.hasOwn(VERBS, verb)) return VERBS[verb as keyof typeof VERBS](args, process.cwd(), print);
  print(
    'usage: npm run generate [-- --check | --dry-run]\n       npm run new-rule GROUP/NAME\n       node dist/dev.cjs widely-used DATE FILE...\n',
  );
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  // A definition that does not bundle: esbuild says where.
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
