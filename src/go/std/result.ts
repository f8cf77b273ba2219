/** What a function gives that in Go returns a value and an error. `error` is Go's message. */
export type Result<T> =
  | { readonly value: T; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };
