import { storageContract } from '../storage.contract.ts';
import { describeDialect } from '../testing.ts';

describeDialect('mysql', 'storage', storageContract);
