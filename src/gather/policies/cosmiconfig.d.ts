/** The package's own declaration of this file is empty. No type that we export may mention it. */
declare module 'cosmiconfig/dist/ExplorerSync.js' {
  export class ExplorerSync {
    constructor(options: {
      moduleName: string;
      searchPlaces: readonly string[];
      loaders: Readonly<Record<string, (path: string, content: string) => unknown>>;
      searchStrategy: 'none';
      ignoreEmptySearchPlaces: boolean;
      cache: boolean;
      metaConfigFilePath: null;
      mergeSearchPlaces: boolean;
      mergeImportArrays: boolean;
      transform: (result: unknown) => unknown;
    });
    search(folder: string): { readonly config: unknown; readonly filepath: string; readonly isEmpty?: boolean } | null;
  }
}
