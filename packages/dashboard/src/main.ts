import { isHealthy } from './health.ts';

const state = document.querySelector('#state');
if (state) state.textContent = (await isHealthy()) ? 'Server berjalan.' : 'Server tidak menjawab.';
