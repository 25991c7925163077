/** `npm run render [-- --check]`. */
import { render } from '../gen-manifest/release/render.js';
import { inWorkshop } from './workshop.js';

process.exitCode = await inWorkshop(({ root, io }) => render(root, process.argv.includes('--check'), io));
