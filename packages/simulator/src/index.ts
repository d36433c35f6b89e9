export { type Clock, systemClock } from './clock.ts';
export type { QrTimeouts } from './connection/core.ts';
export type { AccountFacts } from './connection/ledger.ts';
export { createFaults, type Fault, type FaultKind, type Faults } from './faults.ts';
export type { FirstSyncPace, FirstSyncStep } from './phone/first-sync.ts';
export type { MockPhone } from './phone/mock-phone.ts';
export { type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts';
export * from './world/index.ts';
