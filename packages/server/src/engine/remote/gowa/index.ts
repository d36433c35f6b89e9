export { createGowaGateway } from './gateway.ts';
