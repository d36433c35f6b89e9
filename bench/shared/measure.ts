import { monitorEventLoopDelay } from 'node:perf_hooks';

export type Measured = { ms: number; peak_rss_mb: number; loop_delay_p99_ms: number; loop_delay_max_ms: number };

const resolution = 10;

/** Runs the work and watches the process meanwhile: memory of all threads, delay of this thread's event loop. */
export async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution });
  let peak = process.memoryUsage.rss();
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  delay.enable();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  delay.disable();
  clearInterval(sampler);
  return {
    ms: Math.round(ms),
    peak_rss_mb: Math.round(peak / 1024 / 1024),
    loop_delay_p99_ms: late(delay.percentile(99)),
    loop_delay_max_ms: late(delay.max),
  };
}

/** The histogram counts the timer's own interval in. */
function late(nanoseconds: number): number {
  return Math.max(0, Math.round((nanoseconds / 1e6 - resolution) * 10) / 10);
}
