/** A part of modwarden is missing, cut or changed. `message` says which. The command ends with 70. */
export class InstallationError extends Error {
  override readonly name = 'InstallationError';
}
