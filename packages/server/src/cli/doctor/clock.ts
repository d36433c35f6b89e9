import type { Doctor, Finding } from './finding.ts';

const toleratedMs = 5000;

/** Whether another clock agrees with ours. */
export function clockFinding(doctor: Doctor, skewMs: number, other: string): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 100) / 10;
  if (Math.abs(skewMs) <= toleratedMs) return doctor.ok('clock', 'clock', { seconds });
  return doctor.problem('clock', 'clock_skew', { seconds, other });
}
