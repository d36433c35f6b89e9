/** Whether the server that serves this page answers. */
export async function isHealthy(): Promise<boolean> {
  try {
    const answer = await fetch('/health', { signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}
