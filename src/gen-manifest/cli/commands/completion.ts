/** `gen-manifest completion bash|zsh`: a completion script. */
import { exitCodes } from '../../errors.js';
import type { Command } from '../run.js';

export const command: Command = async ({ operands: [shell] }, io) => {
  if (shell === 'zsh') io.stdout(await (await import('../completion/zsh.js')).zshCompletion());
  else io.stdout(await (await import('../completion/bash.js')).bashCompletion());
  return exitCodes.done;
};
