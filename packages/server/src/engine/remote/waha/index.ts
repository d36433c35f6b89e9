export { createWahaGateway } from './gateway.ts';
