import type { Io } from './io.ts';

/** A place on the terminal that is drawn again and again; where no terminal listens, nothing is ever erased. */
export type Screen = { draw(text: string): void };

export function createScreen(io: Io): Screen {
  let drawn = 0;
  return {
    draw(text) {
      const erase = io.live && drawn > 0 ? `\u001b[${drawn}A\u001b[J` : '';
      drawn = text.split('\n').length;
      io.writeOut(`${erase}${text}\n`);
    },
  };
}
