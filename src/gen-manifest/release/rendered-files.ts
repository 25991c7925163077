/** Every rendered file of the release, as text: what `npm run render` writes and what has to be committed. */
import fs from 'fs-extra';
import { join } from 'node:path';
import { renderYaml } from '../render/yaml.js';
import { jobSpec, type Template } from './job-spec.js';
import { type Job, jobs } from './jobs.js';
import { packageFiles } from './package-files.js';
import { propertyReference } from './property-reference.js';
import { jobProperties, type SchemaNode } from './property-schema.js';
import { propertyTable } from './property-table.js';
import { jobTemplateFiles, jobTemplates } from './template-files.js';
import type { Templates } from '../render/templates.js';

/** A file by its path below the repository's root. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

const referenceSource = 'templates/docs/job.md.hbs';

/** Renders the whole release. */
export async function renderedFiles(root: string): Promise<RenderedFile[]> {
  const templates = await jobTemplates(root);
  const files = await Promise.all(jobs.map((job) => jobFiles(root, job, templates)));
  return [...files.flat(), ...(await packageFiles(root))];
}

async function jobFiles(root: string, job: Job, templates: Templates): Promise<RenderedFile[]> {
  const folder = `jobs/${job.name}`;
  const schemaFile = `${folder}/properties_schema.json`;
  const schema = (await fs.readJson(join(root, schemaFile))) as SchemaNode;
  const description = schema.description ?? '';
  const declared = jobProperties(schemaFile, schema);
  const properties = propertyTable(declared);
  const files = (await jobTemplateFiles(root, job.name)).map(({ path, text }) => {
    const rendered = renderedFrom(`templates/jobs/${job.name}/${path}.hbs`);
    return { path, text: templates.render(text, { properties, rendered }) };
  });
  const inTemplates = files.filter(({ path }) => path !== 'monit');
  const spec = jobSpec(job, description, declared, inTemplates.map(template));
  const reference = propertyReference(job, description, declared);
  const page = await fs.readFile(join(root, referenceSource), 'utf8');
  return [
    { path: `${folder}/spec`, text: renderYaml(spec, () => '') },
    ...files.map(({ path, text }) => ({ path: `${folder}/${path === 'monit' ? '' : 'templates/'}${path}`, text })),
    {
      path: `jobs/${job.name}/README.md`,
      text: templates.render(page, { ...reference, rendered: renderedFrom(schemaFile) }),
    },
  ];
}

/** What every rendered file says of itself. */
function renderedFrom(source: string): string {
  return `Rendered by npm run render from ${source}; change that.`;
}

/** BOSH evaluates every template as ERB; the ending tells editors. */
function template({ path }: RenderedFile): Template {
  return { source: path, target: path.replace(/\.erb$/, '') };
}
