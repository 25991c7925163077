/** `npm run blobs [-- --update]`. */
import { blobs } from '../gen-manifest/release/blobs.js';
import { inWorkshop } from './workshop.js';

process.exitCode = await inWorkshop((workshop) => blobs(workshop, process.argv.includes('--update')));
