import { setTimeout as after } from 'node:timers/promises';
import { readConfig, startServer } from '@grabber/server';
import { fastify } from 'fastify';

// The process that is measured: a real server on the database of the environment, and a bare Fastify beside it. The parent asks for its memory.

const server = await startServer(readConfig(process.env));
const bare = fastify();
bare.get('/', async () => ({ hello: 'world' }));
const bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' });

let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);

process.on('message', async (question) => {
  if (question === 'close') {
    await bare.close();
    await server.close();
    process.exit();
  }
  if (question === 'settle') {
    globalThis.gc?.();
    await after(300);
  }
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage.rss(), peak, cpu: user + system });
  peak = 0;
});

process.send?.({ url: server.url, bareUrl });
