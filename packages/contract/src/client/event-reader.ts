import type { ServerEvent } from '../events.ts';

type Told = ServerEvent & { id: string };

/** The events of a `text/event-stream`, whatever pieces it comes in; heartbeats are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<Told> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body) {
    text += decoder.decode(piece, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block: string): Told | undefined {
  const lines = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line) ?? []);
  const field = (wanted: string) => lines.filter(([, name]) => name === wanted).map(([, , value = '']) => value);
  const data = field('data').join('\n');
  if (data === '') return undefined;
  return { id: field('id')[0] ?? '', event: field('event')[0], data: JSON.parse(data) } as Told;
}
