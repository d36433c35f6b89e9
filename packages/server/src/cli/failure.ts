/** How a command ends, for scripts; `grabber --help` lists them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, noServer: 3, refused: 4 } as const;

/** Ends a command with this sentence for its user and this exit code. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.name = 'CommandFailed';
    this.exitCode = exitCode;
  }
}
