/** The name and the bytes of the .vsix. `server`: a folder with a built modwarden. */
export function packageVscode(server: string): Promise<{ readonly name: string; readonly bytes: Buffer }>;
