import { parseArgs } from 'node:util';
import { runDemo } from './run.ts';
import { type Language, texts } from './texts.ts';

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'id' },
    port: { type: 'string', default: '0' },
  },
});
const language: Language = values.lang === 'en' ? 'en' : 'id';
const text = texts[language];

// With --json, standard output belongs to the one JSON line.
const out = values.json ? process.stderr : process.stdout;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

try {
  const good = await runDemo({
    once: values.once,
    json: values.json,
    language,
    port: Number(values.port),
    out,
    stop: stop.signal,
  });
  process.exitCode = good ? 0 : 1;
} catch (error) {
  out.write(`${text.failed}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
