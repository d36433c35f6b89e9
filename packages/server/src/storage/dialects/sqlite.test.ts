import { storageContract } from '../storage.contract.ts';
import { describeDialect } from '../testing.ts';

describeDialect('sqlite', 'storage', storageContract);
