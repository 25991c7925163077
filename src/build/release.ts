/** `npm run release [-- --update]`. */
import { release } from '../gen-manifest/release/create-release.js';
import { inWorkshop } from './workshop.js';

process.exitCode = await inWorkshop((workshop) => release(workshop, process.argv.includes('--update')));
