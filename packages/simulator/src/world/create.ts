import { createAccount, learnPushNames } from './accounts.ts';
import { bigBlueprint, chooseBlueprints, leftBlueprints } from './blueprints.ts';
import { createGroupFrom, type Society } from './groups.ts';
import { planWorld, type WorldOptions, type WorldPlan } from './options.ts';
import { createRegistry, type Registry } from './people.ts';
import { createRandom, type Random } from './random.ts';
import type { Account, Group, World } from './types.ts';

/**
 * Makes a world of people, groups and accounts. The same options give the same world, deep-equal, on every machine.
 * Throws a RangeError for impossible counts.
 */
export function createWorld(options: WorldOptions = {}): World {
  const plan = planWorld(options);
  const random = createRandom(plan.seed);
  const registry = createRegistry(random, plan.hostile);
  const society = createSociety(random, plan, registry);
  const groups = createGroups(random, plan, society);
  if (plan.bigGroup) {
    groups.push(createGroupFrom(random, bigBlueprint, society, { turn: 0, extra: registry.settle(1000) }));
  }
  const left = society.accounts.flatMap((account, position) => createLeftGroups(random, society, account, position));
  for (const account of society.accounts) learnPushNames(random, account);
  return {
    seed: plan.seed,
    people: registry.citizens.map((citizen) => citizen.person),
    groups: [...groups, ...left],
    accounts: society.accounts,
  };
}

/** Accounts know each other's owners, share two fifths of their address book, and have the rest for themselves. */
function createSociety(random: Random, plan: WorldPlan, registry: Registry): Society {
  const owners = Array.from({ length: plan.accounts }, (_, position) => registry.settleOwner(position));
  const shared = registry.settle(plan.accounts > 1 ? Math.floor(plan.contacts * 0.4) : 0);
  const accounts = owners.map((owner) => {
    const acquainted = owners.filter((other) => other !== owner).slice(0, Math.min(3, plan.contacts - shared.length));
    const own = registry.settle(plan.contacts - shared.length - acquainted.length);
    const acquaintances = registry.settle(Math.min(500, Math.ceil(plan.contacts / 12)));
    return createAccount(random, {
      owner,
      friends: [...acquainted, ...shared, ...own],
      acquaintances,
      hostile: plan.hostile,
    });
  });
  const hidden = [registry.settlePhoneLike().person];
  const strangers = registry.settle(Math.max(20, Math.min(1500, Math.floor(plan.contacts / 2))));
  return { accounts, strangers, hidden, takenIds: new Set() };
}

function createGroups(random: Random, plan: WorldPlan, society: Society): Group[] {
  const groups: Group[] = [];
  let parentId: string | undefined;
  let turn = 0;
  for (const blueprint of chooseBlueprints(plan.groups, plan.hostile)) {
    const isChild = blueprint.community !== undefined && blueprint.community !== 'parent';
    const group = createGroupFrom(random, blueprint, society, { turn, parentId: isChild ? parentId : undefined });
    if (blueprint.community === 'parent') parentId = group.id;
    if (blueprint.accounts === 'one') turn += 1;
    groups.push(group);
  }
  return groups;
}

function createLeftGroups(random: Random, society: Society, account: Account, position: number): Group[] {
  return leftBlueprints.map((blueprint) => {
    const group = createGroupFrom(random, blueprint, society, { turn: position });
    group.members = group.members.filter((member) => member.person !== account.person);
    account.groups = account.groups.filter((other) => other !== group);
    account.leftGroups.push(group);
    return group;
  });
}
