export { demo } from './demo.ts';
export { doctor } from './doctor/doctor.ts';
export { emulator } from './emulator.ts';
export { trust } from './trust/trust.ts';
