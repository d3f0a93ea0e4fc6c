/** What a command ends with; scripts rely on the numbers. */
export const exitCode = {
  done: 0,
  /** The pipeline or the input is wrong, or `--check` found a difference. */
  wrong: 1,
  usage: 2,
  /** The outside world failed: no engine, no data, no disk space, a corrupt image. */
  outside: 3,
  /** A bug of ours. */
  bug: 4,
  interrupted: 130,
  /** Nobody reads standard output any more: stopped, state saved. */
  unread: 141,
  terminated: 143,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
