export { defaultLimits } from './limits.ts';
export { openAddressFile } from './open.ts';
export { normalisePhone } from './phone.ts';
export {
  type AddressColumn,
  type AddressFile,
  type AddressFileLayout,
  type AddressFormat,
  type ColumnRole,
  columnRoles,
  type Delimiter,
  type Encoding,
  type PhoneReading,
  type PhoneReason,
  type ReadContact,
  type ReadItem,
  type ReadLimits,
  type ReadOptions,
  type ReadPhone,
  type ReadProblem,
  type ReadProblemCode,
} from './types.ts';
