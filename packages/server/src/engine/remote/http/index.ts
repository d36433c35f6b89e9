export { createHttpGateway } from './gateway.ts';
