/** What a run may touch of the process: its output streams, nothing else. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}
