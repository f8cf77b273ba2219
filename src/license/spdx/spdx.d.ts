/** The SPDX packages are CommonJS without types. Nothing that is exported may mention these. */
declare module 'spdx-expression-parse' {
  namespace parse {
    type Parsed =
      | { readonly license: string; readonly plus?: true; readonly exception?: string }
      | { readonly left: Parsed; readonly conjunction: 'and' | 'or'; readonly right: Parsed };
  }
  function parse(expression: string): parse.Parsed;
  export = parse;
}

declare module 'spdx-satisfies' {
  function satisfies(expression: string, allowed: readonly string[]): boolean;
  export = satisfies;
}
