import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null });
vi.stubGlobal('document', { documentElement: {} });
const { keyOf, queryClient } = await import('../api/index.ts');
const { takeEvent } = await import('./take-event.ts');
afterEach(() => queryClient.clear());

type Grab = Extract<Parameters<typeof takeEvent>[0], { event: 'grab' }>['data'];

const grabAt = (stage: Grab['stage']) => ({ id: 1, session_id: 'toko', stage, finished_at: null }) as Grab;
const answerWith = (stage: Grab['stage']) => ({ data: { session_id: 'toko', grabs: [grabAt(stage)] } });

test('an event is not undone by an answer that left the server before it', async () => {
  const first = Promise.withResolvers<unknown>();
  const queryFn = vi.fn().mockReturnValueOnce(first.promise).mockResolvedValueOnce(answerWith('groups'));
  const queryKey = keyOf('GET /api/sessions/{session_id}/grabs', { params: { session_id: 'toko' } });
  const observer = new QueryObserver(queryClient, { queryKey, queryFn });
  const shown: unknown[] = [];
  const leave = observer.subscribe(({ data }) => shown.push(data));
  takeEvent({ event: 'grab', data: grabAt('groups') });
  first.resolve(answerWith('waiting'));
  await vi.waitFor(() => expect(shown.at(-1)).toEqual(answerWith('groups')));
  expect(queryFn).toHaveBeenCalledTimes(2);
  leave();
});

test('lists stay as they are while things change, and are read anew when a grab has ended or they are opened again', async () => {
  const queryFn = vi.fn().mockResolvedValue({ contacts: [] });
  const options = { queryKey: ['GET /api/contacts', 'a view'], queryFn, staleTime: 60_000 };
  const leave = new QueryObserver(queryClient, options).subscribe(() => {});
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0));
  takeEvent({ event: 'changed', data: { session_id: 'toko', seq: 7 } });
  expect(queryClient.isFetching()).toBe(0);
  takeEvent({ event: 'grab', data: { ...grabAt('done'), finished_at: '2026-01-01T00:00:00.000Z' } });
  await vi.waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2));
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0));
  leave();
  takeEvent({ event: 'changed', data: { session_id: 'toko', seq: 8 } });
  new QueryObserver(queryClient, options).subscribe(() => {})();
  expect(queryFn).toHaveBeenCalledTimes(3);
});
