import { describeJobQueue } from './queue.contract.ts';
import { createLocalQueue } from './queue.ts';

describeJobQueue('the local queue', createLocalQueue);
