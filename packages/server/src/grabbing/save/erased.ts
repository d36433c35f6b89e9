import type { OptOutGuard } from '../../opt-outs/index.ts';
import type { Db } from '../../storage/index.ts';
import { erasedRows, takeBack, type Writer } from './erased.repo.ts';

type Written = { id: number; phone_number: string | null; lid: string | null };

/** Lets nobody in again who was erased while a grab runs: WhatsApp goes on telling of them, and the grab holds them in memory. */
export type ErasedWatch = {
  /** Takes back what was just written of the erased, in the same transaction; what was written before it is looked at once more. */
  afterWriting(db: Db, written: Written[]): Promise<void>;
};

/** Watches from now on. */
export function watchErased(guard: OptOutGuard, writer: Writer): ErasedWatch {
  const erased = new Set<number>();
  let before: Written[] = [];
  return {
    async afterWriting(db, written) {
      const erasures = await guard.look(db);
      if (erasures.length > 0) for (const id of await erasedRows(db, writer.session_id, erasures)) erased.add(id);
      // An erasure does not see what is being written at the same time.
      for (const { id, phone_number: pn, lid } of guard.hasErased() ? [...before, ...written] : [])
        if (guard.isUnwanted({ pn, lid })) erased.add(id);
      await takeBack(db, writer, [...erased]);
      before = written;
    },
  };
}
