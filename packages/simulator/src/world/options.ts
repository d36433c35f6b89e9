/** What kind of world to make; anything left out comes from the preset, or else from `ordinary` below. */
export type WorldOptions = {
  /** A ready-made size: see `presets`. */
  preset?: PresetName;
  /** Any 32-bit whole number; the same seed and options give the same world. */
  seed?: number;
  /** Accounts whose phones can be paired. */
  accounts?: number;
  /** Address-book entries of each account. */
  contacts?: number;
  /** Groups of the world that the accounts are in now, the big one and the left ones not counted. */
  groups?: number;
  /** Adds one group of exactly 1,000 members. */
  bigGroup?: boolean;
  /** Scatters names among the people and groups that break careless software. */
  hostile?: boolean;
};

export type WorldPlan = Required<Omit<WorldOptions, 'preset'>>;
export type PresetName = keyof typeof presets;

const ordinary: WorldPlan = { seed: 1, accounts: 2, contacts: 200, groups: 30, bigGroup: false, hostile: true };

/** `demo` is for people to look at and has believable names only; `tiny` is for quick tests; `large` for load. */
export const presets = {
  demo: { accounts: 2, contacts: 240, groups: 15, bigGroup: false, hostile: false },
  tiny: { accounts: 1, contacts: 24, groups: 10, bigGroup: false, hostile: true },
  large: { accounts: 1, contacts: 100_000, groups: 40, bigGroup: true, hostile: true },
} as const satisfies Record<string, Partial<WorldPlan>>;

/** Fills in what was left out. Throws a RangeError for a number that cannot make a world. */
export function planWorld({ preset, ...wishes }: WorldOptions): WorldPlan {
  const plan = { ...ordinary, ...(preset ? presets[preset] : {}), ...wishes };
  if (!Number.isSafeInteger(plan.seed)) throw new RangeError('seed must be a whole number');
  checkCount('accounts', plan.accounts, 1, 1000);
  checkCount('contacts', plan.contacts, 0, 1_000_000);
  checkCount('groups', plan.groups, 0, 10_000);
  return plan;
}

function checkCount(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${name} must be a whole number from ${low} to ${high}`);
}
